#!/usr/bin/env node
/** The entry point. */
import { COMMANDS } from './commands.ts';
import { compileLess } from './compiler-flags.ts';
import { failure, runProgram } from './program.ts';
import { processTerminal } from './output/terminal.ts';

compileLess();
const terminal = processTerminal();
// Node would exit with 1, which is the exit code of a finding.
process.on('uncaughtException', (error) => {
  void failure(error, terminal).then((code) => process.exit(code));
});
void runProgram(process.argv.slice(2), COMMANDS, terminal).then((code) => {
  process.exitCode = code;
});

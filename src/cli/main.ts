#!/usr/bin/env node
/** The entry point. */
import { COMMANDS } from './commands.ts';
import { tuneEngine } from './engine-flags.ts';
import { failure, runProgram } from './program.ts';
import { processTerminal } from './output/terminal.ts';

tuneEngine();
const terminal = processTerminal();
// Node would exit with 1, which is the exit code of a finding.
process.on('uncaughtException', (error) => {
  void failure(error, terminal).then((code) => process.exit(code));
});
void runProgram(process.argv.slice(2), COMMANDS, terminal).then((code) => {
  process.exitCode = code;
});

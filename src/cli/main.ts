#!/usr/bin/env node
/** Where the program starts. */
import { COMMANDS } from './commands.ts';
import { failure, runProgram } from './program.ts';
import { processTerminal } from './output/terminal.ts';

const terminal = processTerminal();
// Node would end with 1, which is the exit code of a finding.
process.on('uncaughtException', (error) => {
  void failure(error, terminal).then((code) => process.exit(code));
});
void runProgram(process.argv.slice(2), COMMANDS, terminal).then((code) => {
  process.exitCode = code;
});

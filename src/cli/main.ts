#!/usr/bin/env node
import { COMMANDS } from './commands.ts';
import { runProgram } from './program.ts';
import { processTerminal } from './output/terminal.ts';

void runProgram(process.argv.slice(2), COMMANDS, processTerminal()).then((code) => {
  process.exitCode = code;
});

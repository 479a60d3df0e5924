#!/usr/bin/env node
/** The `firebreak` command: this process's arguments to a verb, its verdict to the exit status. */
import { run } from './run.ts';
import { processTerminal } from './terminal.ts';
import { verbs } from './verbs.ts';

process.exitCode = await run(process.argv.slice(2), verbs, processTerminal);

import { runCommandLine } from './command-line/run.ts';
import { theTerminal } from './command-line/terminal.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), process.env, theTerminal());
// Everything has been stopped; something that was forgotten must not keep the program from ending.
setTimeout(() => process.exit(), 2000).unref();

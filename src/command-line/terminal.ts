import type { Terminal } from './command.ts';

/** The terminal that this program was started in. A line over which something was drawn is cleared first. */
export function theTerminal(): Terminal {
  let drawn = false;
  const clear = () => {
    if (drawn) process.stderr.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    say(text) {
      clear();
      process.stdout.write(`${text}\n`);
    },
    tell(text) {
      clear();
      process.stderr.write(`${text}\n`);
    },
    redraw: process.stderr.isTTY
      ? text => {
          clear();
          process.stderr.write(text.slice(0, (process.stderr.columns ?? 80) - 1));
          drawn = text !== '';
        }
      : undefined,
  };
}

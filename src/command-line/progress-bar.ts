import type { Terminal } from './command.ts';

/** Shows how far long work has come. */
export type ProgressBar = {
  show(done: number, total: number, what?: string): void;
  end(sentence: string): void;
};

const width = 28;

/**
 * A progress bar: drawn over itself on a screen, at most ten times a second; elsewhere (a file, a service's log)
 * a line for each tenth that is done.
 * @param title what is being done
 * @param now milliseconds of any clock
 */
export function progressBar(terminal: Terminal, title: string, now = () => performance.now()): ProgressBar {
  const began = now();
  let shownAt = Number.NEGATIVE_INFINITY;
  let tenths = 0;
  const seconds = () => `${((now() - began) / 1000).toFixed(1)} s`;
  return {
    show(done, total, what = '') {
      const share = total > 0 ? Math.min(1, done / total) : 0;
      if (terminal.redraw) {
        if (now() - shownAt < 100 && share < 1) return;
        shownAt = now();
        const filled = Math.round(share * width);
        const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
        terminal.redraw(`${title} ${bar} ${percent(share)}  ${what}`.trimEnd());
      } else if (Math.floor(share * 10) > tenths) {
        tenths = Math.floor(share * 10);
        terminal.tell(`${title}: ${percent(share)}${what ? `, ${what}` : ''} (${seconds()})`);
      }
    },
    end(sentence) {
      terminal.redraw?.('');
      terminal.tell(`${sentence} (${seconds()})`);
    },
  };
}

const percent = (share: number) => `${Math.floor(share * 100)} %`;

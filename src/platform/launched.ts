/** Why a program should stop: a signal, or its launcher said so or is gone. */
export type StopReason = NodeJS.Signals | 'launcher';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `stop` once, whoever asks first: Ctrl-C, a signal, or the end of the launcher that started this
 * program (`bin/ownwords.js`), even by `kill -9`. Ctrl-C reaches the program twice, from the terminal and
 * through the launcher; that is why one place listens to all of them. Works without a launcher too.
 */
export function stopWithParent(stop: (reason: StopReason) => void | Promise<void>): void {
  let asked = false;
  const stopOnce = (reason: StopReason) => {
    if (asked) return;
    asked = true;
    void stop(reason);
  };
  for (const signal of signals) process.on(signal, () => stopOnce(signal));
  if (!process.channel) return;
  process.on('disconnect', () => stopOnce('launcher'));
  // Waiting for the launcher must not keep a program alive that has finished.
  process.channel.unref();
}

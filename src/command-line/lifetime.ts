import { stopWithParent } from '../platform/launched.ts';

/** A program that was asked to stop while it was still starting. */
export class StoppedEarly extends Error {
  override readonly name = 'StoppedEarly';
}

/** What has been started, and how it is stopped: last started, first stopped. */
export type Lifetime = {
  /** Keeps how to stop something. When stopping was asked for meanwhile, stops it at once and throws StoppedEarly. */
  keep(stop: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when everything has been stopped. */
  ended: Promise<void>;
};

/** The lifetime of a program that runs until it is told to stop: Ctrl-C, a signal, or the end of its launcher. */
export function lifetime(onAsked: () => void): Lifetime {
  const stops: (() => Promise<void>)[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let asked = false;
  const stop = async () => {
    if (asked) return ended;
    asked = true;
    onAsked();
    for (let next = stops.pop(); next; next = stops.pop()) await next().catch(() => {});
    resolve();
  };
  stopWithParent(stop);
  return {
    ended,
    stop,
    async keep(way) {
      if (!asked) {
        stops.push(way);
        return;
      }
      await way();
      throw new StoppedEarly();
    },
  };
}

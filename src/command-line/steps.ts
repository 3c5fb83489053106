import type { Terminal } from './command.ts';

/** Does one step of a start and tells, in one line, what it was and how long it took. */
export type Step = <T>(name: string, work: () => Promise<{ value: T; said: string }>) => Promise<T>;

/** Steps that are told on a terminal: on a screen a step stands there while it is under way. */
export function stepsOn(terminal: Terminal): Step {
  return async (name, work) => {
    const began = performance.now();
    terminal.redraw?.(`… ${name}`);
    const { value, said } = await work();
    terminal.redraw?.('');
    terminal.tell(
      `✔ ${name.padEnd(14)} ${said.padEnd(28)} ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
    return value;
  };
}

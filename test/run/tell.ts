/** How a step went. */
export type Step = { ok: boolean; began: number; said?: string };

/** Prints a step's one line, and below it what it said when it failed. */
export function tellStep(name: string, { ok, began, said = '' }: Step): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${ok ? '✔' : '✖'} ${name.padEnd(10)} ${seconds} s`);
  if (!ok) console.log(said.trim());
}

/**
 * A table with its totals, seen as a network in which counts flow: from the node of its row through each cell to the
 * node of its column, and back through the totals. Every table that adds up is a flow that goes round, so how far a
 * cell can move while the table still adds up is the largest flow that can be sent around it: exact, in whole numbers.
 */
export type Edge = { from: number; to: number; value: number; least: number; most: number };

/** A way to go along an edge, or back against it. */
export type Step = { edge: Edge; forth: boolean };

/** How much more can be sent along a step. */
export const slackOf = ({ edge, forth }: Step): number =>
  forth ? edge.most - edge.value : edge.value - edge.least;

/**
 * Moves the rest of the table as far as a cell can rise (`forth`) or fall while everything still adds up and stays
 * within its bounds; the values of the other edges are left where that took them.
 * @param moved the cell that moves, and where to
 * @param wanted enough: more is not looked for
 * @returns how far it can move, `wanted` at most
 */
export function push(edges: readonly Edge[], moved: Step, wanted: number): number {
  const goal = Math.min(wanted, slackOf(moved));
  let found = 0;
  while (found < goal) {
    const way = wayAround(edges, moved, step => (slackOf(step) > 0 ? 1 : undefined));
    if (!way) break;
    const much = Math.min(goal - found, ...way.map(slackOf));
    for (const { edge, forth } of way) edge.value += forth ? much : -much;
    found += much;
  }
  return found;
}

/**
 * The cheapest way round that lets a cell move: from where it leads to, back to where it comes from, without itself.
 * @param costOf what one step costs; undefined where there is no going
 * @returns the steps, or undefined where there is no way
 */
export function wayAround(
  edges: readonly Edge[],
  moved: Step,
  costOf: (step: Step) => number | undefined,
): Step[] | undefined {
  const [start, goal] = moved.forth ? [moved.edge.to, moved.edge.from] : [moved.edge.from, moved.edge.to];
  const cost = new Map([[start, 0]]);
  const cameBy = new Map<number, Step>();
  const steps = edges.filter(edge => edge !== moved.edge).flatMap(edge => priced(edge, costOf));
  // As often as there are nodes at most: no way has more steps, and every round that betters nothing is the last.
  for (let better = true; better; ) {
    better = false;
    for (const { step, price } of steps) {
      const [from, to] = endsOf(step);
      const here = (cost.get(from) ?? Infinity) + price;
      if (here >= (cost.get(to) ?? Infinity)) continue;
      cost.set(to, here);
      cameBy.set(to, step);
      better = true;
    }
  }
  return cost.has(goal) ? backFrom(goal, start, cameBy) : undefined;
}

function priced(edge: Edge, costOf: (step: Step) => number | undefined) {
  return [true, false].flatMap(forth => {
    const price = costOf({ edge, forth });
    return price === undefined ? [] : [{ step: { edge, forth }, price }];
  });
}

const endsOf = ({ edge, forth }: Step) =>
  forth ? ([edge.from, edge.to] as const) : ([edge.to, edge.from] as const);

function backFrom(goal: number, start: number, cameBy: ReadonlyMap<number, Step>): Step[] {
  const way: Step[] = [];
  for (let node = goal; node !== start; ) {
    const step = cameBy.get(node);
    if (!step) break;
    way.unshift(step);
    node = endsOf(step)[0];
  }
  return way;
}

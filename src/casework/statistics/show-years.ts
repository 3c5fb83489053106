import { numberText, type Translate } from '../../platform/language/index.ts';
import { barChart, type Shown } from '../../platform/statistics/index.ts';
import { type Kind, nameOf } from './names.ts';
import type { Edition, Numbers } from './numbers.ts';
import { newest, ruleOf, type Section } from './section.ts';
import { shownCount } from './show-table.ts';

/** What happened in each year, newest first: who came, who was recalled or discharged, how restrictions ended. */
export function showYears({ editions }: Numbers, t: Translate): Section[] {
  const moves = (column: string) => nameOf('move', column, t);
  const by = (row: string) => `${moves('conditional discharge')}: ${nameOf('mover', row, t)}`;
  return [
    ...flowSection('came', { of: newest(editions, 'came'), t, ...downwards('authority') }),
    ...flowSection('moved', {
      of: newest(editions, 'moved'),
      t,
      // Only the Secretary of State recalls, so of the table's four places three say something.
      heads: () => [moves('recall'), by('Secretary of State'), by('tribunal')],
      pick: ({ cells }) => [cells[0]?.[0], cells[0]?.[1], cells[1]?.[1]].map(shown => shown ?? 0),
      bar: counts => counts,
    }),
    ...flowSection('ended', { of: newest(editions, 'ended'), t, ...downwards('end') }),
  ];
}

type Flows = {
  of: readonly Edition[];
  heads(body: Edition['body']): string[];
  pick(body: Edition['body']): Shown[];
  /** What of a row is drawn. */
  bar(counts: Shown[]): Shown[];
  t: Translate;
};

/** Tables of a single column lie down here: what were rows are columns, with a year in each row and its total last. */
const downwards = (kind: Kind) => ({
  heads: ({ rows }: Edition['body']) => [...rows],
  pick: ({ cells }: Edition['body']) => cells.map(([count]) => count ?? 0),
  bar: (counts: Shown[]) => counts.slice(-1),
  kind,
});

function flowSection(
  id: 'came' | 'moved' | 'ended',
  { of, heads, pick, bar, t, kind }: Flows & { kind?: Kind },
): Section[] {
  const [latest] = of;
  if (!latest) return [];
  const title = t(`statistics.${id}.title`);
  const named = heads(latest.body).map(head => (kind ? nameOf(kind, head, t) : head));
  const drawn = of.map(({ period, body }) => ({ name: period.slice(0, 4), values: bar(pick(body)) }));
  return [
    {
      ...{ id, title, about: t(`statistics.${id}.about`), rule: ruleOf(latest, t) },
      picture: barChart({
        ...{ id: `chart-${id}`, title, description: t(`statistics.${id}.description`), bars: drawn },
        parts: drawn[0]?.values.length === 1 ? [] : named,
        written: numberText,
      }),
      table: {
        caption: title,
        head: [t('statistics.year'), ...named],
        rows: of.map(({ period, body }) => ({
          name: period.slice(0, 4),
          cells: pick(body).map(count => shownCount(count, t)),
        })),
        endsInTotal: false,
      },
    },
  ];
}

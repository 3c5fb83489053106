import { numberText, type Translate, textOf } from '../../platform/language/index.ts';
import { barChart } from '../../platform/statistics/index.ts';
import { showDay } from '../../platform/time/index.ts';
import { type Kind, nameOf } from './names.ts';
import type { Edition } from './numbers.ts';
import { ruleOf, type Section } from './section.ts';
import { shownCount } from './show-table.ts';
import type { Dimension } from './tables.ts';

/** Who stands how on one day, divided by one thing: it down, where people are across, with both totals. */
export function showPeople(edition: Edition, t: Translate): Section {
  const { body, scheme } = edition;
  const dimension = edition.name as Dimension;
  const title = textOf(t, `statistics.by.${dimension}`, { day: showDay(edition.asAt, t) });
  const columns = body.columns.map(column => nameOf(scheme ? 'place' : 'status', column, t));
  const rule = ruleOf(edition, t);
  return {
    ...{ id: dimension, title, about: '', rule: rule && `${rule} ${t('statistics.totals.exact')}` },
    picture: pictureOf(edition, title, t),
    table: {
      caption: title,
      head: [textOf(t, `statistics.row.${dimension}`), ...columns],
      rows: body.rows.map((row, index) => ({
        name: nameOf(dimension as Kind, row, t),
        cells: (body.cells[index] ?? []).map(count => shownCount(count, t)),
      })),
      endsInTotal: true,
    },
  };
}

/** One bar for each row but the last, as long as its total. */
function pictureOf({ name, body }: Edition, title: string, t: Translate): string {
  const bars = body.rows.slice(0, -1).map((row, index) => ({
    // A name of an authority is longer than a picture has room for; its section is not.
    name: name === 'authority' ? row : nameOf(name as Kind, row, t),
    values: [body.cells[index]?.at(-1) ?? 0],
  }));
  return barChart({
    ...{ id: `chart-${name}`, title, description: t('statistics.by.description'), parts: [], bars },
    written: numberText,
  });
}

import { hidden, type Shown } from '../schemes.ts';
import { element, frame, label, steps } from './svg.ts';

/** Bars that lie on their side, one below the other; each is made of one or more parts. */
export type BarChart = {
  id: string;
  title: string;
  description: string;
  parts: readonly string[];
  bars: readonly { name: string; values: readonly Shown[] }[];
  written(value: number): string;
};

const size = { width: 640, right: 30, row: 30, bar: 20, bottom: 34, keyRow: 26 };
const looks = ['#0b4a52', '#f0a883', '#7fb5b5', '#57378a', '#d3c9b8', '#fff'];

/**
 * Counts as bars, to stand beside their table. Parts are told apart by their order, a line around each and a pattern,
 * and not by colour alone; a hidden count is a mark after the bar, never a length.
 */
export function barChart(chart: BarChart): string {
  const grid = steps(Math.max(1, ...chart.bars.map(({ values }) => sumOf(values))));
  const perKeyRow = keysIn(chart.parts);
  const top = Math.ceil(chart.parts.length / perKeyRow) * size.keyRow + 12;
  const height = top + chart.bars.length * size.row + size.bottom;
  const left = roomFor(chart.bars.map(({ name }) => name));
  const long = (value: number) => (value / (grid.at(-1) ?? 1)) * (size.width - left - size.right);
  const looksOfParts = chart.parts.length > 0 ? chart.parts : [''];
  const inside =
    element('defs', {}, looksOfParts.map((_, part) => pattern(chart.id, part)).join('')) +
    chart.parts.map((name, part) => key(name, { part, perKeyRow, id: chart.id })).join('') +
    grid.map(value => gridLine(chart.written(value), left + long(value), { top, height })).join('') +
    chart.bars
      .map((bar, index) => drawnBar(bar, { id: chart.id, y: top + index * size.row, left, long }))
      .join('');
  return frame(chart, { width: size.width, height, inside });
}

/** Beside the longest name, at most half of the picture; 8 is about the width of a letter. */
const roomFor = (names: readonly string[]) =>
  Math.min(size.width / 2, 16 + 8 * Math.max(8, ...names.map(({ length }) => length)));

const sumOf = (values: readonly Shown[]) =>
  values.reduce<number>((sum, value) => sum + (value === hidden ? 0 : value), 0);

/** Plain, stripes up, dots, stripes down, lines, crosses: one for each of the colours. */
function pattern(id: string, part: number): string {
  const drawn = [
    '',
    element('path', { d: 'M0 8L8 0', stroke: '#15252d', 'stroke-width': 1.5 }),
    element('circle', { cx: 4, cy: 4, r: 1.6, fill: '#15252d' }),
    element('path', { d: 'M0 0L8 8', stroke: '#fff', 'stroke-width': 1.5 }),
    element('path', { d: 'M0 4H8', stroke: '#15252d', 'stroke-width': 1 }),
    element('path', { d: 'M0 0L8 8M0 8L8 0', stroke: '#15252d', 'stroke-width': 1 }),
  ][part % looks.length];
  const ground = element('rect', { width: 8, height: 8, fill: looks[part % looks.length] });
  const tile = { id: `${id}-${part}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
  return element('pattern', tile, ground + drawn);
}

const filled = (id: string, part: number) => ({
  fill: `url(#${id}-${part})`,
  stroke: 'currentColor',
  'stroke-width': 1,
});

/** As many names beside each other as the longest leaves room for. */
const keysIn = (names: readonly string[]) =>
  Math.max(
    1,
    Math.min(3, Math.floor(size.width / (30 + 8 * Math.max(1, ...names.map(({ length }) => length))))),
  );

type Key = { part: number; perKeyRow: number; id: string };

function key(name: string, { part, perKeyRow, id }: Key): string {
  const x = (part % perKeyRow) * (size.width / perKeyRow);
  const y = Math.floor(part / perKeyRow) * size.keyRow + 2;
  return (
    element('rect', { x: x + 1, y, width: 22, height: 16, ...filled(id, part) }) +
    label(name, { x: x + 30, y: y + 14 })
  );
}

function gridLine(text: string, x: number, { top, height }: { top: number; height: number }): string {
  const line = { x1: x, x2: x, y1: top - 4, y2: height - size.bottom + 2 };
  return (
    element('line', { ...line, stroke: 'currentColor', 'stroke-opacity': 0.25 }) +
    label(text, { x, y: height - 10, anchor: 'middle' })
  );
}

type At = { id: string; y: number; left: number; long(value: number): number };

function drawnBar({ name, values }: BarChart['bars'][number], { id, y, left, long }: At): string {
  let x = left;
  const parts = values.map((value, part) => {
    if (value === hidden || value === 0) return '';
    const from = x;
    x += long(value);
    return element('rect', { x: from, y, width: long(value), height: size.bar, ...filled(id, part) });
  });
  const isHidden = values.includes(hidden);
  return (
    label(name, { x: left - 8, y: y + 15, anchor: 'end' }) +
    parts.join('') +
    (isHidden ? label(hidden, { x: x + 6, y: y + 18 }) : '')
  );
}

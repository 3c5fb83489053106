import { element, frame, label, steps } from './svg.ts';

/** A line through the values that are known; between two of them it says nothing. */
export type Line = { name: string; points: readonly { at: number; value: number }[] };
export type LineChart = {
  id: string;
  title: string;
  description: string;
  lines: readonly Line[];
  /** Years and the like, along the bottom. */
  marks: readonly { at: number; text: string }[];
  written(value: number): string;
};

const size = { width: 640, height: 320, left: 60, right: 20, top: 46, bottom: 40 };
const looks = [
  { stroke: '#0b4a52', dash: undefined },
  { stroke: '#a8492a', dash: '7 5' },
  { stroke: '#57378a', dash: '2 4' },
];

/**
 * Values over time as a picture, to stand beside their table. Every line has its own stroke, its own mark at each
 * value and its name, so that nothing is told by colour alone.
 */
export function lineChart(chart: LineChart): string {
  const points = chart.lines.flatMap(line => line.points);
  const grid = steps(Math.max(1, ...points.map(({ value }) => value)));
  const days = [...points, ...chart.marks].map(({ at }) => at);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const x = (at: number) =>
    size.left + ((at - first) / Math.max(1, last - first)) * (size.width - size.left - size.right);
  const y = (value: number) =>
    size.height - size.bottom - (value / (grid.at(-1) ?? 1)) * (size.height - size.top - size.bottom);
  const place = { x, y };
  const inside =
    grid.map(value => gridLine(value, place, chart)).join('') +
    chart.marks
      .map(({ at, text }) => label(text, { x: x(at), y: size.height - 14, anchor: 'middle' }))
      .join('') +
    chart.lines.map((line, index) => drawnLine(line, index, place)).join('') +
    key(chart.lines);
  return frame(chart, { ...size, inside });
}

type Place = { x(at: number): number; y(value: number): number };

function gridLine(value: number, { y }: Place, { written }: LineChart): string {
  const at = y(value);
  const line = { x1: size.left, x2: size.width - size.right, y1: at, y2: at };
  return (
    element('line', { ...line, stroke: 'currentColor', 'stroke-opacity': value === 0 ? 1 : 0.25 }) +
    label(written(value), { x: size.left - 8, y: at + 5, anchor: 'end' })
  );
}

function drawnLine({ points }: Line, index: number, { x, y }: Place): string {
  const way = points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const { stroke, dash } = looks[index % looks.length] ?? {};
  return (
    element('polyline', { points: way, fill: 'none', stroke, 'stroke-width': 3, 'stroke-dasharray': dash }) +
    points.map(({ at, value }) => mark(index, x(at), y(value))).join('')
  );
}

/** A disc, a square, a triangle. */
function mark(index: number, x: number, y: number): string {
  const fill = looks[index % looks.length]?.stroke;
  if (index % 3 === 0) return element('circle', { cx: x, cy: y, r: 5, fill });
  if (index % 3 === 1) return element('rect', { x: x - 5, y: y - 5, width: 10, height: 10, fill });
  return element('path', { d: `M${x} ${y - 6}l6 11h-12z`, fill });
}

function key(lines: readonly Line[]): string {
  const wide = (size.width - size.left) / Math.max(1, lines.length);
  return lines
    .map(({ name }, index) => {
      const x = size.left + index * wide;
      const { stroke, dash } = looks[index % looks.length] ?? {};
      const line = { x1: x, x2: x + 34, y1: 16, y2: 16, stroke, 'stroke-width': 3, 'stroke-dasharray': dash };
      return element('line', line) + mark(index, x + 17, 16) + label(name, { x: x + 42, y: 21 });
    })
    .join('');
}

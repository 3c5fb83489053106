import type { Translate } from '../../platform/language/index.ts';
import { element, escaped, frame, label } from '../../platform/statistics/charts/svg.ts';
import { areaOf, type Corner } from '../rules/victims/zone.ts';

const size = { width: 520, height: 420, margin: 48, foot: 44 };

/** A zone as its page shows it: the picture, and the same in words. */
export function zoneModel(id: string, corners: readonly Corner[], t: Translate) {
  const area = written(areaOf(corners) / 1_000_000);
  return {
    picture: drawZone({
      id,
      corners,
      title: t('liaison.zone.picture'),
      description: t('liaison.zone.size', { area }),
      north: t('liaison.zone.north'),
    }),
    size: t('liaison.zone.size', { area }),
    corners: corners.map(({ reference }) => reference),
  };
}

const written = (number: number) =>
  (number >= 10 ? Math.round(number) : Math.round(number * 100) / 100).toString();

type Drawing = { id: string; corners: readonly Corner[]; title: string; description: string; north: string };

/**
 * The boundary to scale on the lines of the National Grid, with numbered corners, a scale and north.
 * No street is drawn: beside the list of corners it can be laid over any map, and it shows nothing but what was typed.
 */
function drawZone({ id, corners, title, description, north }: Drawing): string {
  const [east, northing] = [corners.map(corner => corner.east), corners.map(corner => corner.north)];
  const span = Math.max(
    Math.max(...east) - Math.min(...east),
    Math.max(...northing) - Math.min(...northing),
    1,
  );
  const long = Math.min(size.width, size.height - size.foot) - 2 * size.margin;
  const perMetre = long / span;
  const x = (at: number) => size.margin + (at - Math.min(...east)) * perMetre;
  const y = (at: number) => size.margin + (Math.max(...northing) - at) * perMetre;
  const step = stepFor(span);
  const inside =
    gridLines({ step, x, y, perMetre, from: { east: Math.min(...east), north: Math.max(...northing) } }) +
    boundary(corners, x, y) +
    scale(step, step * perMetre) +
    compass(north);
  return frame({ id, title, description }, { width: size.width, height: size.height, inside });
}

/** Between two lines of the grid: 100 metres, or the next round length that leaves no more than six lines. */
const stepFor = (span: number) =>
  [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000].find(step => span / step <= 6) ??
  200_000;

type Grid = {
  step: number;
  x: (at: number) => number;
  y: (at: number) => number;
  perMetre: number;
  from: { east: number; north: number };
};

function gridLines({ step, x, y, perMetre, from }: Grid): string {
  const foot = size.height - size.foot;
  const lines: string[] = [];
  const line = (at: Record<string, number>) =>
    element('line', { ...at, stroke: '#8fa3a8', 'stroke-width': 1, 'stroke-dasharray': '2 4' });
  const first = { east: from.east - size.margin / perMetre, north: from.north + size.margin / perMetre };
  for (let at = Math.ceil(first.east / step) * step; x(at) < size.width; at += step)
    lines.push(line({ x1: x(at), x2: x(at), y1: 0, y2: foot }));
  for (let at = Math.floor(first.north / step) * step; y(at) < foot; at -= step)
    lines.push(line({ x1: 0, x2: size.width, y1: y(at), y2: y(at) }));
  return lines.join('');
}

function boundary(corners: readonly Corner[], x: Grid['x'], y: Grid['y']): string {
  const points = corners.map(({ east, north }) => `${round(x(east))},${round(y(north))}`).join(' ');
  const area = element('polygon', {
    points,
    fill: '#0b4a52',
    'fill-opacity': 0.16,
    stroke: '#0b4a52',
    'stroke-width': 3,
  });
  const marks = corners.map(({ east, north }, index) => {
    const at = { x: round(x(east)), y: round(y(north)) };
    return (
      element('circle', { cx: at.x, cy: at.y, r: 5, fill: '#0b4a52' }) +
      label(String(index + 1), { x: at.x + 8, y: at.y - 8 })
    );
  });
  return area + marks.join('');
}

const round = (number: number) => Math.round(number * 10) / 10;

function scale(step: number, width: number): string {
  const y = size.height - 22;
  const text = step >= 1000 ? `${step / 1000} km` : `${step} m`;
  const bar = element('path', {
    d: `M20 ${y - 5}V${y}H${round(20 + width)}V${y - 5}`,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 2,
  });
  return bar + label(text, { x: 20, y: y + 18 });
}

function compass(north: string): string {
  const x = size.width - 26;
  const arrow = element('path', { d: `M${x} 14l7 20-7-4-7 4z`, fill: 'currentColor' });
  const name = element('text', { x, y: 52, 'text-anchor': 'middle', fill: 'currentColor' }, escaped(north));
  return arrow + name;
}

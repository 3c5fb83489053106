/** One element of a picture, with its text escaped. Shapes take their colours from attributes: no style is allowed. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  inside = '',
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  return `<${name}${written}>${inside}</${name}>`;
}

/** Text as it may stand in a picture. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

/** The frame of a picture: named and described for whoever does not see it. `id` is unique on its page. */
export function frame(
  { id, title, description }: { id: string; title: string; description: string },
  { width, height, inside }: { width: number; height: number; inside: string },
): string {
  const named = element('title', { id: `${id}-title` }, escaped(title));
  const told = element('desc', { id: `${id}-desc` }, escaped(description));
  return element(
    'svg',
    {
      ...{ class: 'ow-chart', viewBox: `0 0 ${width} ${height}`, role: 'img', focusable: 'false' },
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-desc`,
    },
    named + told + inside,
  );
}

/** A text in a picture, in the colour of the text around it. */
export function label(
  text: string,
  at: { x: number; y: number; anchor?: 'start' | 'middle' | 'end' },
): string {
  const { x, y, anchor = 'start' } = at;
  return element('text', { x, y, 'text-anchor': anchor, fill: 'currentColor' }, escaped(text));
}

/** Round steps from zero to at least `most`, four or five of them. */
export function steps(most: number): number[] {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= rough) ?? rough;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, times) => times * step);
}

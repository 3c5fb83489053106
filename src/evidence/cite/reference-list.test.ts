import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Entry } from '../record/entry.ts';
import { listedPlainly, referenceList } from './reference-list.ts';
import type { Style } from './styles.ts';

const by = (name: string, title: string, more: Partial<Entry> = {}): Entry => ({
  ...{ type: 'report', title, creators: [{ role: 'author', name }], year: 2011 },
  ...more,
});
const listed = (style: Style, entries: readonly Entry[]) =>
  listedPlainly(referenceList(entries, style), style).split('\n');

test('what one author published in one year is told apart by letters, in the order of the titles', () => {
  const entries = [by('Nacro', 'The prison'), by('Nacro', 'Probation'), by('Nacro', 'Other', { year: 2012 })];
  assert.deepEqual(listed('harvard', entries), [
    'Nacro (2011a) The prison.',
    'Nacro (2011b) Probation.',
    'Nacro (2012) Other.',
  ]);
  assert.deepEqual(listed('chicago', entries)[0], 'Nacro. Other. 2012.');
  const { year: _, ...undated } = by('Nacro', 'B');
  assert.deepEqual(listed('apa', [undated, { ...undated, title: 'A' }, by('Nacro', 'C')]), [
    'Nacro. (n.d.-a). A.',
    'Nacro. (n.d.-b). B.',
    'Nacro. (2011). C.',
  ]);
});

test('a day behind the year makes no difference, and what has no author needs no letter', () => {
  const page = by('Mind', 'Help', { type: 'web page', date: '2011-03' });
  assert.deepEqual(listed('apa', [page, by('Mind', 'Advice')]), [
    'Mind. (2011a). Advice.',
    'Mind. (2011b, March). Help.',
  ]);
  const alone = { type: 'report', title: 'One', year: 2011 } as const;
  assert.deepEqual(listed('harvard', [alone, { ...alone, title: 'Two' }]), ['One (2011).', 'Two (2011).']);
});

test('a bibliography of OSCOLA begins with family names, stands in their order, and has no stops', () => {
  const people = [
    { role: 'author', family: 'Hayes', given: 'Clare Ann' },
    { role: 'author', family: 'Edgar', given: 'Kimmett' },
  ] as const;
  const [hayes, edgar] = people.map(one => by('', `By ${one.family}`, { creators: [one] })) as [Entry, Entry];
  const act: Entry = { type: 'legislation', title: 'Prison Act 1952' };
  const host = { ...hayes, type: 'chapter', container: 'A book' } as const;
  const inBook: Entry = { ...host, creators: [people[0], { ...people[1], role: 'editor' }] };
  assert.deepEqual(listed('oscola', [inBook, act, edgar]), [
    'Edgar K, By Edgar (2011)',
    'Hayes CA, ‘By Hayes’ in Kimmett Edgar (ed), A book (2011)',
    'Prison Act 1952',
  ]);
});

test('what somebody wrote alone stands before what they wrote with others, in every list from A to Z', () => {
  const [one, other] = ['Durcan', 'Alder'].map(
    family => ({ role: 'author', family, given: 'Graham' }) as const,
  );
  const alone = by('', 'Zeal', { creators: one ? [one] : [] });
  const together = by('', 'Art', { creators: [one, other].filter(each => each !== undefined) });
  const office = by('Department of Health', 'Zeal');
  const longer = by('Department of Health and Care', 'Art');
  for (const style of ['apa', 'harvard', 'chicago', 'mla', 'oscola'] as const) {
    const list = listed(style, [together, longer, alone, office]);
    assert.deepEqual(
      list.map(line => `${/Department/.test(line)} ${/Zeal/.test(line)}`),
      ['true true', 'true false', 'false true', 'false false'],
      `${style}: ${list.join('\n')}`,
    );
  }
});

test('a list passes over the article that begins a title or an organisation’s name, and over no family name', () => {
  const untitled = (title: string): Entry => ({ type: 'report', title, year: 2011 });
  const korean = by('', 'Zeal', { creators: [{ role: 'author', family: 'An', given: 'Jo' }] });
  const entries = [by('The Reform Trust', 'Zeal'), untitled('The prison'), korean, untitled('Nobody')];
  for (const style of ['apa', 'chicago', 'mla'] as const)
    assert.deepEqual(
      listed(style, entries).map(line => /^\W*(?:The )?\w+/.exec(line)?.[0]),
      ['An', 'Nobody', 'The prison', 'The Reform'],
      style,
    );
});

test('beyond an alphabet letters go on', () => {
  const many = Array.from({ length: 28 }, (_, at) => by('Nacro', `Paper ${100 + at}`));
  const all = listed('harvard', many).join('\n');
  assert.match(all, /\(2011z\) Paper 125/);
  assert.match(all, /\(2011aa\) Paper 126/);
});

test('a numbered style keeps its numbers as text, and the order in which records were picked', () => {
  const entries = [by('Nacro', 'Second'), by('Clinks', 'First')];
  assert.deepEqual(listed('vancouver', entries), ['1. Nacro. Second. 2011.', '2. Clinks. First. 2011.']);
  assert.deepEqual(listed('ieee', entries)[1], '[2] Clinks, “First,” 2011.');
});

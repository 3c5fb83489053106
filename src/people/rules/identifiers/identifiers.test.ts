import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTextKey } from '../../../platform/language/index.ts';
import { checkLetterOf } from './check-letter.ts';
import { nhsCheckDigit } from './nhs-number.ts';
import { readIdentifier, showIdentifier } from './read-identifier.ts';
import { type IdentifierKind, identifierReasons } from './reading.ts';

const today = Temporal.PlainDate.from('2026-11-22');
const read = (kind: IdentifierKind, typed: string, testNumbers = true) => {
  const reading = readIdentifier(kind, typed, { today, testNumbers });
  return reading.ok ? reading.value : reading.reason;
};

const examples: [kind: IdentifierKind, typed: string, becomes: string][] = [
  ['nhs', '9434765919', '9434765919'],
  ['nhs', '943 476 5919', '9434765919'],
  ['nhs', ' 943-476–5919\u200b', '9434765919'],
  ['nhs', '9990000018', '9990000018'],
  ['nhs', '0123456789', 'nhs.range'],
  ['nhs', '9434765918', 'nhs.check'],
  ['nhs', '4000010000', 'nhs.neverIssued'],
  ['nhs', '943476591', 'nhs.short'],
  ['nhs', '94347659190', 'nhs.long'],
  ['nhs', '94347659I9', 'nhs.characters'],
  ['nhs', '٩٤٣٤٧٦٥٩١٩', 'nhs.characters'],
  ['nhs', '', 'empty'],
  ['nhs', ' \u00a0', 'empty'],
  ['pnc', '81/34U', '1981/0000034U'],
  ['pnc', '02/73319Z', '2002/0073319Z'],
  ['pnc', '00/223R', '2000/0000223R'],
  ['pnc', '79/163001B', '1979/0163001B'],
  ['pnc', '67/9893091D', '1967/9893091D'],
  ['pnc', '033Y', '2003/0000003Y'],
  ['pnc', '20030011985X', '2003/0011985X'],
  ['pnc', '20030011985Z', 'pnc.check'],
  ['pnc', '20120052494O', 'pnc.neverLetter'],
  ['pnc', '20120052494Q', '2012/0052494Q'],
  ['pnc', '20230583843N', 'pnc.check'],
  ['pnc', '20230583843L', '2023/0583843L'],
  ['pnc', '2001/0171310S', 'pnc.neverLetter'],
  ['pnc', '2001/171310w', '2001/0171310W'],
  ['pnc', '2001171310W', 'pnc.slash'],
  ['pnc', '2027/0000001A', 'pnc.future'],
  ['pnc', '1899/0000001A', 'pnc.year'],
  ['pnc', '981/34U', 'pnc.year'],
  ['pnc', '81/12345678U', 'pnc.serial'],
  ['pnc', '200300119850X', 'pnc.serial'],
  ['pnc', '81-34U', 'pnc.shape'],
  ['pnc', '3U', 'pnc.year'],
  ['pnc', '81/34', 'pnc.shape'],
  ['cro', '65656/91H', '065656/91H'],
  ['cro', '065656/91h', '065656/91H'],
  ['cro', '85227/65G', 'cro.check'],
  ['cro', '85227/65L', '085227/65L'],
  ['cro', 'SF83/50058Z', 'SF83/50058Z'],
  ['cro', 'sf83/050058Z', 'SF83/50058Z'],
  ['cro', 'SF83/50058B', 'cro.check'],
  ['cro', '65656/91I', 'cro.neverLetter'],
  ['cro', '65656/1991H', 'cro.shape'],
  ['cro', 'SF1983/50058Z', 'cro.shape'],
  ['prison', 'A1234BC', 'A1234BC'],
  ['prison', 'a 1234 bc', 'A1234BC'],
  ['prison', 'A123BC', 'prison.shape'],
  ['prison', '12345', 'prison.shape'],
  ['mhcs', 'mhcs-2019/44', 'MHCS-2019/44'],
  ['mhcs', 'AB', 'mhcs.short'],
  ['mhcs', 'A'.repeat(21), 'mhcs.long'],
  ['mhcs', 'AB_12', 'mhcs.characters'],
];
for (const [kind, typed, becomes] of examples) {
  test(`${kind} ${JSON.stringify(typed)} is read as ${becomes}`, () =>
    assert.equal(read(kind, typed), becomes));
}

test('a file form checks its bare serial number: filled up, the letter of SF83/50058 would be B', () => {
  assert.equal(checkLetterOf('8350058'), 'Z');
  assert.equal(checkLetterOf('83050058'), 'B');
});

test('a number kept for tests is refused in a real register, an issued one is not', () => {
  assert.equal(read('nhs', '9990000018', false), 'nhs.test');
  assert.equal(read('nhs', '9434765919', false), 'nhs.test');
  assert.equal(read('nhs', '4010232137', false), '4010232137');
});

test('the century of a PNC number is that of the day on which it is read', () => {
  const typed = `27/34${checkLetterOf('270000034')}`;
  const on = (day: string) => {
    const reading = readIdentifier('pnc', typed, { today: Temporal.PlainDate.from(day), testNumbers: false });
    return reading.ok && reading.value.slice(0, 4);
  };
  assert.equal(on('2026-12-31'), '1927');
  assert.equal(on('2027-01-01'), '2027');
});

// Numbers that stand, made by the rule's own arithmetic; the examples above hold the arithmetic itself.
const nhsNumbers = fc
  .tuple(fc.constantFrom(300, 319, 400, 499, 600, 799, 999), fc.integer({ min: 0, max: 999_999 }))
  .map(([first, rest]) => `${first}${String(rest).padStart(6, '0')}`)
  .filter(nine => nhsCheckDigit(nine) < 10)
  .map(nine => nine + nhsCheckDigit(nine));
const years = fc.integer({ min: 0, max: 99 }).map(year => String(year).padStart(2, '0'));
const pncs = fc.tuple(years, fc.integer({ min: 1, max: 9_999_999 })).map(([year, serial]) => {
  return `${year}/${serial}${checkLetterOf(year + String(serial).padStart(7, '0'))}`;
});
const cros = fc
  .tuple(years, fc.integer({ min: 1, max: 999_999 }), fc.boolean())
  .map(([year, serial, file]) => {
    if (file) return `SF${year}/${serial}${checkLetterOf(`${year}${serial}`)}`;
    return `${serial}/${year}${checkLetterOf(year + String(serial).padStart(6, '0'))}`;
  });
const checked = fc.oneof(
  nhsNumbers.map(typed => ['nhs', typed] as const),
  pncs.map(typed => ['pnc', typed] as const),
  cros.map(typed => ['cro', typed] as const),
);

test('reading a number twice changes nothing, and neither does showing it', () => {
  fc.assert(
    fc.property(checked, ([kind, typed]) => {
      const value = read(kind, typed);
      assert.match(value, /[0-9]/);
      assert.equal(read(kind, value), value);
      assert.equal(read(kind, showIdentifier(kind, value)), value);
    }),
  );
});

test('a changed digit is found, whichever it is', () => {
  fc.assert(
    fc.property(checked, fc.nat(), fc.integer({ min: 1, max: 9 }), ([kind, typed], where, by) => {
      const places = [...typed].flatMap((character, place) => (/[0-9]/.test(character) ? [place] : []));
      const place = places[where % places.length] ?? 0;
      const digit = (Number(typed[place]) + by) % 10;
      const reading = readIdentifier(kind, typed.slice(0, place) + digit + typed.slice(place + 1), {
        today,
        testNumbers: true,
      });
      assert.equal(reading.ok, false);
    }),
  );
});

test('whatever is typed is read or refused with a reason that has its sentence in both languages', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[SF0-9/-]{0,14}[A-Z]?$/));
  fc.assert(
    fc.property(fc.constantFrom('nhs', 'pnc', 'cro', 'prison', 'mhcs'), anything, (kind, typed) => {
      const reading = readIdentifier(kind, typed, { today, testNumbers: true });
      if (reading.ok)
        assert.deepEqual(readIdentifier(kind, reading.value, { today, testNumbers: true }), reading);
      else assert.ok(identifierReasons.includes(reading.reason));
    }),
  );
  for (const reason of identifierReasons) {
    assert.ok(isTextKey(`identifiers.problem.${reason}`), reason);
  }
});

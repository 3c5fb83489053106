import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textKeysOf } from '../../platform/forms/check-form.ts';
import { audienceOf, questionsIn, walk } from '../../platform/forms/index.ts';
import { catalogue } from '../../platform/language/catalogue.ts';
import { languages } from '../../platform/language/index.ts';
import { clinicalPicture } from './annual-report-2025.ts';
import { asIn, sectionAsIn } from './as-in.ts';
import { dischargeApplication2022, dischargeApplication2026 as form } from './discharge-application.ts';
import { formOn } from './forms.ts';
import { leaveApplication2024 } from './leave-application-2024.ts';
import { ownDischarge2026, ownLifting2026 } from './own-request-2026.ts';

const onDay = (day: string) => formOn('discharge application', Temporal.PlainDate.from(day));
const shownIn = (dischargeTypes: readonly string[]) =>
  walk({ form, answers: { dischargeTypes }, facts: {} }).sections.map(({ section }) => section.id);

test('supervised discharge can be asked for from 18 February 2026, and not a day before', () => {
  assert.equal(onDay('2026-02-17'), dischargeApplication2022);
  assert.equal(onDay('2026-02-18'), form);
  const asked = (one: typeof form) => JSON.stringify(one).includes('supervised-discharge');
  assert.deepEqual([asked(dischargeApplication2022), asked(form)], [false, true]);
});

const opened: [string, string[], string[]][] = [
  ['conditional-discharge', ['3c', '3d', '3e'], ['3f', '3g']],
  ['absolute-discharge', ['3f'], ['3c', '3d', '3e', '3g']],
  ['supervised-discharge', ['3c', '3d', '3e', '3g'], ['3f']],
];
for (const [type, sections, others] of opened) {
  test(`whoever asks for ${type} answers ${sections.join(', ')}`, () => {
    const shown = shownIn([type]);
    assert.deepEqual(
      sections.filter(id => !shown.includes(id)),
      [],
    );
    assert.deepEqual(
      others.filter(id => shown.includes(id)),
      [],
    );
  });
}

test('it asks for the whole clinical picture that leave and the annual report share', () => {
  const asked = new Set(questionsIn(form).map(({ id }) => id));
  const inLeave = questionsIn(leaveApplication2024).map(({ id }) => id);
  assert.deepEqual(
    clinicalPicture.filter(id => inLeave.includes(id) && !asked.has(id)),
    [],
  );
});

test('whatever points to somebody who was harmed is closed to the person', () => {
  const closed = form.sections.flatMap(section =>
    section.questions.filter(one => audienceOf(section, one) === 'closed').map(({ id }) => id),
  );
  const ids = ['placeZone', 'victimAttitude', 'victimStatus', 'newZone', 'mappaLevel', 'familySupport'];
  assert.deepEqual(
    ids.filter(id => !closed.includes(id)),
    [],
  );
});

test('every text stands in both languages, and none is left behind', () => {
  for (const language of languages)
    assert.deepEqual(
      textKeysOf(form).filter(key => !catalogue[language].has(key)),
      [],
      language,
    );
  const wanted = new Set([form, ownDischarge2026, ownLifting2026].flatMap(textKeysOf));
  const others = /^discharge\.(test|lack|pairs|liberty$|my|change|lift)/;
  const behind = [...catalogue.en.keys()].filter(
    key => key.startsWith('discharge.') && !wanted.has(key) && !others.test(key),
  );
  assert.deepEqual(behind, []);
});

test('a question or a section of another form that is not there stops the program', () => {
  assert.throws(() => asIn(leaveApplication2024, 'nothing'), /no question nothing/);
  assert.throws(() => sectionAsIn(leaveApplication2024, '99'), /no section 99/);
});

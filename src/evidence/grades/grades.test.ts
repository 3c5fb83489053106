import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { aSite, hiddenValue, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { textIn } from '../../platform/language/index.ts';
import { search } from '../../platform/search/index.ts';
import { duplicatePaths } from '../duplicates/paths.ts';
import { evidencePaths } from '../paths.ts';
import { addRecords } from '../record/commands/save-record.ts';
import { sayAgreement } from './agreement.ts';
import { agreementOf, type Given } from './alpha.ts';
import { gradeRecord, settleGrade } from './commands/record-grade.ts';
import { gradePaths } from './paths.ts';
import { readGiven, readWork } from './queries/read-grades.ts';
import { differenceOn, marksOf, scaleNames } from './scales.ts';

let site: TestSite;
let page: Visitor;
let one: Visitor;
let two: Visitor;
before(async () => {
  site = await aSite();
  [page, one, two] = [await site.as('lib.page'), await site.as('grade.one'), await site.as('grade.two')];
});
after(() => site.close());

const aRecord = async () => {
  const [number = 0] = await page.transaction(tx =>
    addRecords(tx, [{ type: 'evaluation', title: `An invented trial ${Math.random()}` }], 'librarian'),
  );
  return number;
};
// With the key of a form that everybody is given: two may have opened this one before either sent it.
const grade = (who: Visitor, number: number, maryland: string) =>
  who.post(
    gradePaths.grade(number, 'maryland'),
    { maryland, because: `I read it as ${maryland}.` },
    '/check',
  );
const waits = async (who: Visitor, number: number) =>
  (await who.transaction(tx => readWork(tx, 'maryland'))).find(({ record }) => record === number)?.waits;
const withGrade = async (value: string) =>
  (
    await page.transaction(tx =>
      search(tx, { index: 'evidence', typed: '', filters: { grade: [value] }, count: 50 }),
    )
  ).hits.map(({ key }) => key);
const marksSeen = (who: Visitor, number: number) =>
  who.transaction(async tx => {
    const { rows } = await sql<{
      marks: number[];
    }>`select marks from evidence.grading where record = ${number}`.execute(tx.db);
    return rows.length;
  });

test('nobody sees what one grader found until the other is in: not by the page, not by SQL, not the other, not a librarian', async () => {
  const number = await aRecord();
  assert.equal((await grade(one, number, '3')).status, 303);
  assert.deepEqual(
    await Promise.all([one, two, page, await site.as('ash.example')].map(who => marksSeen(who, number))),
    [1, 0, 0, 0],
  );
  for (const who of [two, page, site.nobody()])
    assert.doesNotMatch((await who.get(evidencePaths.record(number))).text(), /I read it as/);
  assert.deepEqual([await waits(one, number), await waits(two, number)], [undefined, 'second']);
  await assert.rejects(two.transaction(tx => sql`select grader from evidence.grading`.execute(tx.db)));
});

test('any record can be graded from its page, and a form that would be refused is not given', async () => {
  const number = await aRecord();
  const link = `href="${gradePaths.grade(number, 'maryland')}"`;
  assert.ok((await one.get(evidencePaths.record(number))).html.includes(link));
  for (const who of [page, site.nobody()])
    assert.ok(!(await who.get(evidencePaths.record(number))).html.includes(link));
  assert.equal((await grade(one, number, '3')).status, 303);
  const again = await one.get(gradePaths.grade(number, 'maryland'));
  assert.equal(again.status, 409);
  assert.match(again.text(), /You have graded this record/);
  assert.equal((await two.get(gradePaths.grade(number, 'maryland'))).status, 200);
  assert.equal((await one.get(gradePaths.grade(number, 'emmie'))).status, 200);
});

test('where two find the same, each alone, that is the grade, and records are found by it', async () => {
  const number = await aRecord();
  await grade(one, number, '4');
  assert.deepEqual(await withGrade('Maryland scale 4'), []);
  await grade(two, number, '4');
  assert.deepEqual(await withGrade('Maryland scale 4'), [number]);
  const beside = (await site.nobody().get(evidencePaths.search())).html;
  const facet = /<fieldset[^>]*id="facet-grade">.*?<\/fieldset>/s.exec(beside)?.[0] ?? '';
  assert.ok(
    facet.includes(`href="${gradePaths.meaning()}"`),
    'what a grade means is a step away from where it is chosen',
  );
  assert.match((await site.nobody().get(evidencePaths.record(number))).text(), /Two graders found the same/);
  assert.equal(await waits(one, number), undefined);
  assert.equal((await grade(one, number, '2')).status, 409);
});

test('where two differ both stay to be seen, and it is settled once, with a note', async () => {
  const number = await aRecord();
  await grade(one, number, '2');
  const settle = { maryland: '3', because: 'The groups were alike; table 2 says so.' };
  assert.equal((await two.post(gradePaths.settle(number, 'maryland'), settle, '/check')).status, 409);
  assert.equal((await two.get(gradePaths.settle(number, 'maryland'))).status, 409);
  await grade(two, number, '3');
  assert.equal(await waits(one, number), 'settle');
  assert.match((await site.nobody().get(evidencePaths.record(number))).text(), /It is not settled yet/);
  const bare = await one.post(gradePaths.settle(number, 'maryland'), { maryland: '3', because: '' });
  assert.equal(bare.status, 422);
  assert.match(bare.html, /value="3" checked/);
  assert.equal((await one.post(gradePaths.settle(number, 'maryland'), settle)).status, 303);
  assert.equal((await two.post(gradePaths.settle(number, 'maryland'), settle, '/check')).status, 409);
  assert.equal((await two.get(gradePaths.settle(number, 'maryland'))).status, 409);
  const seen = (await site.nobody().get(evidencePaths.record(number))).text();
  for (const part of ['agreed when they spoke', 'I read it as 2.', 'I read it as 3.', 'table 2 says so'])
    assert.ok(seen.includes(part), part);
  assert.ok((await withGrade('Maryland scale 3')).includes(number));
});

test('nobody but a grader grades, and no mark stands that its scale does not have', async () => {
  const record = await aRecord();
  const found = { record, scale: 'maryland', marks: [3], because: 'Mine.' } as const;
  for (const who of ['lib.page', 'custody.reply', 'ash.example', 'robin.quill']) {
    const visitor = await site.as(who);
    assert.equal((await visitor.get(gradePaths.grade(record, 'maryland'))).status, 404, who);
    await assert.rejects(
      visitor.transaction(tx => gradeRecord(tx, found)),
      who,
    );
    await assert.rejects(
      visitor.transaction(tx => settleGrade(tx, found)),
      who,
    );
  }
  for (const marks of [[6], [-1], [], [1, 2]])
    await assert.rejects(one.transaction(tx => gradeRecord(tx, { ...found, marks })));
  await assert.rejects(
    one.transaction(tx => gradeRecord(tx, { ...found, scale: 'emmie', marks: [1, 2, 3, 4] })),
  );
  await one
    .transaction(tx =>
      sql`insert into evidence.grade (record, scale, marks, how) values (${record}, 'maryland', '{3}', 'agreed')`.execute(
        tx.db,
      ),
    )
    .then(
      () => assert.fail('a grade out of nothing'),
      error => assert.equal(error.code, 'OW437'),
    );
});

/** Makes one record of two, and answers how to make two of it again. */
async function mergedInto(kept: number, other: number): Promise<() => Promise<void>> {
  const at = duplicatePaths.pair(Math.min(kept, other), Math.max(kept, other));
  const { html } = await page.get(at);
  const versions = Object.fromEntries(
    ['version.one', 'version.other'].map(name => [name, hiddenValue(html, name)]),
  );
  assert.equal((await page.post(at, { ...versions, kept: String(kept) }, at)).status, 303);
  return async () => {
    const [, action = ''] = /action="([^"]*\/part)"/.exec((await page.get(at)).html) ?? [];
    assert.equal((await page.post(action, {}, at)).status, 303);
  };
}
const shownOn = async (number: number) => (await site.nobody().get(evidencePaths.record(number))).text();

test('the grade of a record that went into another counts for that one, and comes back with it', async () => {
  const [kept, gone] = [await aRecord(), await aRecord()];
  await grade(one, gone, '5');
  await grade(two, gone, '5');
  const part = await mergedInto(kept, gone);
  assert.deepEqual(await withGrade('Maryland scale 5'), [kept]);
  assert.match(
    await shownOn(kept),
    new RegExp(`Two graders found the same, each alone Of record ${gone}, which went into`),
  );
  assert.equal((await grade(one, kept, '2')).status, 409);
  assert.deepEqual([await waits(one, kept), await waits(two, kept)], [undefined, undefined]);
  await part();
  assert.deepEqual(await withGrade('Maryland scale 5'), [gone]);
  assert.doesNotMatch(await shownOn(kept), /Two graders/);
  assert.deepEqual([await waits(one, kept), await waits(one, gone)], ['first', undefined]);
});

test('of two records graded once each the merge is graded twice: it agrees, or is to be settled, and parted nobody sees either', async () => {
  const graded = async () => (await page.transaction(readGiven)).reduce((sum, { n }) => sum + n, 0);
  const before = await graded();
  const [kept, gone] = [await aRecord(), await aRecord()];
  await grade(one, kept, '1');
  await grade(two, gone, '1');
  const part = await mergedInto(kept, gone);
  assert.deepEqual(await withGrade('Maryland scale 1'), [kept]);
  assert.equal(await graded(), before + 1);
  await part();
  assert.deepEqual(await withGrade('Maryland scale 1'), []);
  assert.deepEqual([await waits(two, kept), await waits(one, gone)], ['second', 'second']);
  const [other, went] = [await aRecord(), await aRecord()];
  await grade(one, other, '1');
  await grade(two, went, '2');
  const partAgain = await mergedInto(other, went);
  assert.deepEqual([await waits(one, other), await waits(two, other)], ['settle', 'settle']);
  assert.match(await shownOn(other), /not settled yet.*I read it as 1\..*I read it as 2\./s);
  await partAgain();
  assert.doesNotMatch((await shownOn(other)) + (await shownOn(went)), /I read it as/);
  assert.equal(await marksSeen(two, other), 0);
});

test('one grader of both records is still one, whose grade nobody else sees', async () => {
  const [kept, gone] = [await aRecord(), await aRecord()];
  await grade(one, kept, '3');
  await grade(one, gone, '4');
  await mergedInto(kept, gone);
  assert.deepEqual([await waits(one, kept), await waits(two, kept)], [undefined, 'second']);
  assert.doesNotMatch(await shownOn(kept), /I read it as/);
  assert.deepEqual([await marksSeen(two, kept), await marksSeen(page, gone)], [0, 0]);
  await grade(two, kept, '1');
  assert.deepEqual([await waits(one, kept), await waits(two, kept)], ['settle', 'settle']);
  assert.equal(await marksSeen(page, gone), 1);
});

test('the page of meanings says how far two agree, part by part', async () => {
  const number = await aRecord();
  const marks = { mechanism: '1', moderators: '2', implementation: '0', economics: '4', because: 'So.' };
  await one.post(gradePaths.grade(number, 'emmie'), { ...marks, effect: '3' });
  await two.post(gradePaths.grade(number, 'emmie'), { ...marks, effect: '2' });
  const given = (await page.transaction(readGiven)).filter(({ scale }) => scale === 'emmie');
  assert.deepEqual(
    given.sort((a, b) => a.part - b.part).map(each => [each.part, each.marks, each.n]),
    [
      [1, [2, 3], 1],
      [2, [1, 1], 1],
      [3, [2, 2], 1],
      [4, [0, 0], 1],
      [5, [4, 4], 1],
    ],
  );
  const seen = (await site.nobody().get(gradePaths.meaning())).text();
  assert.match(
    seen,
    /Effect: did it work\? The same mark for 0 of 1 record graded by two or more\. Krippendorff’s alpha 0\.00/,
  );
  assert.match(seen, /How sure No record is graded by two yet/);
});

test('a record that went from the library while somebody graded it is said to be gone', async () => {
  const number = await aRecord();
  await asOwner(site.database.adminUrl, db =>
    sql`update evidence.record set state = 'withdrawn', withdrawn_because = 'Twice' where number = ${number}`.execute(
      db,
    ),
  );
  const refused = await grade(one, number, '3');
  assert.equal(refused.status, 409);
  assert.match(refused.text(), /This record is no longer in the library/);
  assert.equal((await grade(one, 2_000_000_000, '3')).status, 404);
});

test('whoever graded both of two records that are one counts once, with what they found of the one that stands', async () => {
  const given = async () => (await page.transaction(readGiven)).filter(({ scale }) => scale === 'grade');
  const mark = async (who: Visitor, number: number, sure: string) =>
    who.post(gradePaths.grade(number, 'grade'), { grade: sure, because: 'So.' }, '/check');
  const [kept, gone] = [await aRecord(), await aRecord()];
  await mark(one, kept, '1');
  await mark(one, gone, '4');
  await mark(two, gone, '2');
  assert.deepEqual(await given(), [{ scale: 'grade', part: 1, marks: [2, 4], n: 1 }]);
  await mergedInto(kept, gone);
  assert.deepEqual(await given(), [{ scale: 'grade', part: 1, marks: [1, 2], n: 1 }]);
});

test('of two who settle at the same time one is told that there is nothing left to settle', async () => {
  const number = await aRecord();
  await grade(one, number, '2');
  await grade(two, number, '3');
  const settle = (who: Visitor) =>
    who.post(gradePaths.settle(number, 'maryland'), { maryland: '3', because: 'So.' }, '/check');
  const answers = await Promise.all([settle(one), settle(two)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
});

test('how far graders agree is said in words that claim no more than is known', () => {
  const t = textIn('en');
  const said = (...rows: Row[]) => sayAgreement('maryland', givenOf(rows), t);
  const table: [said: string, starts: RegExp][] = [
    [said(), /^No record is graded by two yet\.$/],
    [
      said([[3, 3], 20]),
      /^The same mark for 20 of 20 records graded by two or more\. They gave no other mark/,
    ],
    [said([[3, 3], 2], [[4, 4], 1]), /^The same mark for 3 of 3 .* alpha 1\.00\. These are too few/],
    [said([[3, 3], 15], [[4, 4], 5]), /^The same mark for 20 of 20 .* alpha 1\.00\.$/],
    [said([[1, 5], 20]), /^The same mark for 0 of 20 .* alpha −0\.95\.$/],
    [
      said([[1, 1], 20], [[1, 5], 15], [[5, 5], 15]),
      /^The same mark for 35 of 50 .* alpha 0\.40, .* from 0\.08 to 0\.61\.$/,
    ],
  ];
  for (const [sentence, starts] of table) assert.match(sentence, starts);
});

type Row = [marks: number[], n: number];
const givenOf = (rows: readonly Row[]): Given[] => rows.map(([marks, n]) => ({ marks, n }));
const same = (a: number, b: number): number => (a === b ? 0 : 1);
const squared = (a: number, b: number) => (a - b) ** 2;
// Both are examples of Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: two observers of ten things in two
// kinds, and four of twelve, of whom not each saw each.
const ofTwo: Row[] = [
  [[0, 1], 4],
  [[0, 0], 5],
  [[1, 1], 1],
];
const ofFour: Row[] = [
  [[1, 1, 1], 1],
  [[2, 2, 3, 2], 1],
  [[3, 3, 3, 3], 2],
  [[2, 2, 2, 2], 2],
  [[1, 2, 3, 4], 1],
  [[4, 4, 4, 4], 1],
  [[1, 1, 2, 1], 1],
  [[5, 5, 5], 1],
  [[1, 1], 1],
];

test('alpha is what worked examples say', () => {
  const worked: [rows: Row[], difference: typeof same, alpha: number][] = [
    [ofTwo, same, 0.095],
    [ofFour, same, 0.743],
    [ofFour, squared, 0.849],
  ];
  for (const [rows, difference, alpha] of worked)
    assert.equal(agreementOf(givenOf(rows), difference)?.alpha.toFixed(3), alpha.toFixed(3));
  assert.equal(agreementOf([], same), undefined);
  assert.equal(agreementOf([{ marks: [2, 2], n: 9 }], same), undefined);
});

test('alpha of graders who always agree is 1, is never above it, stays within its interval, and asks not how records are counted', () => {
  for (const scale of scaleNames) {
    const difference = (a: number, b: number) => differenceOn(scale, a, b);
    const marks = fc.array(fc.constantFrom(...marksOf(scale)), { minLength: 2, maxLength: 4 });
    const each = fc.record({ marks, n: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(each, { minLength: 1, maxLength: 20 }), given => {
        const agreed = agreementOf(
          given.map(one => ({ ...one, marks: one.marks.map(() => one.marks[0] ?? 0) })),
          difference,
        );
        if (agreed) assert.deepEqual([agreed.alpha, agreed.interval], [1, undefined]);
        const found = agreementOf(given, difference);
        if (!found) return;
        const { alpha, interval } = found;
        assert.ok(alpha <= 1);
        if (interval) assert.ok(interval.from <= alpha && alpha <= interval.until && interval.until <= 1);
        const apart = given.flatMap(({ marks: own, n }) =>
          Array.from({ length: n }, () => ({ marks: own.toReversed(), n: 1 })),
        );
        assert.ok(Math.abs((agreementOf(apart, difference)?.alpha ?? 9) - alpha) < 1e-9);
      }),
      { numRuns: 40 },
    );
  }
});

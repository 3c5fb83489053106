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
import { gradeRecord, settleGrade } from './commands/record-grade.ts';
import { type Pair, weightedKappa } from './kappa.ts';
import { gradePaths } from './paths.ts';
import { readPairs, readWork } from './queries/read-grades.ts';
import { agreementOf, marksOf, scaleNames } from './scales.ts';

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
  const pairs = async () => (await page.transaction(readPairs)).reduce((sum, { n }) => sum + n, 0);
  const before = await pairs();
  const [kept, gone] = [await aRecord(), await aRecord()];
  await grade(one, kept, '1');
  await grade(two, gone, '1');
  const part = await mergedInto(kept, gone);
  assert.deepEqual(await withGrade('Maryland scale 1'), [kept]);
  assert.equal(await pairs(), before + 1);
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
  const pairs = (await page.transaction(readPairs)).filter(({ scale }) => scale === 'emmie');
  assert.deepEqual(
    pairs.sort((a, b) => a.part - b.part).map(pair => [pair.part, pair.one, pair.other, pair.n]),
    [
      [1, 3, 2, 1],
      [2, 1, 1, 1],
      [3, 2, 2, 1],
      [4, 0, 0, 1],
      [5, 4, 4, 1],
    ],
  );
  const seen = (await site.nobody().get(gradePaths.meaning())).text();
  assert.match(
    seen,
    /Effect: did it work\? The same mark for 0 of 1 record graded by two\. Weighted kappa 0\.00/,
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

test('how far two agree is said in words that claim no more than is known', () => {
  const t = textIn('en');
  const said = (...rows: [number, number, number][]) => sayAgreement('maryland', pairsOf(rows), t);
  const table: [said: string, starts: RegExp][] = [
    [said(), /^No record is graded by two yet\.$/],
    [said([3, 3, 20]), /^The same mark for 20 of 20 records graded by two\. They gave no other mark/],
    [said([3, 3, 2], [4, 4, 1]), /^The same mark for 3 of 3 .* kappa 1\.00\. These are too few/],
    [said([3, 3, 9], [4, 4, 3]), /^The same mark for 12 of 12 .* kappa 1\.00\.$/],
    [said([1, 5, 6], [5, 1, 6]), /^The same mark for 0 of 12 .* kappa −1\.00\.$/],
    [
      said([1, 1, 20], [1, 5, 5], [5, 1, 10], [5, 5, 15]),
      /^The same mark for 35 of 50 .* 0\.40, .* 0\.15 to 0\.65\.$/,
    ],
  ];
  for (const [sentence, starts] of table) assert.match(sentence, starts);
});

const same = (a: number, b: number): number => (a === b ? 1 : 0);
const linear = (a: number, b: number) => 1 - Math.abs(a - b) / 2;
// The first is the example of two readers of fifty proposals that text books use: 0.40. The others were reckoned by
// hand: seen 0.90 and by chance 0.54 of the weights; never more than chance; always the opposite.
const worked: { pairs: [number, number, number][]; weight: typeof same; kappa: number }[] = [
  {
    pairs: [
      [1, 1, 20],
      [1, 2, 5],
      [2, 1, 10],
      [2, 2, 15],
    ],
    weight: same,
    kappa: 0.4,
  },
  {
    pairs: [
      [1, 1, 3],
      [1, 2, 1],
      [2, 2, 2],
      [2, 3, 1],
      [3, 3, 3],
    ],
    weight: linear,
    kappa: (0.9 - 0.54) / 0.46,
  },
  {
    pairs: [
      [1, 1, 5],
      [1, 2, 5],
      [2, 1, 5],
      [2, 2, 5],
    ],
    weight: same,
    kappa: 0,
  },
  {
    pairs: [
      [1, 2, 5],
      [2, 1, 5],
    ],
    weight: same,
    kappa: -1,
  },
  // Two radiologists read the same 85 mammograms (Boyd and others, Journal of the National Cancer Institute 1982): 0.4728.
  {
    pairs: [
      [1, 1, 21],
      [1, 2, 12],
      [2, 1, 4],
      [2, 2, 17],
      [2, 3, 1],
      [3, 1, 3],
      [3, 2, 9],
      [3, 3, 15],
      [3, 4, 2],
      [4, 4, 1],
    ],
    weight: same,
    kappa: 0.472_789_115_6,
  },
];
const pairsOf = (rows: [number, number, number][]): Pair[] =>
  rows.map(([first, other, n]) => ({ one: first, other, n }));

test('kappa is what worked examples say', () => {
  for (const { pairs, weight, kappa } of worked)
    assert.ok(Math.abs((weightedKappa(pairsOf(pairs), weight)?.kappa ?? 9) - kappa) < 1e-9, String(kappa));
  assert.equal(weightedKappa([], same), undefined);
  assert.equal(weightedKappa([{ one: 2, other: 2, n: 9 }], same), undefined);
});

test('kappa of graders who always agree is 1, is never above it, stays within its interval, and knows no first grader', () => {
  for (const scale of scaleNames) {
    const mark = fc.constantFrom(...marksOf(scale));
    const weight = (a: number, b: number) => agreementOf(scale, a, b);
    const pair = fc.record({ one: mark, other: mark, n: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 20 }), pairs => {
        const agreed = weightedKappa(
          pairs.map(each => ({ ...each, other: each.one })),
          weight,
        );
        if (agreed) assert.ok(Math.abs(agreed.kappa - 1) < 1e-9);
        const kappa = weightedKappa(pairs, weight);
        if (!kappa) return;
        assert.ok(
          kappa.kappa <= 1 + 1e-9 && kappa.from <= kappa.kappa + 1e-9 && kappa.until >= kappa.kappa - 1e-9,
        );
        const turned = weightedKappa(
          pairs.map(({ one: a, other: b, n }) => ({ one: b, other: a, n })),
          weight,
        );
        assert.ok(Math.abs((turned?.kappa ?? 9) - kappa.kappa) < 1e-9);
      }),
    );
  }
});

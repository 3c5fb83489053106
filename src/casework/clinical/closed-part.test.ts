import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import { type Answers, audienceOf } from '../../platform/forms/index.ts';
import { leaveApplication2024 } from '../forms/leave-application-2024.ts';
import { clinicalPaths as paths } from './paths.ts';

/** A word of its own in every closed free text, so that one word on one page is enough to be found out. */
const canaryOf = (id: string) => `Zqclosed${id}`;
const closedTexts = leaveApplication2024.sections.flatMap(section =>
  section.questions.filter(
    question =>
      audienceOf(section, question) === 'closed' &&
      (question.kind === 'text' || question.kind === 'long-text'),
  ),
);
const canaries: Answers = {
  ...Object.fromEntries(closedTexts.map(({ id }) => [id, canaryOf(id)])),
  victimStatus: 'active',
  newZone: 'yes',
  zoneDispute: 'no',
};
const hints = /Zqclosed|victim liaison|MAPPA|zoneCloseness|indexOffenceClosed|closedViews|Asking others/i;

let site: TestSite;
let draft: Application;
let team: Record<'clinician' | 'office' | 'ward' | 'person' | 'advocate', Visitor>;
before(async () => {
  site = await aSite();
  draft = await aLeaveApplication(site, { answers: canaries }).said();
  team = {
    clinician: draft.clinician,
    office: await site.as('pat.ledger'),
    ward: await site.as('jo.thimble'),
    person: draft.person,
    advocate: await site.as('indy.marrow'),
  };
});
after(() => site.close());

/** Every link on the pages that a visitor can reach from where they begin, a few hundred at most. */
async function crawl(who: Visitor, from: readonly string[]): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined && pages.size < 300; path = waiting.pop()) {
    if (pages.has(path)) continue;
    const page = await who.get(path);
    if (page.location) waiting.push(page.location);
    pages.set(path, page.status === 200 ? page.html : '');
    for (const [, href = ''] of page.html.matchAll(/href="(\/[^"#]*)/g)) {
      if (!href.startsWith('/assets') && !href.startsWith('/outbox') && !pages.has(href)) waiting.push(href);
    }
  }
  return pages;
}

// The chrome of a page names no closed matter, and the frozen paper and every link are looked at whole.
test('no closed word, and no sign of a closed question, is on any page the ward team, the person or the advocate can reach', async () => {
  for (const name of ['ward', 'person', 'advocate'] as const) {
    const pages = await crawl(team[name], ['/', paths.patients(), '/my', '/words']);
    assert.ok([...pages.values()].filter(Boolean).length >= 2, `${name} reaches pages`);
    for (const [path, html] of pages) {
      const found = hints.exec(html.replace(/<[^>]*>/g, tag => (tag.startsWith('<input') ? tag : ' ')));
      assert.equal(found?.[0], undefined, `${name} ${path}`);
    }
  }
});

test('the clinician and the Mental Health Act office do read every closed text, so that the test before can fail', async () => {
  for (const name of ['clinician', 'office'] as const) {
    const html = (await team[name].get(paths.check(draft.id))).html;
    const seen = closedTexts.filter(({ id }) => html.includes(canaryOf(id)));
    assert.ok(seen.length >= 8, `${name} sees ${seen.length}`);
  }
});

test('papers of the ward team hold no closed word, in HTML, PDF and Word; those of the clinician do', async () => {
  for (const [who, isClosed] of [
    [team.ward, false],
    [team.clinician, true],
  ] as const) {
    const html = (await who.get(paths.print(draft.id))).html;
    assert.equal(html.includes('Zqclosed'), isClosed);
    assert.equal(wordTextOf(await bytesOf(who, paths.word(draft.id))).includes('Zqclosed'), isClosed);
    assert.equal((await who.get(paths.pdf(draft.id))).status, 200);
  }
  const openForClinician = (await team.clinician.get(`${paths.print(draft.id)}?part=open`)).html;
  assert.doesNotMatch(openForClinician, /Zqclosed/);
  assert.match(
    (await team.ward.get(`${paths.print(draft.id)}?part=closed`)).html,
    /Zq(?!closed)|Leave application/,
  );
  assert.doesNotMatch((await team.ward.get(`${paths.print(draft.id)}?part=closed`)).html, /Zqclosed/);
});

test('what was frozen for the person holds no closed word', async () => {
  const papers = await draft.person.transaction(tx =>
    tx.db.selectFrom('voice.shown').select('paper').execute(),
  );
  assert.equal(papers.length, 1);
  assert.doesNotMatch(JSON.stringify(papers), /Zqclosed/);
});

test('the database itself gives closed rows to nobody but the clinician and the office', async () => {
  for (const name of ['clinician', 'office', 'ward', 'person', 'advocate'] as const) {
    const rows = await team[name].transaction(tx =>
      tx.db.selectFrom('casework.closed_answers').select('section').execute(),
    );
    assert.equal(rows.length > 0, name === 'clinician' || name === 'office', name);
  }
});

async function bytesOf(who: Visitor, path: string): Promise<Buffer> {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await site.app.inject({ method: 'GET', url: path, headers: { cookie } });
  assert.equal(response.statusCode, 200, path);
  return response.rawPayload;
}

/** The text of a Word file: its entries are deflated, one after the other. */
function wordTextOf(file: Buffer): string {
  let text = '';
  for (let at = file.indexOf('PK\u0003\u0004'); at !== -1; at = file.indexOf('PK\u0003\u0004', at + 4)) {
    const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    try {
      text += inflateRawSync(file.subarray(start)).toString('utf8');
    } catch {
      // Pictures and stored entries hold no words.
    }
  }
  return text;
}

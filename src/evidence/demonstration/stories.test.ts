import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { todayIn } from '../../platform/time/index.ts';
import { gradePaths } from '../grades/paths.ts';
import { harvestPaths } from '../harvest/paths.ts';
import { linkPaths } from '../links/paths.ts';
import { evidencePaths } from '../paths.ts';
import { tellGradesStory } from './grades-story.ts';
import { tellHarvestStory } from './harvest-story.ts';
import { tellLibraryStory } from './library-story.ts';
import { tellLinksStory } from './links-story.ts';

let site: TestSite;
let librarian: Visitor;

before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
  // Told twice is told once.
  for (let times = 0; times < 2; times += 1) {
    await tellHarvestStory(site.database, site.clock.now());
    await asOwner(site.database.adminUrl, db => tellLibraryStory(db, todayIn(site.clock)));
    await asOwner(site.database.adminUrl, db => tellLinksStory(db, todayIn(site.clock)));
    await asOwner(site.database.adminUrl, tellGradesStory);
  }
});
after(() => site.close());

test('a demonstration shows a library that was harvested: what came, what changed there, what changed here too, what was deleted', async () => {
  const all = await librarian.get(harvestPaths.all());
  assert.equal(all.text().match(/Larkmoor Papers \(invented\)/g)?.length, 1);
  const [, href = ''] = /href="(\/evidence\/repositories\/\d+)"/.exec(all.html) ?? [];
  const page = (await librarian.get(href)).text();
  assert.match(page, /4 records came in/);
  assert.match(page, /1 record here was brought up to date 1 record is here as it is there/);
  assert.match(page, /Changed there, worked on here[\s\S]+Letters that say when/);
  assert.match(page, /Deleted there[\s\S]+A garden behind the wall/);
  const night = (await site.nobody().get(`${evidencePaths.search()}?q=night+cell`)).html;
  const [, record = ''] = /href="(\/evidence\/\d+)"/.exec(night) ?? [];
  assert.match((await site.nobody().get(record)).text(), /Larkmoor Papers \(invented\)/);
});

test('a demonstration shows an address that is dead, with a copy, and one that moved', async () => {
  const page = (await librarian.get(linkPaths.all())).text();
  assert.match(page, /Dead \(1\)[\s\S]+Moved \(1\)[\s\S]+An invented handbook of ward councils/);
  const [, number = ''] = /publisher is no more \((\d+)\)/.exec(page) ?? [];
  const record = await site.nobody().get(evidencePaths.record(Number(number)));
  assert.match(record.html, /href="https:\/\/archive\.lantern\.invalid/);
});

test('a demonstration shows what two graders found: the same, not the same and settled, and not yet settled', async () => {
  const meaning = (await site.nobody().get(gradePaths.meaning())).text();
  assert.match(
    meaning,
    /The same mark for 2 of 4 records graded by two or more\. Krippendorff’s alpha 0\.\d\d/,
  );
  const graded = async (word: string) => {
    const { html } = await site.nobody().get(`${evidencePaths.search()}?q=${word}`);
    const [, href = ''] = /href="(\/evidence\/\d+)"/.exec(html) ?? [];
    return (await site.nobody().get(href)).text();
  };
  assert.match(await graded('garden'), /Two graders found the same, each alone/);
  assert.match(await graded('breakfast'), /Two graders differed, and agreed when they spoke: The wards/);
  assert.match(await graded('fennmarsh'), /Two graders differ. It is not settled yet./);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { asOwner } from '../../platform/database/index.ts';
import { todayIn } from '../../platform/time/index.ts';
import { harvestPaths } from '../harvest/paths.ts';
import { linkPaths } from '../links/paths.ts';
import { evidencePaths } from '../paths.ts';
import { tellHarvestStory } from './harvest-story.ts';
import { tellLinksStory } from './links-story.ts';

let site: TestSite;
let librarian: Visitor;

before(async () => {
  site = await aSite();
  librarian = await site.as('lib.page');
  // Told twice is told once.
  for (let times = 0; times < 2; times += 1) {
    await tellHarvestStory(site.database, site.clock.now());
    await asOwner(site.database.adminUrl, db => tellLinksStory(db, todayIn(site.clock)));
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
  const night = (await site.nobody().get(`${evidencePaths.search()}?q=night`)).html;
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

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Language, languages, textIn } from '../../language/index.ts';
import { prepareAssets } from './assets.ts';
import { createPages, type PageChrome, type PageModel, type Pages } from './pages.ts';
import { paginate } from './paginate.ts';

const sample = (layout: string) => `{% extends "${layout}" %}
{% from "macros.njk" import formTop, words, tag, dateText, summary, tableRegion, sortableHead, pagination, timeline, emptyState, autosaveStatus, printButton, copyCode, doors %}
{% from "govuk/components/textarea/macro.njk" import govukTextarea %}
{% block content %}
<h1>{{ chrome.title }}</h1>
{{ words(said, 'en') }}{{ tag(status) }}{{ dateText(date) }}{{ summary(chrome, rows) }}
{% call tableRegion('People') %}<table>{{ sortableHead(columns) }}</table>{% endcall %}
{{ pagination(chrome, pages) }}{{ timeline(events) }}{{ emptyState('Nothing yet', 'Come back') }}
<form method="post" data-autosave="/draft">{{ formTop(chrome) }}{{ autosaveStatus(chrome) }}{{ printButton(chrome) }}</form>
{{ govukTextarea({ name: 'reply', id: 'reply', value: said, label: { text: 'Reply' } }) }}
{{ copyCode(chrome, 'AB-12') }}{{ doors([{ href: '/say', text: 'Say', picture: 'speak' }]) }}
{% endblock %}
{% block aside %}<p>Beside</p>{% endblock %}`;

const said = 'One line.\n\n  <script>alert("x")</script> ŵŷ שלום';
const date = { iso: '2026-11-21', text: '21 November 2026' };
const model = {
  said,
  date,
  status: { text: 'New', colour: 'blue' },
  rows: [
    { key: 'Ward', value: 'Heron' },
    { key: 'Leave', value: 'Two hours', href: '/leave' },
  ],
  columns: [{ text: 'Name', href: '?sort=name', sorted: 'ascending' }, { text: 'Due' }],
  pages: paginate({ page: 3, size: 50, total: 700 }, page => `?page=${page}`),
  events: [{ title: 'Sealed', date, words: said, lang: 'en' }],
};

function chromeIn(language: Language, more: Partial<PageChrome> = {}): PageChrome {
  const easyRead = more.easyRead ?? false;
  return {
    language,
    easyRead,
    t: textIn(language, easyRead),
    nonce: 'nonce-of-this-page',
    csrf: 'csrf-of-this-session',
    once: 'key-of-this-form',
    signedInAs: { name: 'Ash <Example>', capacity: 'Responsible clinician' },
    navigation: [{ href: '/worklist', text: 'Worklist', current: true }],
    title: 'A title & more',
    backHref: '/back',
    path: '/cases/1?tab="x"',
    banner: { kind: 'success', text: 'It was sent' },
    errors: [{ text: 'Give a date', href: '#date' }],
    demonstration: true,
    sessionEndsAt: '2026-11-21T14:00:00Z',
    ...more,
  };
}

let folder: string;
let pages: Pages;
const page = (view: string, chrome: PageChrome, more: object = model) =>
  pages.render(view, { chrome, ...more } as PageModel);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownwords-views-'));
  for (const layout of ['layout', 'person-layout']) {
    await writeFile(join(folder, `sample-${layout}.njk`), sample(`${layout}.njk`));
  }
  await writeFile(join(folder, 'forgetful.njk'), '<p>{{ nameThatNobodyGave }}</p>');
  await writeFile(
    join(folder, 'misspelt.njk'),
    '{% from "pictures.njk" import picture %}{{ picture("spaek") }}',
  );
  await writeFile(
    join(folder, 'counted.njk'),
    '{% for event in events %}{{ loop.index }} {{ event.title }}{% if loop.last %}.{% endif %}{% endfor %}',
  );
  await writeFile(join(folder, 'uncounted.njk'), '{% for event in events %}{{ event.title }};{% endfor %}');
  await writeFile(
    join(folder, 'printed.njk'),
    '{% macro titleOf(event) %}<b>{{ event.title }}</b>{% endmacro %}{% for event in events %}{{ printed(titleOf, event) }}{% endfor %}',
  );
  pages = createPages({ viewFolders: [folder], cache: true, assets: await prepareAssets() });
});

after(() => rm(folder, { recursive: true, force: true }));

for (const layout of ['layout', 'person-layout']) {
  for (const language of languages) {
    for (const easyRead of [false, true]) {
      const name = `${layout} in ${language}${easyRead ? ', easy read' : ''}`;
      const html = () => page(`sample-${layout}.njk`, chromeIn(language, { easyRead }));

      test(`${name} says what language it is in and leaves nothing undefined`, () => {
        assert.match(html(), new RegExp(`<html lang="${language}"`));
        assert.doesNotMatch(html(), /undefined|\[object|NaN|>null</);
      });

      test(`${name} shows words as they were written and runs none of them`, () => {
        const shown = 'One line.\n\n  &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; ŵŷ שלום';
        assert.ok(html().includes(`<div class="ow-words" dir="auto" lang="en">${shown}</div>`));
        assert.doesNotMatch(html(), /<script>alert/);
        assert.ok(html().includes('Ash &lt;Example&gt;'));
      });

      test(`${name} keeps to the content security policy`, () => {
        const scripts = html().match(/<script\b[^>]*>/g) ?? [];
        assert.ok(scripts.length > 0);
        for (const script of scripts) assert.match(script, /nonce="nonce-of-this-page"/);
        assert.doesNotMatch(html(), /\sstyle=|\son[a-z]+="|javascript:/);
      });

      test(`${name} proves in every form that the form is ours`, () => {
        const forms = html().match(/<form\b.*?<\/form>/gs) ?? [];
        assert.equal(forms.length, 4);
        for (const form of forms) assert.match(form, /name="_csrf" value="csrf-of-this-session"/);
      });
    }
  }
}

test('the error summary stands before everything else in the main part', () => {
  const html = page('sample-layout.njk', chromeIn('en'));
  assert.match(html, /<main[^>]*>\s*<div class="govuk-error-summary"/);
  assert.match(html, /<title>Error: A title &amp; more – Ownwords<\/title>/);
});

test('a page of someone who is not signed in has no places to go and no way to sign out', () => {
  const html = page('sample-layout.njk', chromeIn('en', { signedInAs: undefined, navigation: [] }));
  assert.doesNotMatch(html, /\/sign-out|ow-navigation/);
});

test('the strip that says people are invented is shown in a demonstration only', () => {
  const strip = 'invented people only';
  assert.ok(page('sample-layout.njk', chromeIn('en')).includes(strip));
  assert.ok(!page('sample-layout.njk', chromeIn('en', { demonstration: false })).includes(strip));
});

test('each error has its own words in both languages', () => {
  const titles = new Set<string>();
  for (const language of languages) {
    for (const status of [400, 403, 404, 409, 422, 429, 500, 503]) {
      const chrome = chromeIn(language, { errors: undefined });
      const html = page('error.njk', chrome, { status, reference: 'a1b2' });
      titles.add(/<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1] ?? '');
      assert.match(html, /a1b2/);
    }
  }
  assert.equal(titles.size, 16);
});

test('an error may give its reason in a room’s own words', () => {
  const sentence = 'Only the responsible clinician can send this.';
  assert.ok(page('error.njk', chromeIn('en'), { status: 403, sentence }).includes(sentence));
});

test('an error page of the person is as large as their other pages', () => {
  assert.match(
    page('error.njk', chromeIn('cy', { forPerson: true }), { status: 404 }),
    /class="[^"]*ow-person/,
  );
});

test('a view that prints what nobody gave is an error and not a gap', () => {
  assert.throws(() => page('forgetful.njk', chromeIn('en')), /undefined value/);
});

test('a picture that does not exist is an error and not a gap', () => {
  assert.throws(() => page('misspelt.njk', chromeIn('en')), /undefined value/);
});

test('a loop counts its turns where the view asks for it, and prints the same where it does not', () => {
  const events = [{ title: 'Sealed' }, { title: 'Read' }];
  assert.equal(page('counted.njk', chromeIn('en'), { events }), '1 Sealed2 Read.');
  assert.equal(page('uncounted.njk', chromeIn('en'), { events }), 'Sealed;Read;');
});

test('what can still change is printed anew, and what cannot is printed once', () => {
  const open = { title: 'A' };
  const frozen = Object.freeze({ title: 'B & C' });
  const print = () => page('printed.njk', chromeIn('en'), { events: [open, frozen] });
  assert.equal(print(), '<b>A</b><b>B &amp; C</b>');
  open.title = 'D';
  assert.equal(print(), '<b>D</b><b>B &amp; C</b>');
});

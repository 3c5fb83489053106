import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textIn } from '../../platform/language/index.ts';
import type { Found } from '../../platform/search/index.ts';
import { languageTag, otherLanguage } from '../record/languages.ts';
import type { Wording } from '../thesaurus/wording.ts';
import { formFields, queryOf } from './by-field.ts';
import { asIndexed } from './fields.ts';
import { showFacets } from './show-facets.ts';
import { anything, searchHref, searchState } from './state.ts';
import { sayValue } from './value-text.ts';

test('a query is asked by the names that the index has, in either language, and what is no field stays as it is', () => {
  const asked: [typed: string, indexed: string][] = [
    ['prison councils', 'prison councils'],
    ['title:councils', 'title:councils'],
    ['teitl:councils', 'title:councils'],
    ['summary:"peer support"', 'text:"peer support"'],
    ['year:2010-2016', 'year:2010-2016'],
    ['publisher:Clinks', 'text:0publisherclinks'],
    ['publisher:"Éxample Trust"', '(text:0publisherexample AND text:0publishertrust)'],
    ['NOT isbn:978-1-909123-00-0', 'NOT text:0isbn9781909123000'],
    ['doi:https://doi.org/10.1234/ab.C', 'text:0doi101234abc'],
    ['(shelf:141258 OR report:"R 12/3")', '(text:0shelf141258 OR text:0reportr123)'],
    ['"publisher:Clinks"', '"publisher:Clinks"'],
    ['http://www.example.org a:b', 'a:b OR (text:0webexample AND text:0weborg)'],
    ['http://www.example.org title:b', '(text:0webexample AND text:0weborg) title:b'],
    ['web:https://example.org/a', '(text:0webexample AND text:0weborg AND text:0weba)'],
    ['10.1234/ab.C councils', 'councils OR text:0doi101234abc'],
    ['10.1234/ab.C AND councils', 'text:0doi101234abc AND councils'],
    [
      'Hayes (2011) “Councils” at https://example.org/a',
      'Hayes  2011 0year2011  “Councils” at OR (text:0webexample AND text:0weborg AND text:0weba)',
    ],
    ['https://doi.org/10.1016/S0140-6736(02)07740-1', 'text:0doi101016s0140673602077401'],
    [
      '(doi:10.1016/S0140-6736(02)07740-1 OR DOI: 10.1/x)',
      '(text:0doi101016s0140673602077401 OR DOI: 10.1/x)',
    ],
    ['978-1-909123-00-0', 'text:0isbn9781909123000'],
    ['978 1 909123 00 0 probation', 'probation OR text:0isbn9781909123000'],
    ['030640615X 0-306-40615-2', '030640615X text:0isbn0306406152'],
    ['Hayes 2011', 'Hayes 2011 0year2011'],
    ['councils NOT (2011 OR 2012)', 'councils NOT (2011 0year2011 OR 2012 0year2012)'],
    ['title:2011 1234', 'title:2011 1234'],
    ['2010-2016 01632 960001', '2010-2016 01632 960001'],
    ['ISBN: 978-1-909123-00-0, ISBN 0 306 40615 2.', 'text:0isbn9781909123000, text:0isbn0306406152.'],
    ['DOI 10.1234/ab.C', 'text:0doi101234abc'],
    ['Title: prison NOT author: "Hayes, S"', 'title:prison NOT author:"Hayes, S"'],
    ['The Bradley report: five years on', 'The Bradley report: five years on'],
    ['year: 2011 a hard year: what', 'year:2011 a hard year: what'],
    ['councils -publisher:Clinks -2011', 'councils -text:0publisherclinks -2011'],
    ['country:UK', '(country:"united kingdom" OR country:"uk")'],
    ['title:(prison OR "peer support") a:(b)', '(title:prison OR title:"peer support") a:(b)'],
    ['gwlad:Lloegr', '(country:"england")'],
    ['country:Ruritania', 'country:Ruritania'],
    ['"10.1234/ab.C"', '"10.1234/ab.C"'],
    ['type:Report', 'type:"report"'],
    ['type:"Account of lived experience"', 'type:"lived experience"'],
    ['math:adroddiad', 'type:"report"'],
    ['type:book', 'type:"book"'],
    ['type:nothing', 'type:nothing'],
    ['publisher:…', ''],
    ['edition:2nd cyfrol:"vol. 12"', 'text:0edition2 text:0volume12'],
    ['pages:476–481 pages:xii', '(text:0pages476 AND text:0pages481) text:0pagesxii'],
    ['accessed:"30 June 2011" darllenwyd:"30 Mehefin 2011"', 'text:0accessed20110630 text:0accessed20110630'],
    [
      'accessed:30/06/2011 accessed:2011-6 accessed:2011',
      'text:0accessed20110630 text:0accessed201106 text:0accessed2011',
    ],
    [
      'date:"Spring 2011" date:"31 June 2011"',
      '(text:0datespring AND text:0date2011) (text:0date31 AND text:0datejune AND text:0date2011)',
    ],
    ['language:english', '(language:en OR language:"english")'],
    ['iaith:Cymraeg', '(language:cy OR language:"Cymraeg")'],
    ['language:en', 'language:en'],
  ];
  for (const [typed, indexed] of asked) assert.equal(asIndexed(typed), indexed, typed);
});

test('the form of all fields writes the query that somebody would type', () => {
  const asked: [form: Record<string, string>, query: string][] = [
    [{}, ''],
    [{ words: ' peer support ', title: 'prison councils' }, 'peer support title:prison title:councils'],
    [{ author: '"Example Trust" Hayes' }, 'author:"Example Trust" author:Hayes'],
    [{ from: '2010', until: '2016' }, 'year:2010-2016'],
    [{ from: '2010', until: '2010' }, 'year:2010'],
    [{ until: '2016', country: 'United Kingdom' }, 'country:"United Kingdom" year:-2016'],
    [{ words: 'forums OR councils' }, 'forums OR councils'],
    [{ words: 'forums OR councils', title: 'prison' }, '(forums OR councils) title:prison'],
    [{ words: 'prison NOT', from: '2010' }, '(prison NOT) year:2010-'],
    [{ words: '“peer support', title: 'prison' }, '“peer support" title:prison'],
    [{ type: 'lived experience', shelf: '141258' }, 'shelf:141258 type:"lived experience"'],
  ];
  for (const [form, query] of asked) assert.equal(queryOf(form), query);
});

test('whatever is typed into the form, its query is one, and its address gives the same state back', () => {
  const typed = fc.record(
    Object.fromEntries(formFields.map(field => [field, fc.string({ unit: 'grapheme', maxLength: 20 })])),
  );
  fc.assert(
    fc.property(typed, fc.integer({ min: 1, max: 500 }), (form, page) => {
      const state = searchState.parse({
        q: queryOf(form),
        year: ['2011', '2012'],
        order: 'latest',
        page,
        size: '50',
      });
      const address = new URLSearchParams(searchHref(state).split('?')[1]);
      const sent = Object.fromEntries([...address.keys()].map(name => [name, address.getAll(name)]));
      const again = searchState.parse(
        Object.fromEntries(Object.entries(sent).map(([name, all]) => [name, all.length > 1 ? all : all[0]])),
      );
      assert.deepEqual(again, state);
      asIndexed(state.q);
    }),
  );
});

test('a facet with more values than anybody reads says that it shows the most frequent ones', () => {
  const keyword = Array.from({ length: 201 }, (_, at) => ({ value: `word ${at}`, count: 1300 - at }));
  const found = { counts: { keyword } } as unknown as Found;
  const shown = (all?: 'keyword') => showFacets(found, { ...anything, all, picked: [] }, english)[0];
  assert.deepEqual([shown()?.boxes.length, shown()?.cut], [6, undefined]);
  assert.equal(shown('keyword')?.boxes.length, 200);
  assert.equal(shown()?.boxes[0]?.count, 1300);
  assert.match(shown('keyword')?.cut ?? '', /^These are the 200 most frequent\./);
});

const english: Wording = { t: textIn('en'), welsh: new Map() };
const cymraeg: Wording = { t: textIn('cy'), welsh: new Map([['Peer support', 'Cymorth gan gymheiriaid']]) };

test('a reader reads values of the index as words of their own language, and what is none as it was written', () => {
  const values: [facet: string, value: string, inEnglish: string, inWelsh: string][] = [
    ['language', 'en', 'English', 'Saesneg'],
    ['language', 'eng', 'English', 'Saesneg'],
    ['language', 'wel; en-GB', 'Welsh, British English', 'Cymraeg, Saesneg Prydain'],
    ['language', 'In English and Welsh', 'In English and Welsh', 'In English and Welsh'],
    ['language', 'qqx', 'qqx', 'qqx'],
    ['type', 'lived experience', 'Account of lived experience', 'Hanes o brofiad bywyd'],
    ['grade', 'Not an impact study', 'Not an impact study', 'Nid astudiaeth effaith'],
    ['grade', 'Maryland scale 3', 'Maryland scale 3', 'Graddfa Maryland 3'],
    ['grade', 'GRADE very low', 'GRADE: very low', 'GRADE: isel iawn'],
    ['grade', 'EMMIE effect 2', 'EMMIE effect 2', 'Effaith EMMIE 2'],
    ['grade', 'Some other scale 2', 'Some other scale 2', 'Some other scale 2'],
    ['year', '2011', '2011', '2011'],
  ];
  for (const [facet, value, inEnglish, inWelsh] of values) {
    assert.equal(sayValue(facet, value, english).text, inEnglish);
    assert.equal(sayValue(facet, value, cymraeg).text, inWelsh);
  }
});

test('a Welsh page names countries and terms in Welsh, and marks as English what has no Welsh name', () => {
  const asked: [facet: string, value: string, text: string, lang?: string][] = [
    ['country', 'United Kingdom', 'Y Deyrnas Unedig'],
    ['country', 'united states of America', 'Yr Unol Daleithiau'],
    ['country', 'Ireland', 'Iwerddon'],
    ['country', 'England and Wales', 'Cymru a Lloegr'],
    ['country', 'International', 'Rhyngwladol'],
    ['country', 'Canada', 'Canada'],
    ['country', 'The Isles of Ink', 'The Isles of Ink', 'en'],
    ['keyword', 'Peer support', 'Cymorth gan gymheiriaid'],
    ['keyword', 'Rowing', 'Rowing', 'en'],
  ];
  for (const [facet, value, text, lang] of asked) {
    assert.deepEqual(sayValue(facet, value, cymraeg), lang ? { text, lang } : { text });
    assert.deepEqual(sayValue(facet, value, english), { text: value });
  }
});

test('only words in another language than the page’s are marked', () => {
  assert.equal(otherLanguage('eng', 'cy'), 'en');
  assert.equal(otherLanguage('wel', 'cy'), undefined);
  assert.equal(otherLanguage('en-GB', 'en'), undefined);
  assert.equal(otherLanguage('en', 'en'), undefined);
  assert.equal(otherLanguage(null, 'cy'), undefined);
});

test('a page marks the language of a publication where it is sure of it', () => {
  const asked: [written: string | undefined, tag: string | undefined][] = [
    ['en', 'en'],
    ['wel', 'cy'],
    ['qqx', undefined],
    ['en; cy', undefined],
    ['en-GB', 'en-GB'],
    ['English', 'en'],
    ['Cymraeg', 'cy'],
    ['In English', undefined],
    ['"><b>', undefined],
    [undefined, undefined],
  ];
  for (const [written, tag] of asked) assert.equal(languageTag(written), tag);
});

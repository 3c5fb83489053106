import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { aSite, type TestSite, type Visitor } from '../../../test/browser-without-browser.ts';
import { type Deciding, decided, drafted } from '../../../test/decisions.ts';
import { type Application, aLeaveApplication } from '../../../test/leave-applications.ts';
import type { Tx } from '../../platform/database/index.ts';
import {
  documentToHtml,
  documentToPdf,
  documentToWord,
  type PaperDocument,
} from '../../platform/documents/index.ts';
import { textOfPdf } from '../../platform/documents/read-back.ts';
import { textIn } from '../../platform/language/index.ts';
import { Refusal } from '../../platform/web/index.ts';
import { answerOnPaper, answerToPerson } from './answer-to-person.ts';
import { decisionLetter } from './decision-letter.ts';
import { type AnsweredPart, type DecisionOnPaper, readDecision } from './read-decision.ts';

const en = textIn('en');
const words = {
  progress: 'I have been to the shop\r\nwith staff <b>12</b> times.',
  risk: 'I take my medicine.',
};
const wanted: Deciding = {
  kind: 'grant in part',
  granted: ['escorted-day'],
  conditions: ['Two escorts at all times.'],
  reasons: 'LETTER-ONLY reasons.',
  answer: 'You have done well.',
  answerConditions: ['Two staff go with you.'],
  replies: {
    progress: { kind: 'answered', text: 'Twelve safe trips count.' },
    risk: { kind: 'not considered', text: 'The doctor reports on this.' },
  },
};

let site: TestSite;
let application: Application;
before(async () => {
  site = await aSite();
  application = await aLeaveApplication(site, {
    words,
    answers: { leaveTypes: ['escorted-day', 'unescorted-day'] },
  }).submitted();
});
after(() => site.close());

type Paper = (tx: Tx, id: number, t: typeof en) => Promise<PaperDocument>;
const readBy = async (reader: Visitor | string, paper: Paper, t = en) => {
  const visitor = typeof reader === 'string' ? await site.as(reader) : reader;
  return visitor.transaction(tx => paper(tx, application.id, t));
};
const isHidden = (error: unknown) => error instanceof Refusal && error.status === 404;

describe('the papers of a decision', () => {
  it('are drafts for the section and do not exist for anybody else before they are issued', async () => {
    await drafted(site, application, wanted);
    assert.equal((await readBy('robin.quill', answerToPerson)).marking, en('mhcs.paper.draft'));
    assert.equal((await readBy('robin.quill', decisionLetter)).marking, en('mhcs.paper.draft'));
    for (const reader of ['ash.example', 'dr.vale', 'pat.ledger', 'indy.marrow', 'jo.thimble'])
      for (const paper of [answerToPerson, decisionLetter])
        await assert.rejects(readBy(reader, paper), isHidden, reader);
  });

  it('give the person the decision, the leave, the rules and each reply beside their exact words', async () => {
    await decided(site, application, wanted);
    const paper = await readBy(application.person, answerToPerson);
    const answered = paper.blocks.filter(block => block.kind === 'answered');
    assert.deepEqual(
      answered.map(block => [block.words.text, block.reply.text, block.reply.label ?? null]),
      [
        [words.progress, 'Twelve safe trips count.', null],
        [words.risk, 'The doctor reports on this.', en('mhcs.paper.notConsidered')],
      ],
    );
    const html = documentToHtml(paper);
    const granted = en('leave2024.leaveTypes.escorted-day');
    for (const said of [
      'Two staff go with you.',
      'You have done well.',
      en('mhcs.answer.grantInPart'),
      granted,
    ])
      assert.ok(html.includes(said), said);
    assert.equal(html.includes('LETTER-ONLY'), false);
    assert.equal(html.includes('Two escorts'), false);
    assert.equal(paper.print, 'large');
  });

  it('give the clinician the letter, signed by the second person, and the person and their helpers never', async () => {
    const html = documentToHtml(await readBy('dr.vale', decisionLetter));
    for (const said of [
      'LETTER-ONLY',
      'Two escorts at all times.',
      'Drew Sealing',
      'Twelve safe trips count.',
    ])
      assert.ok(html.includes(said), said);
    for (const reader of ['ash.example', 'indy.marrow'])
      await assert.rejects(readBy(reader, decisionLetter), isHidden, reader);
  });

  it('can be printed and kept in both languages and in easy read', async () => {
    for (const t of [en, textIn('cy'), textIn('cy', true)]) {
      assert.ok((await documentToPdf(await readBy('dr.vale', decisionLetter, t))).length > 1000);
      assert.ok((await documentToWord(await readBy('ash.example', answerToPerson, t))).length > 1000);
    }
  });

  it('do not exist for a clinician of another hospital', async () => {
    for (const paper of [answerToPerson, decisionLetter])
      await assert.rejects(readBy('dr.finch', paper), isHidden);
  });
});

const shortPart = (prompt: string, text: string, reply: string): AnsweredPart => ({
  ...{
    statementId: 1,
    prompt,
    text,
    reply,
    replyKind: 'answered',
    route: 'typed',
    scribe: null,
    language: 'en',
  },
  ...{ sealedAt: '2026-11-20T10:00:00Z', code: '7K2M-0QXA-9F3B-HJ4T-WQ8Z' },
});
const shortParts = [
  shortPart('progress', 'I have done the whole relapse course.', 'We read about the course, and it counted.'),
  shortPart(
    'risk',
    'I tell Jo on the first night without sleep.',
    'We agree that you know your early signs.',
  ),
  shortPart('consider', 'My mum is ill. I want to see the sea.', 'A trip to the sea can be part of this.'),
];

describe('the answer in large print', () => {
  const textOf = async (parts: AnsweredPart[], t = en) => {
    const read = await (await site.as('ash.example')).transaction(tx => readDecision(tx, application.id));
    const decision: DecisionOnPaper = { ...read, kind: 'grant', askedFor: ['escorted-day'], parts };
    return textOfPdf(await documentToPdf(answerOnPaper(decision, t)));
  };

  it('fits on one side with one short part, and on the two sides of one sheet with three', async context => {
    // Welsh takes more room than English; easy read takes less than either.
    const short = [en, textIn('en', true), textIn('cy', true)];
    const usual = [...short, textIn('cy')];
    for (const [count, pages, languages] of [
      [1, 1, short],
      [3, 2, usual],
    ] as const)
      for (const t of languages) {
        const text = await textOf(shortParts.slice(0, count), t);
        if (text === null) return context.skip('pdftotext is NOT on this machine: the PDF was not read back');
        assert.equal(text.split('\f').length - 1, pages, `${count} parts, ${t.language}`);
      }
  });

  it('says once for each statement how it was written and its code', async context => {
    const later = {
      ...shortPart('consider', 'One thing more.', 'We read this too.'),
      statementId: 2,
      code: 'AAAA-BBBB-CCCC-DDDD-EEEE',
    };
    const text = await textOf([...shortParts, later]);
    if (text === null) return context.skip('pdftotext is NOT on this machine: the PDF was not read back');
    assert.equal(text.split(shortParts[0]?.code ?? '').length, 2);
    assert.ok(
      text.indexOf('A trip to the sea') < text.indexOf('7K2M-'),
      'after the last part of the first statement',
    );
    assert.ok(text.indexOf('7K2M-') < text.indexOf('One thing more'), 'and before the next statement');
    assert.ok(text.indexOf('We read this too') < text.indexOf(later.code));
  });
});

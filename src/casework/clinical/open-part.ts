import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import {
  type Block,
  bullets,
  heading,
  type PaperDocument,
  paragraph,
} from '../../platform/documents/index.ts';
import { type Answers, answersFrom, formTextsIn, formToBlocks, wordsOf } from '../../platform/forms/index.ts';
import type { TextKey, Translate } from '../../platform/language/index.ts';
import { found } from '../../platform/web/index.ts';
import { formNamed } from '../forms/forms.ts';
import { showAsked } from '../papers/words-of-asked.ts';
import { wordsOfKind } from '../papers/words-of-kind.ts';
import { askedIn } from '../rules/asked-in.ts';
import { type DocumentKind, kindRules } from '../rules/document-kinds.ts';
import { nameInSentences } from './names.ts';

type OpenPart = {
  kind: DocumentKind;
  familyName: string;
  givenNames: string;
  reference: string;
  authority: string;
  formVersion: string;
  sections: { answers: Answers }[];
  attached: string[];
};

// Read apart from everything else: this query names no closed table, so that nothing closed can slip in. What was said
// in an earlier document, and nobody has confirmed for this one, is not said to the person either.
async function readOpenPart(tx: Tx, documentId: number): Promise<OpenPart> {
  const { rows } = await sql<OpenPart>`
    select a.kind, person.family_name as "familyName", person.given_names as "givenNames", p.mhcs_reference as reference,
      p.authority, a.form_version as "formVersion",
      (select coalesce(json_agg(json_build_object('answers', o.answers - array(select jsonb_object_keys(o.carried)))), '[]')
       from casework.open_answers o where o.document_id = a.id) as sections,
      (select coalesce(json_agg(x.title order by x.id), '[]') from casework.attachment x
       where x.document_id = a.id and x.removed_at is null) as attached
    from casework.document a
    join people.case k on k.id = a.case_id
    join people.person person on person.id = k.person_id
    join casework.patient p on p.case_id = a.case_id
    where a.id = ${documentId}`.execute(tx.db);
  return found(rows[0]);
}

/**
 * The open part of an application, as the person reads it before they speak: first what is asked for and what it
 * is for, then every open answer in the form's order.
 * @param documentId the application
 * @param t the person's language, with easy read where they chose it
 * @throws a refusal with 404 when the reader may not see it
 */
export async function openPart(tx: Tx, documentId: number, t: Translate): Promise<PaperDocument> {
  const part = await readOpenPart(tx, documentId);
  const answers = answersFrom(Object.assign({}, ...part.sections.map(section => section.answers)));
  const form = formNamed(part.formVersion);
  const walked = { form, answers, facts: { authorities: [part.authority] } };
  const say = wordsOfKind(part.kind, t);
  return {
    title: say('casework.open.title'),
    language: t.language,
    reference: part.reference,
    blocks: [
      paragraph(say('casework.open.about', { name: nameInSentences(part) })),
      ...askedFirst(part.kind, answers, t),
      heading(1, say('casework.open.whole')),
      ...formToBlocks(walked, { audience: 'open', texts: formTextsIn(t) }),
      ...attachedBlocks('attachments.paper', part.attached, t),
    ],
  };
}

/** The titles of the files that go with it; not as a list, since the first list says what is asked for. */
export function attachedBlocks(title: TextKey, attached: readonly string[], t: Translate): Block[] {
  return attached.length === 0 ? [] : [heading(1, t(title)), ...attached.map(each => paragraph(each))];
}

function askedFirst(kind: DocumentKind, answers: Answers, t: Translate): Block[] {
  if (!kindRules[kind].asks) return [];
  const types = showAsked(askedIn(kind, answers), t);
  const say = wordsOfKind(kind, t);
  const [purpose = ''] = wordsOf(answers.purpose);
  return [
    heading(1, say('casework.open.asked')),
    types.length === 0 ? paragraph(say('casework.open.notYet')) : bullets(...types),
    ...(purpose.trim() === '' ? [] : [heading(1, say('casework.open.why')), paragraph(purpose)]),
  ];
}

import { z } from 'zod';
import { showMoment } from '../../platform/time/index.ts';
import {
  type Answer,
  type Ask,
  caseParams,
  found,
  type Route,
  readBody,
  route,
} from '../../platform/web/index.ts';
import { liaisonPaths } from './paths.ts';
import { partition } from './sealed.ts';

const noteForm = z.object({
  note: z.string().trim().min(1, 'casework.liaison.empty').max(100_000, 'casework.liaison.tooLong'),
});
type NotesAsk = Ask<{ caseId: number }, unknown>;

async function notesPage(ask: NotesAsk, refused?: { note: string; problem: string }): Promise<Answer> {
  const { tx, params: p, t, tokens } = ask;
  const about = await tx.db
    .selectFrom('people.case as k')
    .innerJoin('people.person as person', 'person.id', 'k.person_id')
    .where('k.id', '=', p.caseId)
    .select(['person.family_name', 'person.given_names', 'person.born_on'])
    .executeTakeFirst();
  const person = found(about);
  const rows = await tx.db
    .selectFrom('victim.note as note')
    .innerJoin('people.account as writer', 'writer.id', 'note.written_by')
    .where('note.case_id', '=', p.caseId)
    .orderBy('note.id', 'desc')
    .select(['note.id', 'note.sealed', 'note.written_at', 'writer.display_name'])
    .execute();
  const notes = rows.map(row => ({
    text: tokens.unsealFor(partition, row.sealed.toString()) ?? t('casework.liaison.unreadable'),
    by: row.display_name,
    at: showMoment(row.written_at, t),
  }));
  return {
    page: 'casework/victim-liaison/views/notes.njk',
    title: t('casework.liaison.title'),
    model: { person, notes, caseId: p.caseId, typed: refused?.note ?? '' },
    about: { caseId: p.caseId, detail: { notes: rows.map(row => row.id) } },
    problems: refused && [{ field: 'note', text: refused.problem }],
  };
}

/** The liaison officer's own notes: a door, a key and an audit stream apart from the case. */
export const noteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: liaisonPaths.notes(':caseId'),
    access: ['victim_liaison_officer'],
    audit: 'victim.note.read',
    door: 'victim',
    params: caseParams,
    handle: ask => notesPage(ask),
  }),
  route({
    method: 'POST',
    path: liaisonPaths.notes(':caseId'),
    access: ['victim_liaison_officer'],
    audit: 'by the command',
    door: 'victim',
    params: caseParams,
    handle: async ask => {
      const read = readBody(noteForm, ask.body, ask.t);
      if (!read.ok)
        return notesPage(ask, { note: read.typed.note ?? '', problem: read.problems[0]?.text ?? '' });
      const { caseId } = ask.params;
      const sealed = Buffer.from(ask.tokens.sealFor(partition, read.data.note));
      await ask.tx.db
        .insertInto('victim.note')
        .values({ case_id: caseId, sealed, written_by: ask.actor.accountId })
        .execute();
      ask.tx.record('victim.note.written', { caseId });
      return { goTo: liaisonPaths.notes(caseId), say: 'casework.liaison.kept' };
    },
  }),
];

import { sql } from 'kysely';
import type { Tx } from '../../platform/database/index.ts';
import type { TextKey } from '../../platform/language/index.ts';
import { type Answer, openUnfinished, type PageAnswer, type Unfinished } from '../../platform/web/index.ts';
import { carried, type Visitor } from './visitor.ts';

/** Who is signed in now, and the new session if there is one. */
export type Finished = {
  account: number;
  session?: { token: string; door: string };
  say?: TextKey;
  sayValues?: Record<string, number>;
};

/** Signed in: to the form that was under way, if it was this person's, else to where they wanted to go. */
export async function finished(ask: Visitor, { account, ...rest }: Finished): Promise<Answer> {
  const { next, unfinished } = carried(ask);
  const form = openUnfinished(ask.tokens, unfinished, ask.now.epochMilliseconds);
  if (!form || !(await wasTheirs(ask.tx, form, account))) return { goTo: next, ...rest };
  const page = resumePage(ask, form);
  return rest.session ? { ...page, session: rest.session } : page;
}

async function wasTheirs(tx: Tx, form: Unfinished, account: number): Promise<boolean> {
  const token = Buffer.from(form.oldTokenHash, 'hex');
  const asked = sql<{ theirs: boolean }>`select access.session_was_of(${token}, ${account}) as theirs`;
  return (await asked.execute(tx.db)).rows[0]?.theirs ?? false;
}

function resumePage({ t }: Visitor, form: Unfinished): PageAnswer {
  const fields = Object.entries(form.body).flatMap(([name, value]) =>
    [value].flat().map(each => ({ name, value: each })),
  );
  return {
    page: 'people/views/resume.njk',
    title: t('people.resume.title'),
    // Words are shown again; numbers and choices would say nothing without their questions.
    model: { action: form.path, fields, words: fields.filter(({ value }) => /\S\s+\S/.test(value)) },
  };
}

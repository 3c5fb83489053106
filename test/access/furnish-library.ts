import { sql } from 'kysely';
import { asOwner, asWorker } from '../../src/platform/database/index.ts';
import { buildPostings } from '../../src/platform/search/index.ts';
import type { TestSite } from '../browser-without-browser.ts';

const by = (username: string) => `(select id from people.account where username = '${username}')`;

/** A row in every table of the evidence library: it is public, and what of it is not has to be measured all the same. */
export async function furnishLibrary(site: TestSite): Promise<void> {
  await asOwner(site.database.adminUrl, async db => {
    for (const statement of statements) await sql.raw(statement).execute(db);
  });
  await asWorker(site.database.pools, 'test', tx => buildPostings(tx, 'evidence'));
  await asOwner(site.database.adminUrl, async db => {
    for (const statement of afterwards) await sql.raw(statement).execute(db);
  });
}

/** Stands in the letters of an alert of the story. */
export const stopToken = '0b5e55ed-0000-4000-8000-000000000001';
/** And in the link of a reading list. */
export const shareToken = 'link-of-the-list-of-the-story-link-of-the-l';

/** And in an invitation to keep that list. */
export const invitationToList = 'invitation-to-the-list-of-the-story-invited';

const statements = [
  `insert into evidence.record (entry) select json_build_object('type', 'report', 'title', 'The ' || n || ' canary report', 'year', 2020,
      'url', 'https://canary.example/' || n, 'keywords', '["Canaries"]'::json, 'doi', '10.5555/' || n) from unnest('{first,second,third,fourth}'::text[]) n`,
  `update evidence.record set state = 'withdrawn', withdrawn_because = 'Canary reason.' where title = 'The fourth canary report'`,
  `insert into evidence.addressee (name, unit_id) select name, id from people.unit where kind = 'addressee'`,
  `alter table evidence.recommendation disable trigger comes`,
  `insert into evidence.recommendation (record, asks, theme, made_on, recorded_by)
      select number, 'Canary asked.', 'Canaries', access.today(), ${by('lib.page')} from evidence.record where title = 'The first canary report'`,
  `alter table evidence.recommendation enable trigger comes`,
  `insert into evidence.recommended_to (recommendation, addressee) select r.id, a.id from evidence.recommendation r, evidence.addressee a`,
  `insert into evidence.response (recommendation, addressee, kind, says, responded_on, signed_by)
      select recommendation, addressee, 'accepted', 'Canary answer.', access.today(), 'A. Reply' from evidence.recommended_to`,
  `insert into evidence.action (recommendation, addressee, does, owner, due_on)
      select recommendation, addressee, 'Canary action.', 'A. Reply', access.today() from evidence.recommended_to, generate_series(1, 2)`,
  `insert into evidence.completion (action, done_on, shown_in) select max(id), access.today(), 'Canary list.' from evidence.action`,
  `insert into evidence.verification (completion, verdict, says, verified_on, verified_by)
      select id, 'verified', 'Canary found.', access.today(), 'G. Balance' from evidence.completion`,
  `insert into evidence.outcome (recommendation, says, seen_on, source) select id, 'Canary outcome.', access.today(), 'A letter' from evidence.recommendation`,
  `insert into evidence.import (account_id, file_name, format, state) select ${by('lib.page')}, 'canary.ris', 'ris', 'checked'`,
  `insert into evidence.import_piece (import_id, place, content) select id, 1, 'TY  - RPRT' from evidence.import`,
  `insert into evidence.import_row (import_id, number, line, raw, entry, title, problems, standing)
      select id, 1, 1, 'TY  - RPRT', '{"type": "report", "title": "Canary"}', 'Canary', '[]', 'new' from evidence.import`,
  `insert into evidence.import_key (import_id, number, kind, value, year) select id, 1, 'doi', '10.5555/canary', 2020 from evidence.import`,
  `insert into evidence.repository (base_url, state, answer, prefix, every_days, next_at, added_by) select 'https://canary.example/oai', 'active',
      '{"name": "Canary library", "email": "", "earliest": "", "granularity": "day", "deleted": "no", "formats": [{"prefix": "oai_dc", "format": "oai-dc"}],
      "sets": []}', 'oai_dc', 7, now() + interval '7 days', ${by('lib.page')}`,
  `insert into evidence.harvest (repository, import_id) select r.id, i.id from evidence.repository r, evidence.import i`,
  `insert into evidence.harvested (base_url, identifier, repository, record, is_ours, version, offered, offered_at, gone_at)
      select r.base_url, 'oai:canary:1', r.id, e.number, true, e.version, e.entry, now(), now() from evidence.repository r, evidence.record e
      where e.title = 'The first canary report'`,
  `insert into evidence.not_duplicate (one, other, said_by) select a.number, b.number, ${by('lib.page')} from evidence.record a, evidence.record b
      where a.title = 'The first canary report' and b.title = 'The third canary report'`,
  `insert into evidence.merge (kept, merged, version_before, version_after, merged_by) select a.number, b.number, 1, 1, ${by('lib.page')}
      from evidence.record a, evidence.record b where a.title = 'The second canary report' and b.title = 'The third canary report'`,
  `insert into evidence.term (label, scope_note) values ('Canaries', 'Birds.'), ('Finches', 'Birds too.'), ('Cages', 'Where birds are kept.')`,
  `insert into evidence.term_broader (term, broader) select min(id) + 1, min(id) from evidence.term`,
  `insert into evidence.term_related (one, other) select min(id), max(id) from evidence.term`,
  `insert into evidence.keyword_left (folded, left_by) select 'sparrows', ${by('lib.page')}`,
  `alter table evidence.grading disable trigger comes`,
  `insert into evidence.grading (record, scale, grader, marks, because)
      select r.number, 'maryland', a.id, '{3}', 'Canary.' from evidence.record r, people.account a
      where r.title in ('The first canary report', 'The second canary report') and a.username = 'grade.two'`,
  `insert into evidence.grading (record, scale, grader, marks, because)
      select r.number, 'maryland', a.id, (case r.title when 'The first canary report' then '{3}' else '{2}' end)::smallint[], 'Canary.'
      from evidence.record r, people.account a
      where r.title in ('The first canary report', 'The second canary report') and a.username = 'grade.one'`,
  `alter table evidence.grading enable trigger comes`,
  `insert into evidence.column_mapping (headings, mapping, said_by) select repeat('0', 64), '{"title": "Canary"}', ${by('lib.page')}`,
  `insert into evidence.offer (reference, entry, because, email, sent_from)
      values ('AAAA-BBBB-CCCC-DDDD', '{"type": "report", "title": "Canary offered"}', 'Canary.', 'canary@example.org', 'canary')`,
  `insert into evidence.saved_search (account_id, name, state, alert, due_on, told, counted, stop_token)
      select ${by('lib.page')}, 'Canaries', '{"q": "canary"}', 'daily', access.today() + 1, 0, 0, '${stopToken}'`,
  `insert into evidence.reading_list (account_id, title, note, shown_name, share_hash, share_sealed)
      select ${by('lib.page')}, 'Canary list', 'Canary note.', 'L. Page', sha256('${shareToken}'), 'sealed'`,
  `insert into evidence.reading_list_item (list, account_id, record, place, annotation) select l.id, l.account_id, r.number, r.number, 'Canary annotation.'
      from evidence.reading_list l, evidence.record r where r.title in ('The first canary report', 'The second canary report')`,
  `insert into evidence.list_invitation (list, account_id, hash, sealed)
      select id, account_id, sha256('${invitationToList}'), 'sealed' from evidence.reading_list`,
  `insert into evidence.list_coauthor (list, owner_id, account_id, name) select id, account_id, ${by('grade.one')}, 'Canary hand' from evidence.reading_list`,
  `select platform.queue_news(${by('lib.page')}, '/evidence/searches', 1, '/evidence/alerts/${stopToken}/stop', '{The first canary report}', '{/evidence/1}')`,
  `insert into search.synonym (index_name, word, stands_for, folded) values ('evidence', 'canaries', 'birds', 'canaries') on conflict do nothing`,
];

// What changes after posting lists were made is kept beside them; and what looks alike is looked for at each change.
const afterwards = [
  `update evidence.record set entry = entry || '{"summary": "Canary."}' where title = 'The second canary report'`,
  `insert into evidence.likely_pair (one, other, why, sure) select a.number, b.number, '{work}', 1 from evidence.record a, evidence.record b
      where a.title = 'The first canary report' and b.title = 'The second canary report' on conflict do nothing`,
];

import { sql } from 'kysely';
import { asOwner } from '../../src/platform/database/index.ts';
import type { TestSite } from '../browser-without-browser.ts';
import { furnishLibrary } from './furnish-library.ts';

/** A row, old and new, in every table that the story itself leaves empty: what is not there cannot be measured. */
export async function furnish(site: TestSite): Promise<void> {
  await asOwner(site.database.adminUrl, async db => {
    const statements = [
      `insert into people.sign_in_attempt (login_hash, address_hash, at) values ('a', 'a', now()), ('a', 'a', now() - interval '2 days')`,
      `insert into people.session (token_hash, account_id, second_factor, ends_at) select 'old', id, 'done', now() - interval '3 days'
        from people.account where username = 'kai.fixture'`,
      `insert into audit.event (account_id, capacity, purpose, event, case_id)
        select a.id, 'ward_staff', 'GET', e, k.id from people.account a, people.case k,
          unnest('{voice.statement.read,casework.document.read,casework.consultation.read}'::text[]) e where a.username = 'jo.thimble'`,
      `insert into people.recovery_code (account_id, code_hash) select id, 'a' from people.account where username in ('robin.quill', 'ash.example')`,
      `insert into people.invitation (token_hash, account_id, expires_at) select convert_to(username, 'UTF8'), id,
        now() + case username when 'robin.quill' then interval '1 day' else interval '-40 days' end
        from people.account where username in ('robin.quill', 'dr.vale')`,
      `insert into platform.progress (job, account_id) select 'job of ' || username, id from people.account where username in ('robin.quill', 'ash.example')`,
      `insert into platform.submission (once, account_id, route, body_hash, at) select gen_random_uuid(), id, '/old', 'a', now() - interval '9 days'
        from people.account where username = 'ash.example'`,
      `insert into voice.asked_again (opportunity_id) select id from voice.opportunity limit 1`,
      `insert into people.identifier (person_id, kind, value, typed, source)
        select a.person_id, kind, value, value, 'a letter' from people.account a,
          (values ('ash.example', 'nhs', '9990000018'), ('ash.example', 'prison', 'A1234BC'), ('ash.example', 'pnc', '1981/0000034U'),
            ('ash.example', 'cro', '065656/91H'), ('gale.placeholder', 'nhs', '9990000026')) as n (username, kind, value)
        where a.username = n.username`,
      `insert into people.merge (kept_id, merged_id, reason, proposed_by)
        select one.person_id, other.person_id, 'Same day of birth.', by.id from people.account one, people.account other, people.account by
        where one.username = 'ash.example' and other.username = 'gale.placeholder' and by.username = 'sky.inkwell'`,
      `insert into people.not_same (one_id, other_id, reason, said_by)
        select least(one.person_id, other.person_id), greatest(one.person_id, other.person_id), 'Twins.', by.id
        from people.account one, people.account other, people.account by
        where one.username = 'ash.example' and other.username = 'kai.fixture' and by.username = 'sky.inkwell'`,
      `alter table people.consent disable trigger gives`,
      `insert into people.consent (case_id, account_id, capacity, may_write, may_ask, until_on, given_by, circle_id)
        select c.case_id, c.account_id, c.capacity, p.username = 'ash.example', p.username = 'ash.example', access.today() + 9, c.account_id, c.id
        from people.circle c join people.case k on k.id = c.case_id join people.account p on p.person_id = k.person_id where c.capacity in ('advocate', 'solicitor') and c.account_id is not null`,
      `alter table people.consent enable trigger gives`,
      `insert into audit.seal (id, from_xid, to_xid, row_count, root, previous, sealed_at, signature, leaves)
        values (1, '1', '2', 0, 'a', 'a', now(), 'a', '')`,
      `insert into casework.register_flag (case_id) select case_id from casework.patient`,
      `insert into casework.discharge_condition (case_id, wording, plain, set_by, from_on, until_on, lifted_by, ended_at, recorded_by)
        select p.case_id, 'To do it.', 'You do it.', 'tribunal', access.today() - 9, x.until_on, x.by, x.until_on, a.id
        from casework.patient p, people.account a, (values (null::date, null), (access.today(), 'tribunal')) x (until_on, by)
        where a.username = 'robin.quill'`,
      // The closed case stays closed.
      `alter table casework.flag_change disable trigger admits`,
      `insert into casework.flag_change (case_id, flag, value, reason, recorded_by)
        select p.case_id, flag, value, 'A reason.', a.id from casework.patient p, people.account a,
          (values ('noteworthy', 'no'), ('extremism', 'none')) x (flag, value) where a.username = 'nat.charter'`,
      `alter table casework.flag_change enable trigger admits`,
      `insert into casework.mappa_notice (case_id, sent_on, coordinator_id, recorded_by) select p.case_id, access.today(), a.id, a.id
        from casework.patient p, people.account a where a.username = 'mo.parley'`,
      `insert into casework.mappa_comment (case_id, agency, said_on, text, recorded_by) select p.case_id, 'Pretend Council', access.today(), 'Fine.', a.id
        from casework.patient p, people.account a where a.username = 'mo.parley'`,
      `insert into casework.mappa_disclosure (case_id, agency, text, agreed_on, closed_on) select case_id, 'Pretend Council', 'Fine.', access.today(), day
        from casework.patient, (values (null), (access.today())) x (day)`,
      `insert into casework.mappa_chair_decision (case_id, comment_id, agrees, chair, decided_on, disclosure_id, recorded_by)
        select c.case_id, c.id, true, 'Pat Chairperson', access.today(), d.id, c.recorded_by from casework.mappa_comment c
        join casework.mappa_disclosure d on d.case_id = c.case_id and d.closed_on is null where c.agency = 'Pretend Council'`,
      `alter table casework.address_notice disable trigger comes`,
      `insert into casework.address_notice (case_id, address, move_on, given_by, given_as, days_wanted, rule, outcome, answered_by, answered_on)
        select p.case_id, 'Pretend Lane', access.today() + 20, a.id, given_as, 14, 'r', x.outcome, x.by, x.day
        from casework.patient p, people.account a, unnest('{subject,responsible_clinician,social_supervisor,clinical_supervisor}'::text[]) given_as,
          (select null, null::bigint, null::date union all select 'acknowledged', id, access.today() from people.account where username = 'robin.quill') x (outcome, by, day)
        where a.username = 'ash.example'`,
      `alter table casework.address_notice enable trigger comes`,
      `insert into casework.register_import (account_id, encoding, headings, rows, mapping, state)
        select id, 'utf-8', '{MHCS reference,Family name}', 1, '{"reference": 0}', 'checked' from people.account where username = 'nat.charter'`,
      `insert into casework.register_import_row (import_id, number, cells, standing, problems) select max(id), 2, '{R,Canary}', 'refused',
        '[{"field": "reference", "says": "identifiers.problem.mhcs.short"}]' from casework.register_import`,
      `insert into casework.clock (case_id, kind, started_on, due_on, soon_on, owed_by, rank, why, rule_version, source)
        select case_id, kind, access.today(), access.today(), access.today(), 'hospital', 4, 'clocks.why.order', '1', 'a law'
        from casework.patient, unnest('{annual-report,leave-information}'::text[]) kind`,
      `insert into casework.report_due (case_id, kind, due_on, received_on)
        select case_id, 'annual report', access.today(), access.today() from casework.patient`,
      `insert into casework.clock_notice (case_id, kind, due_on, step, sent_on)
        select case_id, 'annual-report', access.today(), 'soon', access.today() from casework.patient`,
      `with o as (insert into voice.occasion (case_id, room) select k.id, 'casework' from people.case k
          join people.account a on a.person_id = k.person_id where a.username = 'ash.example' returning id, case_id)
        insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by)
        select o.case_id, 'discharge report', o.id, p.team_id, 'discharge-report-2026 1', a.id
        from o join casework.patient p using (case_id) join people.account a on a.username = 'social.mentor'`,
      `alter table casework.document disable trigger fits_prison`,
      `with o as (insert into voice.occasion (case_id, room) select k.id, 'casework' from people.case k
          join people.account a on a.person_id = k.person_id where a.username = 'ash.example' returning id, case_id)
        insert into casework.document (case_id, kind, occasion_id, team_id, form_version, created_by)
        select o.case_id, 'prison transfer', o.id, p.team_id, 'prison-transfer-2026 1', a.id
        from o join casework.patient p using (case_id) join people.account a on a.username = 'wyn.latch'`,
      `alter table casework.document enable trigger fits_prison`,
      `insert into casework.own_draft (case_id, kind, asked, parts, begun_by)
        select p.case_id, 'own discharge request', '{conditional-discharge}', '{"why": "Canary own draft."}', a.id
        from casework.patient p, people.account a where a.username = 'ash.example'`,
      `alter table casework.late_notice disable trigger counts`,
      `alter table casework.agreed_interval disable trigger counts`,
      `insert into casework.late_notice (case_id, for_due_on, expected_on, reason, given_by)
        select p.case_id, access.today(), access.today() + 5, 'Canary late.', a.id from casework.patient p, people.account a where a.username = 'social.mentor'`,
      `insert into casework.agreed_interval (case_id, months, reason, agreed_by)
        select p.case_id, 6, 'Canary steady.', a.id from casework.patient p, people.account a where a.username = 'robin.quill'`,
      `alter table casework.late_notice enable trigger counts`,
      `alter table casework.agreed_interval enable trigger counts`,
      `alter table casework.consent_withdrawal disable trigger is_taken_back`,
      `insert into casework.consent_withdrawal (document_id, case_id, why, plain, withdrawn_by)
        select distinct on (document_id) document_id, case_id, 'Canary why.', 'Canary plain.', author_id from casework.decision order by document_id`,
      `alter table casework.consent_withdrawal enable trigger is_taken_back`,
      `alter table casework.leave_report_ask disable trigger asking_is_counted`,
      `insert into casework.leave_report_ask (case_id, by_on, what, asked_by) select p.case_id, access.today() + 20, 'Canary asked.', a.id
        from casework.patient p, people.account a where a.username = 'robin.quill'`,
      `alter table casework.leave_report_ask enable trigger asking_is_counted`,
      `alter table casework.part_signature disable trigger part_is_signed`,
      `insert into casework.part_signature (document_id, case_id, part, signed_name, signed_by)
        select id, case_id, 'Z', 'Canary Signer', created_by from casework.document`,
      `alter table casework.part_signature enable trigger part_is_signed`,
      `insert into casework.case_allocation (case_id, caseworker_id, given_by) select p.case_id, a.id, a.id
        from casework.patient p, people.account a where a.username = 'robin.quill'`,
      `insert into casework.absence (account_id, cover_id, from_on, until_on, entered_by)
        select one.id, other.id, access.today(), access.today() + 5, one.id from people.account one, people.account other
        where one.username in ('robin.quill', 'tam.ledge') and other.username = 'sky.inkwell'`,
      `insert into casework.tribunal_case (case_id, kind, ground, country, made_on, rule, recorded_by, recorded_as)
        select p.case_id, 'reference', 's71(1)', 'England', access.today(), 's71(1) 1983-1', a.id, 'section'
        from casework.patient p join people.case k on k.id = p.case_id and k.closed_on is null, people.account a where a.username = 'robin.quill'`,
      `insert into casework.tribunal_step (case_id, tribunal_id, kind, on_day, recorded_by, recorded_as)
        select c.case_id, c.id, s.kind, access.today(), c.recorded_by, s.recorder from casework.tribunal_case c,
          (values ('received', 'section'), ('reports asked', 'mha_office'), ('hospital reports sent', 'responsible_clinician'),
            ('clinician report sent', 'clinical_supervisor'), ('social report sent', 'social_supervisor')) s (kind, recorder)`,
      `insert into casework.tribunal_result (case_id, tribunal_id, outcome, decided_on, recorded_by)
        select case_id, id, 'deferred conditional discharge', access.today(), recorded_by from casework.tribunal_case`,
      `insert into casework.tribunal_case (case_id, kind, ground, country, made_on, window_from, window_until, rule, recorded_by, recorded_as)
        select c.case_id, 'application', 's70', 'Wales', access.today(), access.today(), access.today(), 'window-in-hospital 1983-1', a.id, r.role
        from casework.tribunal_case c join casework.patient p on p.case_id = c.case_id
        join (values ('EX/0001', 'ash.example', 'subject'), ('EX/0003', 'ola.fable', 'solicitor'), ('EX/0007', 'indy.marrow', 'advocate')) r (reference, username, role)
          on r.reference = p.mhcs_reference join people.account a on a.username = r.username`,
      `insert into casework.tribunal_withholding (case_id, tribunal_id, report, state, on_day, recorded_by, recorded_as)
        select s.case_id, s.tribunal_id, s.kind, 'asked', access.today(), s.recorded_by, s.recorded_as from casework.tribunal_step s
        where s.kind in ('hospital reports sent', 'clinician report sent', 'social report sent')`,
      `insert into casework.tribunal_withholding (case_id, tribunal_id, report, state, on_day, recorded_by, recorded_as)
        select case_id, tribunal_id, report, 'directed', access.today(), recorded_by, 'section' from casework.tribunal_withholding`,
      `insert into casework.tribunal_words (case_id, tribunal_id, answer, answered_by)
        select case_id, id, 'yes', recorded_by from casework.tribunal_case`,
      `insert into casework.characteristics (case_id, sex) select case_id, 'other' from casework.patient`,
      `insert into casework.published_table (name, period, as_at, scheme, body) values ('authority', '2026-01-01', '2026-01-02', 'hospital-episodes',
        '{"rows":["s37/41","total"],"columns":["hospital","total"],"cells":[["*","*"],["*","*"]]}')`,
      `insert into casework.authorised_move (case_id, document_id, decision_id, asked, movement, authorised_on)
        select case_id, document_id, id, 'transfer', 'transfer', access.today() from casework.decision`,
      `alter table casework.recall_duty disable trigger follows`,
      `insert into casework.recall_duty (case_id, document_id, decision_id, duty, due_at, rule)
        select case_id, document_id, id, duty, now(), 'a law' from casework.decision, unnest('{told briefly,full reasons,review}'::text[]) duty`,
      `alter table casework.recall_duty enable trigger follows`,
      `insert into casework.instrument (case_id, document_id, decision_id, matter, form, power, rule_version, number, person, reference,
        authority, hospital, conditions, issued_by, level_held, level_needed, issued_at)
        select case_id, document_id, id, 'recall', 'warrant', 'a law', '1', 'W/' || id, 'Canary', 'R', 's37/41', 'A hospital', '{}', 'Somebody', 3, 3, now()
        from casework.decision`,
      `with o as (insert into voice.occasion (case_id, room, again) select d.case_id, 'casework', true from casework.document d
          cross join generate_series(1, 2) where d.state = 'decided' returning id, case_id),
        n as (select o.*, row_number() over (partition by o.case_id order by o.id) as number from o)
        insert into casework.reconsideration (case_id, document_id, decision_id, occasion_id, asked_as, asked_by, ground, why, state, asked_at,
          reason, ended_by, ended_at)
        select d.case_id, d.document_id, d.id, n.id, 'section', d.author_id, 'an error', 'Canary again.', s.state, now(), s.reason,
          case s.reason when '' then null else d.authoriser_id end, case s.reason when '' then null else now() end
        from casework.decision d join n on n.case_id = d.case_id and d.state = 'issued' and d.kind <> 'return'
        join (values (1, 'declined', 'Canary no.'), (2, 'asked', '')) s (number, state, reason) on s.number = n.number`,
      `insert into casework.received (case_id, document_id, kind, title, from_whom, received_on, is_open, by_section, media_type, scan, content, recorded_by)
        select d.case_id, case when r.section then null else d.id end, r.kind, 'Canary', 'A hospital', access.today(), r.open, r.section,
          'text/plain', 'clean', 'x', d.created_by
        from casework.document d, (values ('request', false, false), ('decision letter', true, false), ('other', false, true), ('other', true, true)) r (kind, open, section)`,
      `insert into victim.event (account_id, capacity, purpose, event, case_id) select written_by, 'x', 'x', 'x.y', case_id from victim.note limit 1`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  });
  await furnishLibrary(site);
}

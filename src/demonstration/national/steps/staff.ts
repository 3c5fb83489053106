import { sql } from 'kysely';
import { familyNames, givenNames } from '../names.ts';
import { list, type Step } from './step.ts';

/** Those who work there: in each hospital, each ward and each casework team. */
export const staff: Step = {
  name: 'accounts of staff',
  async run(db) {
    await sql`with posts as (
        select u.id as unit, 'responsible_clinician' as role, 'Dr ' as style, n from people.unit u, generate_series(1, 2) n where u.kind = 'hospital'
        union all select u.id, 'mha_office', '', 1 from people.unit u where u.kind = 'hospital'
        union all select u.id, 'ward_staff', '', n from people.unit u, generate_series(1, 2) n where u.kind = 'ward'
        union all select u.id, 'caseworker', '', n from people.unit u, generate_series(1, 12) n where u.kind = 'mhcs_team'
        union all select u.id, 'team_manager', '', 1 from people.unit u where u.kind = 'mhcs_team'
      ), numbered as (select *, row_number() over (order by role, unit, n) as number from posts),
      made as (
        insert into people.account (username, email, display_name, job_title, door, active_from)
        select 'staff.' || number, 'staff.' || number || '@example.invalid',
          style || (${list(givenNames)})[1 + (number * 37 % ${givenNames.length})] || ' ' || (${list(familyNames)})[1 + (number * 211 % ${familyNames.length})],
          initcap(replace(role, '_', ' ')), case when role in ('caseworker', 'team_manager') then 'national' else 'circle' end, date '2020-01-01'
        from numbered returning id, username
      )
      insert into people.membership (account_id, unit_id, role, authority_level, from_on)
      select m.id, n.unit, n.role, case n.role when 'caseworker' then 1 when 'team_manager' then 2 end, date '2020-01-01'
      from made m join numbered n on m.username = 'staff.' || n.number`.execute(db);
  },
};

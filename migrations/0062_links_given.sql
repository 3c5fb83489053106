-- A link to an account lets whoever has it choose the passphrase, and speak as the person. So the person sees who gave one
-- out and when, whoever uses it: it stands in the audit trail, which nobody can rub out.
create function access.links_given() returns table (at timestamptz, name text, role text, unit text)
  language sql stable security definer set search_path = '' as $$
  select e.at, a.display_name, e.capacity, (select u.name from people.membership m join people.unit u on u.id = m.unit_id
    where m.account_id = e.account_id and m.role = e.capacity order by m.id desc limit 1)
  from unnest(access.cases_as('subject')) mine (case_id)
  join audit.event e on e.case_id = mine.case_id and e.event = 'casework.person.account-given'
  join people.account a on a.id = e.account_id
  order by e.id desc limit 10
$$;
grant execute on function access.links_given() to ownwords_app, ownwords_national;

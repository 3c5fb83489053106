-- Discharge by the Secretary of State (Mental Health Act 1983, section 42), and what the law asks of whoever decides.

-- The test of the law that whoever decides answers with reasons, whatever they decide.
alter table casework.document_asks add column legal_test text
  check (legal_test in ('supervised discharge', 'lifting of restrictions'));
-- Of what is asked for one thing can be granted; and its conditions are those of a discharge.
alter table casework.document_kind add column one_of_them boolean not null default false,
  add column sets_conditions text check (sets_conditions in ('with the discharge', 'at once'));

insert into casework.document_kind (kind, form, started_by, led_by, filled_by, closed_by, asked_in, outcomes, matter, second_person,
  place_in, one_of_them, sets_conditions) values
  ('discharge application', 'discharge-application', '{responsible_clinician}', '{responsible_clinician}',
    '{responsible_clinician,ward_staff,mha_office}', '{responsible_clinician,mha_office}', 'dischargeTypes',
    '{grant,"grant in part",refuse,return}', 'conditional discharge', true,
    '{address}', true, 'with the discharge'),
  ('lifting of restrictions', 'lifting-request', '{responsible_clinician}', '{responsible_clinician}',
    '{responsible_clinician,ward_staff,mha_office}', '{responsible_clinician,mha_office}', 'liftAsked',
    '{grant,refuse,return}', 'lifting of restrictions', true, '{}', false, null),
  ('change of conditions', 'change-of-conditions', '{social_supervisor,clinical_supervisor}', '{social_supervisor,clinical_supervisor}',
    '{social_supervisor,clinical_supervisor}', '{social_supervisor,clinical_supervisor}', 'changeTypes',
    '{grant,refuse,return}', 'change of conditions', true, '{}', false, 'at once');
insert into casework.document_asks (kind, asked, matter, movement, legal_test) values
  ('discharge application', 'conditional-discharge', 'conditional discharge', 'conditional discharge by the Secretary of State', null),
  ('discharge application', 'absolute-discharge', 'absolute discharge', 'absolute discharge by the Secretary of State', null),
  ('discharge application', 'supervised-discharge', 'supervised discharge', 'conditional discharge by the Secretary of State',
    'supervised discharge'),
  ('lifting of restrictions', 'lifting-of-restrictions', 'lifting of restrictions', 'restrictions lifted', 'lifting of restrictions'),
  ('change of conditions', 'relaxing-liberty', 'relaxing conditions on liberty', null, null);

alter table casework.decision
  -- Whether the test of the law is met, and why.
  add column test_met boolean,
  add column test_why text not null default '' check (length(test_why) <= 20000),
  -- Which of the conditions deprive of liberty, in their order; empty where none was asked about.
  add column on_liberty boolean[] not null default '{}',
  add check (cardinality(on_liberty) in (0, cardinality(conditions)));
grant insert (test_met, test_why, on_liberty), update (test_met, test_why, on_liberty) on casework.decision to ownwords_national;

-- What the law asks of a discharge, by whatever door it is issued. Fires after the trigger that says who may issue.
create function casework.lawful_discharge() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  who bigint := (access.actor()).account_id;
  d casework.document;
  k casework.document_kind;
  supervised boolean;
begin
  if (new.test_met, new.test_why, new.on_liberty) is distinct from (old.test_met, old.test_why, old.on_liberty) then
    if old.state not in ('draft', 'sent back') then
      raise exception 'a decision that waits for authorisation cannot be changed' using errcode = 'OW004';
    end if;
    if who is not null and not who = any (new.editors) then new.editors := new.editors || who; end if;
    new.changed_by := coalesce(who, old.changed_by);
    new.changed_at := now();
  end if;
  if new.state <> 'issued' or old.state = 'issued' or new.kind = 'return' then return new; end if;
  select * into d from casework.document x where x.id = new.document_id;
  select * into k from casework.document_kind x where x.kind = d.kind;
  if exists (select from casework.document_asks x where x.kind = d.kind and x.asked = any (d.asked_for) and x.legal_test is not null)
    and (new.test_met is null or trim(new.test_why) = '') then
    raise exception 'the test of the law is not answered' using errcode = 'OW180';
  end if;
  if exists (select from casework.document_asks x where x.kind = d.kind and x.asked = any (new.granted) and x.legal_test is not null)
    and new.test_met is distinct from true then
    raise exception 'the test of the law is not met' using errcode = 'OW181';
  end if;
  if k.one_of_them and cardinality(new.granted) > 1 then
    raise exception 'one thing can be granted' using errcode = 'OW182';
  end if;
  if k.sets_conditions is not null and new.kind in ('grant', 'grant in part')
    and exists (select from casework.answer_to_person a where a.decision_id = new.id
      and cardinality(a.conditions) <> cardinality(new.conditions)) then
    raise exception 'a condition has no plain words' using errcode = 'OW185';
  end if;
  if k.sets_conditions = 'with the discharge' and new.kind in ('grant', 'grant in part') then
    supervised := 'supervised-discharge' = any (new.granted);
    if supervised <> coalesce(true = any (new.on_liberty), false) then
      raise exception 'conditions on liberty and supervised discharge belong together' using errcode = 'OW183';
    end if;
    if ('absolute-discharge' = any (new.granted)) <> (cardinality(new.conditions) = 0) then
      raise exception 'an absolute discharge has no conditions, and every other has' using errcode = 'OW184';
    end if;
  end if;
  return new;
end $$;
create trigger lawful_discharge before update on casework.decision
  for each row execute function casework.lawful_discharge();

-- What eases a condition on liberty is decided as that, at its own level: a change of other conditions does not reach it.
create function casework.eased_as_such() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from casework.decision d where d.id = new.lifted_decision_id and 'relaxing-liberty' = any (d.granted)) then
    raise exception 'condition % on liberty was not decided on', old.id using errcode = 'OW186';
  end if;
  return new;
end $$;
create trigger eased_as_such before update of lifted_decision_id on casework.discharge_condition
  for each row when (old.on_liberty and new.lifted_decision_id is not null) execute function casework.eased_as_such();

-- What a certificate of completeness needs to know of the past: which node held a presence, when a screen was shared, and what
-- each place asked at which time.

alter table presence
  -- null in rows from before, which are then those of whoever asks
  add column node text check (length(node) between 1 and 23);

create index presence_open on presence (node) where left_at is null;

-- From when to when somebody shared their screen, whatever became of its recording.
create table screen_share (
  id         bigint generated always as identity primary key,
  seat_id    uuid not null references seat,
  started_at timestamptz not null,
  ended_at   timestamptz,
  node       text not null check (length(node) between 1 and 23),
  constraint screen_share_order check (ended_at >= started_at)
);

create unique index screen_share_one_at_a_time on screen_share (seat_id) where ended_at is null;

grant select, insert on screen_share to ${app};
grant update (ended_at) on screen_share to ${app};

-- What each place asked before somebody was recorded, and from when to when. Written by a trigger, and by nobody else.
create table recording_rule_term (
  id           uuid primary key default gen_random_uuid(),
  jurisdiction text not null references recording_rule,
  rule         text not null,
  valid_from   timestamptz not null,
  valid_to     timestamptz,
  constraint recording_rule_term_known check (rule in ('own-consent', 'all-party', 'prohibited')),
  constraint recording_rule_term_order check (valid_to >= valid_from),
  constraint recording_rule_term_one_at_a_time
    exclude using gist (jurisdiction with =, tstzrange(valid_from, valid_to) with &&)
);

-- what was asked before this table was kept is not known: the rule of today counts from the beginning
insert into recording_rule_term (jurisdiction, rule, valid_from)
select jurisdiction, rule, timestamptz 'epoch' from recording_rule;

create function recording_rule_keeps_its_history() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since timestamptz;
begin
  if tg_op = 'UPDATE' and old.rule = new.rule then
    return new;
  end if;
  -- the clock may have stepped back; a term never ends before it began
  select greatest(new.changed_at, max(greatest(valid_from, coalesce(valid_to, valid_from)))) into since
  from recording_rule_term where jurisdiction = new.jurisdiction;
  update recording_rule_term set valid_to = since where jurisdiction = new.jurisdiction and valid_to is null;
  insert into recording_rule_term (jurisdiction, rule, valid_from) values (new.jurisdiction, new.rule, since);
  return new;
end $$;

create trigger recording_rule_keeps_its_history after insert or update on recording_rule
  for each row execute function recording_rule_keeps_its_history();

grant select on recording_rule_term to ${app};

-- Retention: how long recordings are kept, what must not be deleted, what was asked to be, and what remains to be said of what
-- was. A legal hold beats retention and erasure, by a trigger.

create table visit_type (
  code    text primary key check (code ~ '^[a-z][a-z-]{1,39}$'),
  name_en text not null check (length(name_en) between 1 and 100),
  name_zh text not null check (length(name_zh) between 1 and 100)
);

insert into visit_type values
  ('consultation', 'Consultation', '诊疗'),
  ('follow-up', 'Follow-up', '复诊'),
  ('psychotherapy', 'Psychotherapy', '心理治疗');

alter table appointment add column visit_type text not null default 'consultation' references visit_type;

-- a policy is never changed: it ends, and another begins
create table retention_policy (
  id           uuid primary key,
  visit_type   text references visit_type,
  jurisdiction text check (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  days         integer not null check (days between 1 and 36500),
  reason       text not null check (length(trim(reason)) between 10 and 500),
  set_by       text not null,
  set_at       timestamptz not null,
  ended_by     text,
  ended_at     timestamptz,
  constraint retention_policy_ended_by_somebody check ((ended_by is null) = (ended_at is null)),
  constraint retention_policy_order check (ended_at >= set_at)
);

create unique index retention_policy_one_at_a_time
  on retention_policy (coalesce(visit_type, '*'), coalesce(jurisdiction, '*')) where ended_at is null;

-- the policy that counts where no other does; it may be replaced, but there is always one
insert into retention_policy (id, days, reason, set_by, set_at)
values ('7e7e0000-0000-4000-8000-000000000001', 3650, 'Ten years, as for the medical record', 'system:migration', now());

create table legal_hold (
  id             uuid primary key,
  appointment_id uuid not null references appointment,
  case_number    text not null check (length(trim(case_number)) between 1 and 100),
  reason         text not null check (length(trim(reason)) between 10 and 1000),
  set_by         text not null,
  set_at         timestamptz not null,
  released_by    text,
  released_at    timestamptz,
  release_reason text check (length(trim(release_reason)) between 10 and 1000),
  constraint legal_hold_released_by_somebody
    check ((released_by is null) = (released_at is null) and (released_by is null) = (release_reason is null)),
  constraint legal_hold_order check (released_at >= set_at)
);

create unique index legal_hold_one_per_case on legal_hold (appointment_id, case_number) where released_at is null;

create table erasure_request (
  id              uuid primary key,
  appointment_id  uuid not null references appointment,
  subject         text not null,
  asked_at        timestamptz not null,
  entered_by      text not null,
  granted         boolean,
  decided_by      text,
  decided_at      timestamptz,
  decision_reason text check (length(trim(decision_reason)) between 10 and 1000),
  constraint erasure_request_decided_by_somebody
    check ((granted is null) = (decided_by is null) and (granted is null) = (decided_at is null)
           and (granted is null) = (decision_reason is null)),
  constraint erasure_request_order check (decided_at >= asked_at)
);

create unique index erasure_request_one_open on erasure_request (appointment_id, subject) where granted is null;

-- A recording is destroyed in two steps: that it will be is committed before anything is, so that a crash in between is
-- finished later; that it was, together with the certificate.

alter table recording
  add column erasing_since timestamptz,
  add column erased_under  text,
  add column erased_at     timestamptz,
  add constraint recording_erased_under_something check ((erasing_since is null) = (erased_under is null)),
  add constraint recording_erased_in_order check (erased_at is null or (erasing_since is not null and erased_at >= erasing_since)),
  add constraint recording_erased_when_ended check (erasing_since is null or state in ('sealed', 'failed'));

create index recording_erasing on recording (erasing_since) where erasing_since is not null and erased_at is null;
create index recording_kept on recording (ended_at) where erased_at is null;

create function recording_hold_beats_erasure() returns trigger language plpgsql as $$
begin
  if old.erased_at is not null
     and (new.erased_at, new.erased_under) is distinct from (old.erased_at, old.erased_under) then
    raise exception 'recording %: what was destroyed stays destroyed', old.id using errcode = 'check_violation';
  end if;
  perform 1 from appointment where id = new.appointment_id for update;
  if (new.erasing_since is not null and old.erasing_since is null or new.erased_at is not null and old.erased_at is null)
     and exists (select from legal_hold where appointment_id = new.appointment_id and released_at is null) then
    raise exception 'recording % violates "recording_hold_beats_erasure"', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger recording_hold_beats_erasure before update on recording for each row
  when ((old.erasing_since, old.erased_under, old.erased_at) is distinct from (new.erasing_since, new.erased_under, new.erased_at))
  execute function recording_hold_beats_erasure();

create function erasure_request_hold_beats_it() returns trigger language plpgsql as $$
begin
  perform 1 from appointment where id = new.appointment_id for update;
  if new.granted and exists (select from legal_hold where appointment_id = new.appointment_id and released_at is null) then
    raise exception 'erasure request % violates "recording_hold_beats_erasure"', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger erasure_request_hold_beats_it before insert or update on erasure_request
  for each row execute function erasure_request_hold_beats_it();

-- a hold that comes while a recording waits to be destroyed calls that off
create function legal_hold_calls_off_erasure() returns trigger language plpgsql as $$
begin
  perform 1 from appointment where id = new.appointment_id for update;
  update recording set erasing_since = null, erased_under = null
    where appointment_id = new.appointment_id and erasing_since is not null and erased_at is null;
  return new;
end $$;

create trigger legal_hold_calls_off_erasure before insert on legal_hold
  for each row execute function legal_hold_calls_off_erasure();

create table deletion_certificate (
  id             uuid primary key,
  recording_id   uuid not null unique references recording,
  appointment_id uuid not null references appointment,
  body           text not null,
  sha256         text not null,
  signature      bytea not null,
  key_id         text not null check (key_id ~ '^[0-9a-f]{64}$'),
  public_key     text not null,
  issued_at      timestamptz not null,
  constraint deletion_certificate_hash_is_true check (sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex'))
);

create index deletion_certificate_of_appointment on deletion_certificate (appointment_id);

create trigger deletion_certificate_append_only
  before update or delete or truncate on deletion_certificate
  for each statement execute function certificate_is_append_only();

-- one line for each day on which retention was looked after
create table retention_run (
  day         date primary key,
  finished_at timestamptz not null,
  deleted     integer not null check (deleted >= 0),
  held        integer not null check (held >= 0),
  failed      integer not null check (failed >= 0)
);

grant select on visit_type to ${app};
grant select, insert on retention_policy to ${app};
grant update (ended_by, ended_at) on retention_policy to ${app};
grant select, insert on legal_hold to ${app};
grant update (released_by, released_at, release_reason) on legal_hold to ${app};
grant select, insert on erasure_request to ${app};
grant update (granted, decided_by, decided_at, decision_reason) on erasure_request to ${app};
grant select, insert on deletion_certificate to ${app};
grant select, insert on retention_run to ${app};

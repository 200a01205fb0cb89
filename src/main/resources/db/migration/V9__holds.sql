-- Scheduling: a held time, the visit booked from it and what became of it are one row's life; series; the waiting list.

create table appointment_series (
  id         uuid primary key,
  rule       text not null check (length(rule) between 1 and 200), -- RRULE of RFC 5545, of times on the clinic's wall
  created_by text not null,
  created_at timestamptz not null
);

alter table appointment
  add column blocked_from  timestamptz, -- with what the practitioner keeps free before and after
  add column blocked_to    timestamptz,
  add column sequence      integer not null default 0, -- of RFC 5545: counts moves and cancelling
  add column held_until    timestamptz, -- of what was never booked: when the hold ends or ended
  add column reason        text, -- why the patient comes, in the patient's words
  add column begun_at      timestamptz, -- when the practitioner let the patient in
  add column series_id     uuid references appointment_series,
  add column cancel_reason text,
  add column closed_by     text, -- who called it off, or confirmed that nobody came
  add column closed_at     timestamptz;

update appointment set blocked_from = starts_at, blocked_to = ends_at;

update appointment a
set cancel_reason = case when status = 'cancelled' then 'other' end,
    closed_by = coalesce((select e.agent from audit_event e
                          where e.entity = 'appointment/' || a.id and e.action = 'appointment.cancel' and e.outcome = 'done'
                          order by e.id limit 1), 'system:migration'),
    closed_at = coalesce((select e.at from audit_event e
                          where e.entity = 'appointment/' || a.id and e.action = 'appointment.cancel' and e.outcome = 'done'
                          order by e.id limit 1), a.booked_at)
where status in ('cancelled', 'noshow');

alter table appointment
  alter column blocked_from set not null,
  alter column blocked_to set not null,
  drop constraint appointment_status_known,
  drop constraint appointment_practitioner_is_free,
  drop constraint appointment_patient_is_free,
  add constraint appointment_status_known
    check (status in ('pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow')),
  add constraint appointment_blocks_its_own_time check (blocked_from <= starts_at and blocked_to >= ends_at),
  add constraint appointment_sequence_counts check (sequence >= 0),
  add constraint appointment_held_before_booked
    check ((status = 'pending') <= (held_until is not null) and (held_until is not null) <= (status in ('pending', 'cancelled'))),
  add constraint appointment_reason_is_short check (length(reason) between 1 and 1000),
  add constraint appointment_cancel_reason_known
    check (cancel_reason in ('pat', 'prov', 'oth-err', 'other', 'hold-expired', 'hold-released')),
  add constraint appointment_cancelled_for_a_reason check ((status = 'cancelled') = (cancel_reason is not null)),
  add constraint appointment_closed_by_somebody
    check ((status in ('cancelled', 'noshow')) = (closed_by is not null) and (closed_by is null) = (closed_at is null)),
  -- a hold keeps others out like a booking; one that is over is freed before anybody is refused because of it
  add constraint appointment_practitioner_is_free
    exclude using gist (practitioner_id with =, tstzrange(blocked_from, blocked_to) with &&)
    where (status in ('pending', 'booked', 'arrived', 'fulfilled')),
  add constraint appointment_patient_is_free
    exclude using gist (patient_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status in ('pending', 'booked', 'arrived', 'fulfilled'));

-- nobody keeps a doctor's whole day to themselves
create unique index appointment_one_hold_at_a_time on appointment (booked_by, patient_id) where status = 'pending';
create index appointment_held on appointment (held_until) where status = 'pending';
create index appointment_of_practitioner on appointment (practitioner_id, starts_at);
create index appointment_of_patient on appointment (patient_id, starts_at);
create index appointment_of_series on appointment (series_id) where series_id is not null;

-- who says nothing of time kept free keeps none free
create function appointment_blocks_something() returns trigger language plpgsql as $$
begin
  new.blocked_from := coalesce(new.blocked_from, new.starts_at);
  new.blocked_to := coalesce(new.blocked_to, new.ends_at);
  return new;
end $$;

create trigger appointment_blocks_something before insert on appointment for each row
  when (new.blocked_from is null or new.blocked_to is null)
  execute function appointment_blocks_something();

-- one outcome, once; and only what is agreed and has not begun is moved
create function appointment_follows_its_life() returns trigger language plpgsql as $$
begin
  if new.status <> old.status and not (case old.status
      when 'pending' then new.status in ('booked', 'cancelled')
      when 'booked' then new.status in ('arrived', 'fulfilled', 'cancelled', 'noshow')
      when 'arrived' then new.status in ('fulfilled', 'cancelled')
      else false end) then
    raise exception 'appointment %: no way leads from % to %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if (new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at) and old.status <> 'booked' then
    raise exception 'appointment %: % stays when it is', old.id, old.status using errcode = 'check_violation';
  end if;
  if (new.patient_id, new.practitioner_id) is distinct from (old.patient_id, old.practitioner_id) then
    raise exception 'appointment %: its people stay', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger appointment_follows_its_life before update on appointment for each row
  when ((old.status, old.starts_at, old.ends_at, old.patient_id, old.practitioner_id)
        is distinct from (new.status, new.starts_at, new.ends_at, new.patient_id, new.practitioner_id))
  execute function appointment_follows_its_life();

-- The waiting list. What is offered to somebody is a hold in their name that the clinic keeps for them.

create table waitlist_entry (
  id              uuid primary key,
  version         integer not null,
  patient_id      uuid not null references patient,
  practitioner_id uuid references practitioner, -- null: whoever is free first
  visit_type      text not null references visit_type,
  earliest        timestamptz not null,
  latest          timestamptz not null,
  status          text not null check (status in ('waiting', 'offered', 'booked', 'ended')),
  offer_id        uuid unique references appointment,
  entered_by      text not null,
  entered_at      timestamptz not null,
  constraint waitlist_entry_order check (latest > earliest),
  constraint waitlist_entry_offers_something
    check ((status in ('offered', 'booked')) <= (offer_id is not null) and (status = 'waiting') <= (offer_id is null))
);

create unique index waitlist_entry_once_at_a_time on waitlist_entry (patient_id) where status in ('waiting', 'offered');
create index waitlist_entry_line on waitlist_entry (entered_at, id) where status in ('waiting', 'offered');

grant select, insert on appointment_series to ${app};
grant select, insert on waitlist_entry to ${app};
grant update (version, status, offer_id) on waitlist_entry to ${app};

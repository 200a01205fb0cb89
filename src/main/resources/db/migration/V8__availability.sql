-- Availability: how long visits of which kind last and who may book them, when practitioners work, when they or the clinic do
-- not, and what booking is bound to.

alter table visit_type
  add column version             integer not null default 0,
  add column minutes             integer not null default 20,
  add column buffer_before       integer not null default 0,
  add column buffer_after        integer not null default 0,
  add column bookable_by_patient boolean not null default true,
  add column active              boolean not null default true,
  add constraint visit_type_length check (minutes between 5 and 480),
  add constraint visit_type_buffers check (buffer_before between 0 and 120 and buffer_after between 0 and 120),
  -- what a visit is unless somebody chooses otherwise
  add constraint visit_type_usual_stays check (active or code <> 'consultation');

update visit_type set minutes = 15 where code = 'follow-up';
update visit_type set minutes = 50, buffer_after = 10 where code = 'psychotherapy';

-- Weekly hours are never changed: they are removed, and others take their place, so that it can be said who worked when.
-- Minutes are those on the clinic's wall: 540 is 09:00 there, summer and winter; 1440 is the end of the day.

create table working_hours (
  id              uuid primary key,
  version         integer not null,
  practitioner_id uuid not null references practitioner,
  weekday         integer not null check (weekday between 1 and 7), -- ISO 8601: Monday is 1
  from_minute     integer not null check (from_minute >= 0),
  until_minute    integer not null check (until_minute <= 1440),
  valid_from      date not null,
  valid_until     date, -- the last day; null while nobody knows it
  set_by          text not null,
  set_at          timestamptz not null,
  removed_by      text,
  removed_at      timestamptz,
  constraint working_hours_end_after_they_begin check (until_minute > from_minute),
  constraint working_hours_valid_in_order check (valid_until >= valid_from),
  constraint working_hours_removed_by_somebody check ((removed_by is null) = (removed_at is null)),
  constraint working_hours_do_not_overlap
    exclude using gist (practitioner_id with =, weekday with =, int4range(from_minute, until_minute) with &&,
                        daterange(valid_from, valid_until, '[]') with &&)
    where (removed_at is null)
);

-- no row: all kinds of visits
create table working_hours_type (
  working_hours_id uuid not null references working_hours,
  visit_type       text not null references visit_type,
  primary key (working_hours_id, visit_type)
);

-- What differs from the weekly hours: somebody is away, somebody takes visits at other times too, the clinic is closed.

create table deviation (
  id              uuid primary key,
  version         integer not null,
  kind            text not null check (kind in ('absence', 'extra', 'closure')),
  practitioner_id uuid references practitioner,
  visit_type      text references visit_type,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  note            text check (length(note) between 1 and 200),
  set_by          text not null,
  set_at          timestamptz not null,
  removed_by      text,
  removed_at      timestamptz,
  constraint deviation_closure_is_the_clinics check ((kind = 'closure') = (practitioner_id is null)),
  constraint deviation_only_extra_hours_have_a_type check (kind = 'extra' or visit_type is null),
  constraint deviation_ends_after_it_starts check (ends_at > starts_at),
  constraint deviation_lasts_at_most_two_years check (ends_at <= starts_at + interval '731 days'),
  constraint deviation_removed_by_somebody check ((removed_by is null) = (removed_at is null))
);

create index deviation_ends_at on deviation (ends_at) where removed_at is null;

-- What booking is bound to; there is one row, from the first day on.

create table booking_rules (
  id             integer primary key default 1 check (id = 1),
  version        integer not null default 0,
  notice_minutes integer not null default 60 check (notice_minutes between 0 and 43200),
  horizon_days   integer not null default 90 check (horizon_days between 1 and 730),
  hold_minutes   integer not null default 5 check (hold_minutes between 1 and 60),
  cancel_minutes integer not null default 1440 check (cancel_minutes between 0 and 43200)
);

insert into booking_rules default values;

grant insert on visit_type to ${app};
grant update (version, name_en, name_zh, minutes, buffer_before, buffer_after, bookable_by_patient, active) on visit_type to ${app};
grant select, insert on working_hours, working_hours_type, deviation to ${app};
grant update (version, removed_by, removed_at) on working_hours, deviation to ${app};
grant select on booking_rules to ${app};
grant update (version, notice_minutes, horizon_days, hold_minutes, cancel_minutes) on booking_rules to ${app};

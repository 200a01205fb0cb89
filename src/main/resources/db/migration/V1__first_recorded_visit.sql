-- The first recorded visit: people, appointments, consents, encounters, recordings, review and audit.
-- Runs as the owner of the schema; the application itself connects as ${app} and gets only the rights granted below.

create extension if not exists btree_gist;

-- People. Identities live in the OIDC provider; "subject" is its stable sub claim.

create table patient (
  id      uuid primary key,
  subject text not null unique check (length(subject) between 1 and 255),
  name    text not null check (length(name) between 1 and 200)
);

create table practitioner (
  id      uuid primary key,
  subject text not null unique check (length(subject) between 1 and 255),
  name    text not null check (length(name) between 1 and 200)
);

-- Appointments (FHIR R4 Appointment). The two exclusion constraints are the law on double booking.

create table appointment (
  id              uuid primary key,
  version         integer not null,
  patient_id      uuid not null references patient,
  practitioner_id uuid not null references practitioner,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  status          text not null,
  booked_by       text not null,
  booked_at       timestamptz not null,
  constraint appointment_status_known
    check (status in ('booked', 'arrived', 'fulfilled', 'cancelled', 'noshow')),
  constraint appointment_ends_after_it_starts check (ends_at > starts_at),
  constraint appointment_lasts_at_most_a_day check (ends_at <= starts_at + interval '24 hours'),
  constraint appointment_practitioner_is_free
    exclude using gist (practitioner_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status in ('booked', 'arrived', 'fulfilled')),
  constraint appointment_patient_is_free
    exclude using gist (patient_id with =, tstzrange(starts_at, ends_at) with &&)
    where (status in ('booked', 'arrived', 'fulfilled'))
);

create index appointment_starts_at on appointment (starts_at);

-- Consents (FHIR R4 Consent). A published wording never changes: the hash is checked, and nobody may update the table.

create table consent_form (
  id       uuid primary key,
  purpose  text not null check (purpose in ('treatment', 'recording')),
  language text not null check (language in ('en', 'zh-CN')),
  version  integer not null check (version > 0),
  title    text not null,
  text     text not null,
  sha256   text not null,
  constraint consent_form_hash_is_true check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  constraint consent_form_one_per_version unique (purpose, language, version),
  constraint consent_form_quotable unique (id, purpose, language, sha256)
);

create table consent (
  id             uuid primary key,
  appointment_id uuid not null references appointment,
  subject        text not null,
  purpose        text not null,
  form_id        uuid not null,
  form_sha256    text not null,
  language       text not null,
  provision      text not null check (provision in ('permit', 'deny')),
  status         text not null check (status in ('active', 'rejected', 'inactive')),
  answered_at    timestamptz not null,
  ended_at       timestamptz,
  constraint consent_quotes_its_form
    foreign key (form_id, purpose, language, form_sha256) references consent_form (id, purpose, language, sha256),
  constraint consent_status_follows_answer
    check (status = 'inactive' or (provision = 'permit') = (status = 'active')),
  constraint consent_ended_when_inactive check ((status = 'inactive') = (ended_at is not null))
);

create unique index consent_one_answer_at_a_time
  on consent (appointment_id, subject, purpose) where status <> 'inactive';

-- The visit itself (FHIR R4 Encounter), its room, the seats in it and who was there when.

create table encounter (
  id             uuid primary key,
  version        integer not null,
  appointment_id uuid not null unique references appointment,
  status         text not null,
  opened_at      timestamptz not null,
  arrived_at     timestamptz,
  started_at     timestamptz,
  ended_at       timestamptz,
  pipeline       text,
  constraint encounter_status_known check (status in ('planned', 'arrived', 'in-progress', 'finished', 'cancelled')),
  constraint encounter_arrived check ((status in ('arrived', 'in-progress', 'finished')) <= (arrived_at is not null)),
  constraint encounter_started check ((status in ('in-progress', 'finished')) <= (started_at is not null)),
  constraint encounter_ended check ((status in ('finished', 'cancelled')) = (ended_at is not null)),
  constraint encounter_order check (arrived_at >= opened_at and started_at >= arrived_at and ended_at >= opened_at)
);

create table seat (
  id           uuid primary key,
  encounter_id uuid not null references encounter,
  subject      text not null,
  name         text not null,
  role         text not null check (role in ('patient', 'practitioner')),
  admitted_at  timestamptz,
  constraint seat_one_per_person unique (encounter_id, subject)
);

create table presence (
  id        bigint generated always as identity primary key,
  seat_id   uuid not null references seat,
  joined_at timestamptz not null,
  left_at   timestamptz,
  reason    text check (reason in ('left', 'lost', 'replaced', 'ended')),
  constraint presence_left_with_reason check ((left_at is null) = (reason is null)),
  constraint presence_order check (left_at >= joined_at)
);

create unique index presence_one_at_a_time on presence (seat_id) where left_at is null;

-- Recordings: one per seat and stretch. The row is what the sealed file is compared with.

create table recording (
  id             uuid primary key,
  version        integer not null,
  appointment_id uuid not null references appointment,
  seat_id        uuid not null references seat,
  subject        text not null,
  name           text not null,
  role           text not null check (role in ('patient', 'practitioner')),
  stretch        integer not null check (stretch > 0),
  state          text not null,
  token_sha256   text unique,
  requested_at   timestamptz not null,
  started_at     timestamptz,
  ended_at       timestamptz,
  length_bytes   bigint check (length_bytes >= 0),
  sha256         text check (sha256 ~ '^[0-9a-f]{64}$'),
  duration_ms    bigint check (duration_ms >= 0),
  failure        text,
  constraint recording_one_per_stretch unique (seat_id, stretch),
  constraint recording_state_known
    check (state in ('requested', 'recording', 'stopping', 'sealed', 'failed')),
  constraint recording_sealed_is_complete
    check (state <> 'sealed' or (length_bytes is not null and sha256 is not null and duration_ms is not null
                                 and started_at is not null and ended_at is not null)),
  constraint recording_failed_says_why check ((state = 'failed') = (failure is not null)),
  -- a token opens the ingest once: it is forgotten when the upload begins or the recording is given up
  constraint recording_token_is_spent check ((state = 'requested') >= (token_sha256 is not null))
);

create index recording_of_appointment on recording (appointment_id);
create index recording_requested_at on recording (requested_at);

-- Review: a reviewer's time-boxed, purpose-bound permission to open one visit's recordings.

create table review_grant (
  id             uuid primary key,
  appointment_id uuid not null references appointment,
  reviewer       text not null,
  purpose        text not null check (purpose in ('HCOMPL', 'HLEGAL', 'PATRQT', 'HOPERAT')),
  reason         text not null check (length(trim(reason)) between 10 and 1000),
  granted_at     timestamptz not null,
  expires_at     timestamptz not null,
  constraint review_grant_is_short check (expires_at > granted_at and expires_at <= granted_at + interval '8 hours')
);

create index review_grant_of_reviewer on review_grant (reviewer, expires_at);

-- Audit (FHIR R4 AuditEvent). Append-only: the application may insert and read, nobody may change, not even the owner by accident.

create table audit_event (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  agent    text not null,
  role     text not null,
  action   text not null,
  entity   text not null,
  outcome  text not null check (outcome in ('done', 'refused')),
  purpose  text,
  detail   text check (length(detail) <= 500)
);

create index audit_event_entity on audit_event (entity, id);
-- events about something else (a recording, a grant) name their visit in the detail
create index audit_event_visit on audit_event (substring(detail from 'appointment/[0-9a-f-]{36}'), id)
  where detail is not null;

create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_event is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger audit_event_append_only
  before update or delete or truncate on audit_event
  for each statement execute function audit_event_is_append_only();

-- Rights of the application. No DELETE anywhere, and no UPDATE where history must stand.

grant usage on schema public to ${app};
grant select, insert, update on patient, practitioner to ${app};
grant select, insert, update on appointment to ${app};
grant select on consent_form to ${app};
grant select, insert on consent to ${app};
grant update (status, ended_at) on consent to ${app};
grant select, insert, update on encounter, seat, presence to ${app};
grant select, insert, update on recording to ${app};
grant select, insert on review_grant to ${app};
grant select, insert on audit_event to ${app};

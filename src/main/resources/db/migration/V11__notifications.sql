-- Notifications: how people are reached, what is to be told to them, and the calendars of practitioners that other programs read.

-- One row per person, whatever roles they have: what the identity provider asserts, and how they last used the application.
create table contact (
  subject  text primary key check (length(subject) between 1 and 255),
  email    text check (length(email) between 3 and 254 and email !~ '[[:space:][:cntrl:]<>]'),
  verified boolean not null,
  language text not null check (language in ('en', 'zh-CN')),
  zone     text check (length(zone) between 1 and 64),
  seen_at  timestamptz not null,
  constraint contact_verifies_something check (not verified or email is not null)
);

-- The outbox: written in the transaction of what it tells of, read by whichever node sends. Every message exists once.
create table notification (
  id             uuid primary key,
  appointment_id uuid not null references appointment,
  subject        text not null,
  part           text not null check (part in ('patient', 'practitioner', 'related-person')),
  kind           text not null check (kind in ('confirmation', 'change', 'cancellation', 'reminder')),
  lead_minutes   integer not null,
  sequence       integer not null check (sequence >= 0),
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  moved_from     timestamptz,
  state          text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
  reason         text check (reason in ('no-address', 'unverified', 'refused', 'deferred', 'unreachable', 'defect', 'superseded', 'late')),
  attempts       integer not null default 0 check (attempts >= 0),
  -- waiting: not before; sending: until when nobody else may
  next_at        timestamptz not null,
  useful_until   timestamptz not null,
  created_at     timestamptz not null,
  ended_at       timestamptz,
  constraint notification_once unique (appointment_id, subject, kind, lead_minutes, sequence),
  constraint notification_slot check (ends_at > starts_at),
  constraint notification_reminds_before check ((kind = 'reminder') = (lead_minutes > 0) and lead_minutes >= 0),
  constraint notification_moved_from_somewhere check ((kind = 'change') = (moved_from is not null)),
  constraint notification_ended check ((state in ('sent', 'failed', 'dropped')) = (ended_at is not null)),
  constraint notification_says_why check (state not in ('failed', 'dropped') or reason is not null)
);

create index notification_due on notification (next_at) where state in ('waiting', 'sending');
create index notification_failed on notification (ended_at) where state = 'failed';

-- What was sent was sent, and what is not to be sent any more never is; only what failed may be tried again.
create function notification_ends_once() returns trigger language plpgsql as $$
begin
  raise exception 'notification % violates "notification_ends_once"', old.id using errcode = 'check_violation';
end $$;

create trigger notification_ends_once before update on notification for each row
  when (old.state in ('sent', 'dropped')) execute function notification_ends_once();

-- A practitioner's visits for a calendar program, behind an address that only the practitioner was shown: the token's hash is kept.
create table calendar_feed (
  id              uuid primary key,
  practitioner_id uuid not null references practitioner,
  token_sha256    text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  issued_at       timestamptz not null,
  revoked_at      timestamptz,
  read_at         timestamptz,
  constraint calendar_feed_order check (revoked_at >= issued_at and read_at >= issued_at)
);

create unique index calendar_feed_one_at_a_time on calendar_feed (practitioner_id) where revoked_at is null;

grant select, insert, update on contact to ${app};
grant select, insert on notification to ${app};
grant update (state, reason, attempts, next_at, ended_at) on notification to ${app};
grant select, insert on calendar_feed to ${app};
grant update (revoked_at, read_at) on calendar_feed to ${app};

-- Certificates of completeness: what of a visit was recorded, and why the rest was not. The body is signed; whoever holds the
-- public key can check it without this application. A later one supersedes an earlier one and never edits it.

create table completeness_certificate (
  id             uuid primary key,
  appointment_id uuid not null references appointment,
  number         integer not null check (number > 0),
  complete       boolean not null,
  gap_ms         bigint not null check (gap_ms >= 0),
  body           text not null,
  sha256         text not null,
  signature      bytea not null,
  key_id         text not null check (key_id ~ '^[0-9a-f]{64}$'),
  public_key     text not null,
  issued_at      timestamptz not null,
  constraint completeness_certificate_one_per_number unique (appointment_id, number),
  constraint completeness_certificate_hash_is_true check (sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex'))
);

create function certificate_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger completeness_certificate_append_only
  before update or delete or truncate on completeness_certificate
  for each statement execute function certificate_is_append_only();

grant select, insert on completeness_certificate to ${app};

-- Which node writes a recording, and what its ingest has counted. Nodes tell that they live, so that another one finishes
-- what a dead one has left, and nobody what a living one still writes.

create table node (
  name       text primary key check (length(name) between 1 and 23),
  life       uuid not null,
  started_at timestamptz not null,
  heard_at   timestamptz not null,
  constraint node_order check (heard_at >= started_at)
);

alter table recording
  -- null in rows from before there were names, which are then those of whoever asks
  add column node           text check (length(node) between 1 and 23),
  -- bytes, and the time from the first of them to the last; renewed every few seconds while they arrive
  add column received_bytes bigint check (received_bytes >= 0),
  add column received_ms    bigint check (received_ms >= 0),
  add constraint recording_received_both check ((received_bytes is null) = (received_ms is null));

create index recording_unfinished on recording (node) where state not in ('sealed', 'failed');

-- Whose media a visit in progress runs on: a node that starts releases only what its own earlier life left running.
alter table encounter add column node text check (length(node) between 1 and 23);

grant select, insert, update on node to ${app};

-- What failed for want of room is sealed after all once there is some: the one way that leads out of an end.
create or replace function recording_moves_legally() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) in (
      ('requested', 'recording'), ('requested', 'failed'),
      ('recording', 'paused'), ('recording', 'stopping'), ('recording', 'sealed'), ('recording', 'failed'),
      ('paused', 'recording'), ('paused', 'stopping'), ('paused', 'sealed'), ('paused', 'failed'),
      ('stopping', 'sealed'), ('stopping', 'failed'))
    or (old.state = 'failed' and old.failure = 'storage' and new.state = 'sealed') then
    return new;
  end if;
  raise exception 'recording %: no way leads from % to %', old.id, old.state, new.state using errcode = 'check_violation';
end $$;

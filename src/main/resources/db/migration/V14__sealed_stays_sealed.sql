-- What a row says of a sealed recording is evidence: length, SHA-256, times, whose and what it is. From then on only its
-- destruction may be added. Whoever writes, the owner included.
create function recording_stays_sealed() returns trigger language plpgsql as $$
declare
  may_change constant text[] := array['version', 'erasing_since', 'erased_under', 'erased_at'];
begin
  if to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change then
    raise exception 'recording % violates "recording_stays_sealed"', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger recording_stays_sealed before update on recording
  for each row when (old.state = 'sealed') execute function recording_stays_sealed();

-- A pause begins once and ends once.
create function recording_pause_ends_once() returns trigger language plpgsql as $$
begin
  raise exception 'recording_pause % violates "recording_pause_ends_once"', old.id using errcode = 'check_violation';
end $$;

create trigger recording_pause_ends_once before update on recording_pause
  for each row when (old.to_at is not null) execute function recording_pause_ends_once();

-- What could not be finished because the key service was away is finished when it is back, as after a full disk.
create or replace function recording_moves_legally() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) in (
      ('requested', 'recording'), ('requested', 'failed'),
      ('recording', 'paused'), ('recording', 'stopping'), ('recording', 'sealed'), ('recording', 'failed'),
      ('paused', 'recording'), ('paused', 'stopping'), ('paused', 'sealed'), ('paused', 'failed'),
      ('stopping', 'sealed'), ('stopping', 'failed'))
    or (old.state = 'failed' and old.failure in ('storage', 'keys-away') and new.state = 'sealed') then
    return new;
  end if;
  raise exception 'recording %: no way leads from % to %', old.id, old.state, new.state using errcode = 'check_violation';
end $$;

-- A day on which something could not be destroyed is looked after again, until nothing failed.
grant update (finished_at, deleted, held, failed) on retention_run to ${app};

create function retention_run_ends_once() returns trigger language plpgsql as $$
begin
  raise exception 'retention_run % violates "retention_run_ends_once"', old.day using errcode = 'check_violation';
end $$;

create trigger retention_run_ends_once before update on retention_run
  for each row when (old.failed = 0) execute function retention_run_ends_once();

-- Where sound or picture is missing in a sealed recording although the other track goes on. The file's own index says the
-- same; the certificate of completeness is drawn from rows, which outlive the file and need no key. Recordings that were
-- sealed before have no holes here: they are judged as before.
create table recording_hole (
  id           bigint generated always as identity primary key,
  recording_id uuid not null references recording,
  track        text not null check (track in ('audio', 'video')),
  -- in the time of the media, which knows nothing of pauses
  from_ms      bigint not null check (from_ms >= 0),
  to_ms        bigint not null,
  constraint recording_hole_order check (to_ms > from_ms)
);

create index recording_hole_of_recording on recording_hole (recording_id, from_ms);

grant select, insert on recording_hole to ${app};

-- Holes are found when a recording is sealed, and are evidence from then on, whoever writes.
create function recording_hole_is_of_its_sealing() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if (select state from recording where id = new.recording_id) <> 'sealed' then
      return new;
    end if;
  end if;
  raise exception 'recording_hole violates "recording_hole_is_of_its_sealing"' using errcode = 'check_violation';
end $$;

create trigger recording_hole_is_of_its_sealing before insert or update or delete on recording_hole
  for each row execute function recording_hole_is_of_its_sealing();

create trigger recording_hole_stays before truncate on recording_hole
  for each statement execute function recording_hole_is_of_its_sealing();

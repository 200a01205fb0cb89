-- A recording is one stretch of one person's camera or screen: its moves are legal, its end and its pauses have causes.

alter table recording
  add column media         text not null default 'camera',
  add column ended_because text,
  add constraint recording_media_known check (media in ('camera', 'screen')),
  add constraint recording_end_known
    check (ended_because in ('withdrawn', 'another-declined', 'prohibited', 'left', 'reconnected', 'tracks-changed', 'unshared',
                             'visit-ended', 'stalled', 'restarted-by-hand', 'media-lost', 'node-died', 'limit', 'storage')),
  add constraint recording_runs_without_end
    check (state not in ('requested', 'recording', 'paused') or ended_because is null),
  drop constraint recording_state_known,
  add constraint recording_state_known
    check (state in ('requested', 'recording', 'paused', 'stopping', 'sealed', 'failed'));

create function recording_moves_legally() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) in (
      ('requested', 'recording'), ('requested', 'failed'),
      ('recording', 'paused'), ('recording', 'stopping'), ('recording', 'sealed'), ('recording', 'failed'),
      ('paused', 'recording'), ('paused', 'stopping'), ('paused', 'sealed'), ('paused', 'failed'),
      ('stopping', 'sealed'), ('stopping', 'failed')) then
    return new;
  end if;
  raise exception 'recording %: no way leads from % to %', old.id, old.state, new.state using errcode = 'check_violation';
end $$;

create trigger recording_moves_legally before update on recording
  for each row when (old.state is distinct from new.state) execute function recording_moves_legally();

create table recording_pause (
  id           bigint generated always as identity primary key,
  recording_id uuid not null references recording,
  cause        text not null check (cause in ('unanswered', 'declined', 'another-declined', 'prohibited')),
  from_at      timestamptz not null,
  to_at        timestamptz,
  constraint recording_pause_order check (to_at >= from_at)
);

create unique index recording_pause_one_at_a_time on recording_pause (recording_id) where to_at is null;
create index recording_pause_of_recording on recording_pause (recording_id, from_at);

grant select, insert on recording_pause to ${app};
grant update (to_at) on recording_pause to ${app};

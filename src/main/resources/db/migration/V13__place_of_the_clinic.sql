-- Where the clinic itself was, each row until the next: that place counts for whoever has not said where they are, so a
-- certificate of completeness must know which one it was at the time. The place itself is configuration; a node that starts
-- with another one than the last row's adds a row. The first counts from the beginning, as what was before is not known.
create table clinic_place (
  since        timestamptz primary key,
  jurisdiction text not null check (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$')
);

create function clinic_place_is_added_at_the_end() returns trigger language plpgsql as $$
begin
  if exists (select from clinic_place where since >= new.since) then
    raise exception 'clinic_place: the past is not rewritten' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create trigger clinic_place_is_added_at_the_end before insert on clinic_place
  for each row execute function clinic_place_is_added_at_the_end();

grant select, insert on clinic_place to ${app};

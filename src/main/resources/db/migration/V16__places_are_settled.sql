-- Where somebody was decides what could be recorded and how long it is kept. So once a visit is over, nobody says otherwise.
create function attendance_location_settled() returns trigger language plpgsql as $$
declare
  state text;
begin
  select status into state from appointment where id = new.appointment_id for share;
  if state in ('fulfilled', 'cancelled', 'noshow') then
    raise exception 'attendance_location % violates "attendance_location_settled"', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger attendance_location_settled before insert or update on attendance_location
  for each row execute function attendance_location_settled();

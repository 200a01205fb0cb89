-- Who waits hears of an offer by mail; the office hands a visit to another doctor.

alter table notification
  drop constraint notification_kind_check,
  add constraint notification_kind_known check (kind in ('confirmation', 'change', 'cancellation', 'reminder', 'offer')),
  add column other_doctor boolean not null default false, -- another doctor sees the patient than before
  add constraint notification_other_doctor_changes_something check (not other_doctor or kind in ('change', 'cancellation'));

-- One outcome, once; only what is agreed and has not begun is moved, or handed to another practitioner. The patient stays.
-- Nobody is handed a visit whose room somebody has entered already: the two would meet in there.
create or replace function appointment_follows_its_life() returns trigger language plpgsql as $$
begin
  if new.status <> old.status and not (case old.status
      when 'pending' then new.status in ('booked', 'cancelled')
      when 'booked' then new.status in ('arrived', 'fulfilled', 'cancelled', 'noshow')
      when 'arrived' then new.status in ('fulfilled', 'cancelled')
      else false end) then
    raise exception 'appointment %: no way leads from % to %', old.id, old.status, new.status using errcode = 'check_violation';
  end if;
  if (new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at) and old.status <> 'booked' then
    raise exception 'appointment %: % stays when it is', old.id, old.status using errcode = 'check_violation';
  end if;
  if new.patient_id <> old.patient_id then
    raise exception 'appointment %: its patient stays', old.id using errcode = 'check_violation';
  end if;
  if new.practitioner_id <> old.practitioner_id then
    if old.status <> 'booked' or new.status <> 'booked' then
      raise exception 'appointment %: % stays with its practitioner', old.id, old.status using errcode = 'check_violation';
    end if;
    if exists (select from encounter e where e.appointment_id = old.id) then
      raise exception 'appointment % violates "appointment_is_handed_over_before_anybody_enters"', old.id
        using errcode = 'check_violation';
    end if;
  end if;
  return new;
end $$;

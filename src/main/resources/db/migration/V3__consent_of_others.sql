-- Consent grows up: wordings with a life (draft, published, superseded), who answered for whom and how, people who accompany
-- a patient, where everybody is, and what the law of that place asks before somebody is recorded.

-- People who belong to a patient (FHIR R4 RelatedPerson). One who represents answers for a patient who is a minor.

alter table patient add column birth_date date check (birth_date > date '1880-01-01');

create table related_person (
  id           uuid primary key,
  subject      text not null check (length(subject) between 1 and 255),
  name         text not null check (length(name) between 1 and 200),
  patient_id   uuid not null references patient,
  relationship text not null,
  represents   boolean not null,
  since        timestamptz not null,
  until        timestamptz,
  constraint related_person_relationship_known check (relationship in ('parent', 'guardian', 'carer', 'interpreter')),
  constraint related_person_interpreter_only_interprets check (relationship <> 'interpreter' or not represents),
  constraint related_person_order check (until > since),
  constraint related_person_quotable unique (id, subject)
);

create unique index related_person_once_at_a_time on related_person (patient_id, subject) where until is null;
create index related_person_subject on related_person (subject);

alter table seat drop constraint seat_role_check;
alter table seat add constraint seat_role_check check (role in ('patient', 'practitioner', 'related-person'));
alter table recording drop constraint recording_role_check;
alter table recording add constraint recording_role_check check (role in ('patient', 'practitioner', 'related-person'));

-- Wordings. A draft may be rewritten; what is published never changes, and is at most superseded by a later version.

alter table consent_form drop constraint consent_form_purpose_check;
alter table consent_form add constraint consent_form_purpose_check check (purpose in ('treatment', 'recording', 'analytics'));
alter table consent_form
  add column revision      integer not null default 0,
  add column status        text not null default 'published',
  add column written_by    text not null default 'system:migration',
  add column written_at    timestamptz not null default now(),
  add column published_by  text,
  add column published_at  timestamptz,
  add column valid_from    timestamptz,
  add column valid_until   timestamptz,
  add column superseded_at timestamptz;

-- the wordings of before have been in force at the latest since somebody answered them
update consent_form set published_by = 'system:migration',
  written_at = coalesce((select min(answered_at) from consent), now()),
  published_at = coalesce((select min(answered_at) from consent), now()),
  valid_from = coalesce((select min(answered_at) from consent), now());

insert into consent_form (id, purpose, language, version, title, text, sha256, published_by, published_at, valid_from)
select id::uuid, 'analytics', language, 1, title, text, encode(sha256(convert_to(text, 'UTF8')), 'hex'), 'system:migration', now(), now()
from (values
('6f0d6b52-3a6e-4c6f-9d3e-0f6a6a1c0005', 'en', 'Statistics about video visits', $form$You are being asked whether the clinic may use technical facts about this visit of yours in its statistics.

Purpose: the clinic wants to know how well its video visits work, where they break off, and what to repair first. Nothing else is done with these facts: they are not sold, not given to others, and not used to judge you or your health.

What is used: when the visit began and ended, how good the connection was, which kind of device and browser was used, and whether something failed. Your picture, your voice, what was said and what was noted about your health are not used.

How it is used: in counts and averages over many visits, in which you cannot be recognised. Until then the facts stay on the clinic's own systems.

Your choice: you are free to agree or not. It has no bearing on this visit, on your care or on anything else that you are asked here. If you do not answer, these facts are not used.

Changing your mind: you can withdraw your agreement at any time on this page. From then on the facts about this visit are not used for statistics any more; averages that were made before stay as they are, as nobody can be recognised in them.$form$),
('6f0d6b52-3a6e-4c6f-9d3e-0f6a6a1c0006', 'zh-CN', '视频就诊的统计', $form$我们想请问您：诊所是否可以在统计中使用您本次就诊的技术数据。

用途：诊所希望了解视频就诊运行得如何、在哪里容易中断、应该先改进什么。这些数据不会用于其他目的：不会出售，不会提供给他人，也不会用来评价您或您的健康状况。

使用哪些数据：就诊开始和结束的时间、网络连接的好坏、所用设备和浏览器的种类，以及是否出现故障。您的图像、声音、谈话内容以及有关您健康的记录都不会被使用。

如何使用：只用于对许多次就诊进行计数和求平均值，从中无法辨认出您。在此之前，这些数据只保存在诊所自己的系统中。

由您选择：您可以自由选择同意或不同意。这不会影响本次就诊、您的诊疗，也不会影响这里的其他问题。如果您不回答，这些数据不会被使用。

改变主意：您可以随时在本页面撤回同意。从那时起，本次就诊的数据不再用于统计；在此之前得出的平均值保持不变，因为从中无法辨认出任何人。$form$)
) as published (id, language, title, text);

alter table consent_form
  alter column revision drop default,
  alter column status drop default,
  alter column written_by drop default,
  alter column written_at drop default,
  add constraint consent_form_status_known check (status in ('draft', 'published', 'superseded')),
  add constraint consent_form_says_something check (length(trim(title)) between 1 and 200 and length(trim(text)) between 1 and 20000),
  add constraint consent_form_published_by_somebody
    check ((status = 'draft') = (published_by is null) and (status = 'draft') = (published_at is null)
           and (status = 'draft') = (valid_from is null)),
  add constraint consent_form_superseded_at_some_time check ((status = 'superseded') = (superseded_at is not null)),
  add constraint consent_form_order
    check (published_at >= written_at and valid_until > valid_from and superseded_at >= published_at);

create unique index consent_form_one_published on consent_form (purpose, language) where status = 'published';
create unique index consent_form_one_draft on consent_form (purpose, language) where status = 'draft';

create function consent_form_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.status = 'draft' then return new; end if;
    raise exception 'consent_form: a wording begins as a draft' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'UPDATE' then
    if old.status = 'draft' and new.status = 'draft'
       and (new.id, new.purpose, new.language, new.version) = (old.id, old.purpose, old.language, old.version) then
      return new;
    end if;
    -- from here on the wording is the same to the letter: published is what was previewed, superseded what was published
    if (new.id, new.purpose, new.language, new.version, new.title, new.text, new.sha256, new.written_by, new.written_at)
         is not distinct from
       (old.id, old.purpose, old.language, old.version, old.title, old.text, old.sha256, old.written_by, old.written_at)
       and new.valid_until is not distinct from old.valid_until then
      if old.status = 'draft' and new.status = 'published' then return new; end if;
      if old.status = 'published' and new.status = 'superseded'
         and (new.published_by, new.published_at, new.valid_from) = (old.published_by, old.published_at, old.valid_from) then
        return new;
      end if;
    end if;
  end if;
  raise exception 'consent_form: what was published never changes' using errcode = 'insufficient_privilege';
end $$;

create trigger consent_form_stands before insert or update or delete on consent_form
  for each row execute function consent_form_stands();

-- nobody is asked in one language what is not asked in the other
create function consent_form_in_both_languages() returns trigger language plpgsql as $$
begin
  if exists (select from consent_form where status = 'published' and purpose = new.purpose
             group by purpose having count(distinct language) <> 2 or count(distinct version) <> 1) then
    raise exception 'new row violates "consent_form_in_both_languages"' using errcode = 'check_violation';
  end if;
  return null;
end $$;

create constraint trigger consent_form_in_both_languages after insert or update on consent_form
  deferrable initially deferred for each row execute function consent_form_in_both_languages();

-- Answers: who gave it, for whom, and how.

alter table consent
  add column answered_by       text,
  add column related_person_id uuid,
  add column how               text not null default 'page',
  add column witness           text;
update consent set answered_by = subject;
alter table consent
  alter column answered_by set not null,
  alter column how drop default,
  add constraint consent_how_known check (how in ('page', 'spoken')),
  add constraint consent_spoken_before_a_witness check ((how = 'spoken') = (witness is not null)),
  add constraint consent_witness_is_another check (witness <> subject and witness <> answered_by),
  add constraint consent_for_another_by_a_related_person check ((answered_by = subject) = (related_person_id is null)),
  add constraint consent_names_its_related_person
    foreign key (related_person_id, answered_by) references related_person (id, subject);

create function consent_is_given_by_who_may() returns trigger language plpgsql as $$
begin
  if not exists (
    select from consent_form f where f.id = new.form_id and f.status <> 'draft'
      and (new.provision = 'deny'
           or f.status = 'published' and (f.valid_until is null or f.valid_until > new.answered_at))) then
    raise exception 'new row violates "consent_quotes_a_wording_in_force"' using errcode = 'check_violation';
  end if;
  if new.related_person_id is not null and not exists (
    select from related_person r
      join patient p on p.id = r.patient_id
      join appointment a on a.patient_id = p.id
    where r.id = new.related_person_id and r.represents and p.subject = new.subject and a.id = new.appointment_id
      and r.since <= new.answered_at and (r.until is null or r.until > new.answered_at)) then
    raise exception 'new row violates "consent_is_given_by_a_representative"' using errcode = 'check_violation';
  end if;
  if new.witness is not null and not exists (
    select from appointment a join practitioner d on d.id = a.practitioner_id
    where a.id = new.appointment_id and d.subject = new.witness) then
    raise exception 'new row violates "consent_is_witnessed_by_the_practitioner"' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger consent_is_given_by_who_may before insert on consent
  for each row execute function consent_is_given_by_who_may();

-- What a place asks before somebody is recorded. The rows are examples that each clinic has to check with its lawyers.

create table recording_rule (
  jurisdiction text primary key,
  version      integer not null,
  rule         text not null,
  changed_by   text not null,
  changed_at   timestamptz not null,
  constraint recording_rule_jurisdiction_is_iso_3166 check (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'),
  constraint recording_rule_known check (rule in ('own-consent', 'all-party', 'prohibited'))
);

insert into recording_rule (jurisdiction, version, rule, changed_by, changed_at)
select jurisdiction, 0, rule, 'system:migration', now()
from (values
  ('AT', 'all-party'), ('CH', 'all-party'), ('CN', 'all-party'), ('DE', 'all-party'), ('ES', 'own-consent'), ('FR', 'all-party'),
  ('GB', 'own-consent'), ('IT', 'own-consent'), ('SE', 'own-consent'), ('US-CA', 'all-party'), ('US-NY', 'own-consent'),
  ('ZZ', 'all-party') -- anywhere else
) as example (jurisdiction, rule);

create table attendance_location (
  id             uuid primary key,
  appointment_id uuid not null references appointment,
  subject        text not null,
  jurisdiction   text not null references recording_rule,
  stated_by      text not null,
  stated_at      timestamptz not null,
  ended_at       timestamptz,
  constraint attendance_location_order check (ended_at >= stated_at)
);

create unique index attendance_location_one_at_a_time on attendance_location (appointment_id, subject) where ended_at is null;

-- Rights of the application.

grant select, insert on related_person to ${app};
grant update (name, until) on related_person to ${app};
grant insert on consent_form to ${app};
grant update (revision, status, title, text, sha256, written_by, written_at, published_by, published_at, valid_from, valid_until,
              superseded_at) on consent_form to ${app};
grant select, insert on recording_rule to ${app};
grant update (version, rule, changed_by, changed_at) on recording_rule to ${app};
grant select, insert on attendance_location to ${app};
grant update (ended_at) on attendance_location to ${app};

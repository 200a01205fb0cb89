extension btree_gist

column appointment.booked_at timestamp with time zone not null
column appointment.booked_by text not null
column appointment.ends_at timestamp with time zone not null
column appointment.id uuid not null
column appointment.patient_id uuid not null
column appointment.practitioner_id uuid not null
column appointment.starts_at timestamp with time zone not null
column appointment.status text not null
column appointment.version integer not null
column audit_event.action text not null
column audit_event.agent text not null
column audit_event.at timestamp with time zone not null
column audit_event.detail text
column audit_event.entity text not null
column audit_event.id bigint not null generated always as identity
column audit_event.outcome text not null
column audit_event.purpose text
column audit_event.role text not null
column consent.answered_at timestamp with time zone not null
column consent.appointment_id uuid not null
column consent.ended_at timestamp with time zone
column consent.form_id uuid not null
column consent.form_sha256 text not null
column consent.id uuid not null
column consent.language text not null
column consent.provision text not null
column consent.purpose text not null
column consent.status text not null
column consent.subject text not null
column consent_form.id uuid not null
column consent_form.language text not null
column consent_form.purpose text not null
column consent_form.sha256 text not null
column consent_form.text text not null
column consent_form.title text not null
column consent_form.version integer not null
column encounter.appointment_id uuid not null
column encounter.arrived_at timestamp with time zone
column encounter.ended_at timestamp with time zone
column encounter.id uuid not null
column encounter.opened_at timestamp with time zone not null
column encounter.pipeline text
column encounter.started_at timestamp with time zone
column encounter.status text not null
column encounter.version integer not null
column patient.id uuid not null
column patient.name text not null
column patient.subject text not null
column practitioner.id uuid not null
column practitioner.name text not null
column practitioner.subject text not null
column presence.id bigint not null generated always as identity
column presence.joined_at timestamp with time zone not null
column presence.left_at timestamp with time zone
column presence.reason text
column presence.seat_id uuid not null
column recording.appointment_id uuid not null
column recording.duration_ms bigint
column recording.ended_at timestamp with time zone
column recording.failure text
column recording.id uuid not null
column recording.length_bytes bigint
column recording.name text not null
column recording.requested_at timestamp with time zone not null
column recording.role text not null
column recording.seat_id uuid not null
column recording.sha256 text
column recording.started_at timestamp with time zone
column recording.state text not null
column recording.stretch integer not null
column recording.subject text not null
column recording.token_sha256 text
column recording.version integer not null
column review_grant.appointment_id uuid not null
column review_grant.expires_at timestamp with time zone not null
column review_grant.granted_at timestamp with time zone not null
column review_grant.id uuid not null
column review_grant.purpose text not null
column review_grant.reason text not null
column review_grant.reviewer text not null
column seat.admitted_at timestamp with time zone
column seat.encounter_id uuid not null
column seat.id uuid not null
column seat.name text not null
column seat.role text not null
column seat.subject text not null

constraint appointment appointment_ends_after_it_starts CHECK (ends_at > starts_at)
constraint appointment appointment_lasts_at_most_a_day CHECK (ends_at <= (starts_at + '24:00:00'::interval))
constraint appointment appointment_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id)
constraint appointment appointment_patient_is_free EXCLUDE USING gist (patient_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status = ANY (ARRAY['booked'::text, 'arrived'::text, 'fulfilled'::text]))
constraint appointment appointment_pkey PRIMARY KEY (id)
constraint appointment appointment_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
constraint appointment appointment_practitioner_is_free EXCLUDE USING gist (practitioner_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status = ANY (ARRAY['booked'::text, 'arrived'::text, 'fulfilled'::text]))
constraint appointment appointment_status_known CHECK (status = ANY (ARRAY['booked'::text, 'arrived'::text, 'fulfilled'::text, 'cancelled'::text, 'noshow'::text]))
constraint audit_event audit_event_detail_check CHECK (length(detail) <= 500)
constraint audit_event audit_event_outcome_check CHECK (outcome = ANY (ARRAY['done'::text, 'refused'::text]))
constraint audit_event audit_event_pkey PRIMARY KEY (id)
constraint consent consent_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint consent consent_ended_when_inactive CHECK ((status = 'inactive'::text) = (ended_at IS NOT NULL))
constraint consent consent_pkey PRIMARY KEY (id)
constraint consent consent_provision_check CHECK (provision = ANY (ARRAY['permit'::text, 'deny'::text]))
constraint consent consent_quotes_its_form FOREIGN KEY (form_id, purpose, language, form_sha256) REFERENCES consent_form(id, purpose, language, sha256)
constraint consent consent_status_check CHECK (status = ANY (ARRAY['active'::text, 'rejected'::text, 'inactive'::text]))
constraint consent consent_status_follows_answer CHECK (status = 'inactive'::text OR (provision = 'permit'::text) = (status = 'active'::text))
constraint consent_form consent_form_hash_is_true CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8'::name)), 'hex'::text))
constraint consent_form consent_form_language_check CHECK (language = ANY (ARRAY['en'::text, 'zh-CN'::text]))
constraint consent_form consent_form_one_per_version UNIQUE (purpose, language, version)
constraint consent_form consent_form_pkey PRIMARY KEY (id)
constraint consent_form consent_form_purpose_check CHECK (purpose = ANY (ARRAY['treatment'::text, 'recording'::text]))
constraint consent_form consent_form_quotable UNIQUE (id, purpose, language, sha256)
constraint consent_form consent_form_version_check CHECK (version > 0)
constraint encounter encounter_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint encounter encounter_appointment_id_key UNIQUE (appointment_id)
constraint encounter encounter_arrived CHECK ((status = ANY (ARRAY['arrived'::text, 'in-progress'::text, 'finished'::text])) <= (arrived_at IS NOT NULL))
constraint encounter encounter_ended CHECK ((status = ANY (ARRAY['finished'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))
constraint encounter encounter_order CHECK (arrived_at >= opened_at AND started_at >= arrived_at AND ended_at >= opened_at)
constraint encounter encounter_pkey PRIMARY KEY (id)
constraint encounter encounter_started CHECK ((status = ANY (ARRAY['in-progress'::text, 'finished'::text])) <= (started_at IS NOT NULL))
constraint encounter encounter_status_known CHECK (status = ANY (ARRAY['planned'::text, 'arrived'::text, 'in-progress'::text, 'finished'::text, 'cancelled'::text]))
constraint patient patient_name_check CHECK (length(name) >= 1 AND length(name) <= 200)
constraint patient patient_pkey PRIMARY KEY (id)
constraint patient patient_subject_check CHECK (length(subject) >= 1 AND length(subject) <= 255)
constraint patient patient_subject_key UNIQUE (subject)
constraint practitioner practitioner_name_check CHECK (length(name) >= 1 AND length(name) <= 200)
constraint practitioner practitioner_pkey PRIMARY KEY (id)
constraint practitioner practitioner_subject_check CHECK (length(subject) >= 1 AND length(subject) <= 255)
constraint practitioner practitioner_subject_key UNIQUE (subject)
constraint presence presence_left_with_reason CHECK ((left_at IS NULL) = (reason IS NULL))
constraint presence presence_order CHECK (left_at >= joined_at)
constraint presence presence_pkey PRIMARY KEY (id)
constraint presence presence_reason_check CHECK (reason = ANY (ARRAY['left'::text, 'lost'::text, 'replaced'::text, 'ended'::text]))
constraint presence presence_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id)
constraint recording recording_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint recording recording_duration_ms_check CHECK (duration_ms >= 0)
constraint recording recording_failed_says_why CHECK ((state = 'failed'::text) = (failure IS NOT NULL))
constraint recording recording_length_bytes_check CHECK (length_bytes >= 0)
constraint recording recording_one_per_stretch UNIQUE (seat_id, stretch)
constraint recording recording_pkey PRIMARY KEY (id)
constraint recording recording_role_check CHECK (role = ANY (ARRAY['patient'::text, 'practitioner'::text]))
constraint recording recording_sealed_is_complete CHECK (state <> 'sealed'::text OR length_bytes IS NOT NULL AND sha256 IS NOT NULL AND duration_ms IS NOT NULL AND started_at IS NOT NULL AND ended_at IS NOT NULL)
constraint recording recording_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id)
constraint recording recording_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text)
constraint recording recording_state_known CHECK (state = ANY (ARRAY['requested'::text, 'recording'::text, 'stopping'::text, 'sealed'::text, 'failed'::text]))
constraint recording recording_stretch_check CHECK (stretch > 0)
constraint recording recording_token_is_spent CHECK ((state = 'requested'::text) >= (token_sha256 IS NOT NULL))
constraint recording recording_token_sha256_key UNIQUE (token_sha256)
constraint review_grant review_grant_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint review_grant review_grant_is_short CHECK (expires_at > granted_at AND expires_at <= (granted_at + '08:00:00'::interval))
constraint review_grant review_grant_pkey PRIMARY KEY (id)
constraint review_grant review_grant_purpose_check CHECK (purpose = ANY (ARRAY['HCOMPL'::text, 'HLEGAL'::text, 'PATRQT'::text, 'HOPERAT'::text]))
constraint review_grant review_grant_reason_check CHECK (length(TRIM(BOTH FROM reason)) >= 10 AND length(TRIM(BOTH FROM reason)) <= 1000)
constraint seat seat_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter(id)
constraint seat seat_one_per_person UNIQUE (encounter_id, subject)
constraint seat seat_pkey PRIMARY KEY (id)
constraint seat seat_role_check CHECK (role = ANY (ARRAY['patient'::text, 'practitioner'::text]))

index CREATE INDEX appointment_starts_at ON public.appointment USING btree (starts_at)
index CREATE INDEX audit_event_entity ON public.audit_event USING btree (entity, id)
index CREATE INDEX audit_event_visit ON public.audit_event USING btree ("substring"(detail, 'appointment/[0-9a-f-]{36}'::text), id) WHERE (detail IS NOT NULL)
index CREATE INDEX recording_of_appointment ON public.recording USING btree (appointment_id)
index CREATE INDEX recording_requested_at ON public.recording USING btree (requested_at)
index CREATE INDEX review_grant_of_reviewer ON public.review_grant USING btree (reviewer, expires_at)
index CREATE UNIQUE INDEX consent_one_answer_at_a_time ON public.consent USING btree (appointment_id, subject, purpose) WHERE (status <> 'inactive'::text)
index CREATE UNIQUE INDEX presence_one_at_a_time ON public.presence USING btree (seat_id) WHERE (left_at IS NULL)

function CREATE OR REPLACE FUNCTION public.audit_event_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit_event is append-only' using errcode = 'insufficient_privilege';
end $function$

trigger CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only()

grant insert, select on audit_event to televisit_app
grant insert, select on consent to televisit_app
grant insert, select on review_grant to televisit_app
grant insert, select, update on appointment to televisit_app
grant insert, select, update on encounter to televisit_app
grant insert, select, update on patient to televisit_app
grant insert, select, update on practitioner to televisit_app
grant insert, select, update on presence to televisit_app
grant insert, select, update on recording to televisit_app
grant insert, select, update on seat to televisit_app
grant select on consent_form to televisit_app

grant update on consent.ended_at to televisit_app
grant update on consent.status to televisit_app

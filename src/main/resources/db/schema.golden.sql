extension btree_gist

column appointment.begun_at timestamp with time zone
column appointment.blocked_from timestamp with time zone not null
column appointment.blocked_to timestamp with time zone not null
column appointment.booked_at timestamp with time zone not null
column appointment.booked_by text not null
column appointment.cancel_reason text
column appointment.closed_at timestamp with time zone
column appointment.closed_by text
column appointment.ends_at timestamp with time zone not null
column appointment.held_until timestamp with time zone
column appointment.id uuid not null
column appointment.patient_id uuid not null
column appointment.practitioner_id uuid not null
column appointment.reason text
column appointment.sequence integer not null default 0
column appointment.series_id uuid
column appointment.starts_at timestamp with time zone not null
column appointment.status text not null
column appointment.version integer not null
column appointment.visit_type text not null default 'consultation'::text
column appointment_series.created_at timestamp with time zone not null
column appointment_series.created_by text not null
column appointment_series.id uuid not null
column appointment_series.rule text not null
column attendance_location.appointment_id uuid not null
column attendance_location.ended_at timestamp with time zone
column attendance_location.id uuid not null
column attendance_location.jurisdiction text not null
column attendance_location.stated_at timestamp with time zone not null
column attendance_location.stated_by text not null
column attendance_location.subject text not null
column audit_event.action text not null
column audit_event.agent text not null
column audit_event.at timestamp with time zone not null
column audit_event.detail text
column audit_event.entity text not null
column audit_event.id bigint not null generated always as identity
column audit_event.outcome text not null
column audit_event.purpose text
column audit_event.role text not null
column booking_rules.cancel_minutes integer not null default 1440
column booking_rules.hold_minutes integer not null default 5
column booking_rules.horizon_days integer not null default 90
column booking_rules.id integer not null default 1
column booking_rules.notice_minutes integer not null default 60
column booking_rules.version integer not null default 0
column calendar_feed.id uuid not null
column calendar_feed.issued_at timestamp with time zone not null
column calendar_feed.practitioner_id uuid not null
column calendar_feed.read_at timestamp with time zone
column calendar_feed.revoked_at timestamp with time zone
column calendar_feed.token_sha256 text not null
column clinic_place.jurisdiction text not null
column clinic_place.since timestamp with time zone not null
column completeness_certificate.appointment_id uuid not null
column completeness_certificate.body text not null
column completeness_certificate.complete boolean not null
column completeness_certificate.gap_ms bigint not null
column completeness_certificate.id uuid not null
column completeness_certificate.issued_at timestamp with time zone not null
column completeness_certificate.key_id text not null
column completeness_certificate.number integer not null
column completeness_certificate.public_key text not null
column completeness_certificate.sha256 text not null
column completeness_certificate.signature bytea not null
column consent.answered_at timestamp with time zone not null
column consent.answered_by text not null
column consent.appointment_id uuid not null
column consent.ended_at timestamp with time zone
column consent.form_id uuid not null
column consent.form_sha256 text not null
column consent.how text not null
column consent.id uuid not null
column consent.language text not null
column consent.provision text not null
column consent.purpose text not null
column consent.related_person_id uuid
column consent.status text not null
column consent.subject text not null
column consent.witness text
column consent_form.id uuid not null
column consent_form.language text not null
column consent_form.published_at timestamp with time zone
column consent_form.published_by text
column consent_form.purpose text not null
column consent_form.revision integer not null
column consent_form.sha256 text not null
column consent_form.status text not null
column consent_form.superseded_at timestamp with time zone
column consent_form.text text not null
column consent_form.title text not null
column consent_form.valid_from timestamp with time zone
column consent_form.valid_until timestamp with time zone
column consent_form.version integer not null
column consent_form.written_at timestamp with time zone not null
column consent_form.written_by text not null
column contact.email text
column contact.language text not null
column contact.seen_at timestamp with time zone not null
column contact.subject text not null
column contact.verified boolean not null
column contact.zone text
column deletion_certificate.appointment_id uuid not null
column deletion_certificate.body text not null
column deletion_certificate.id uuid not null
column deletion_certificate.issued_at timestamp with time zone not null
column deletion_certificate.key_id text not null
column deletion_certificate.public_key text not null
column deletion_certificate.recording_id uuid not null
column deletion_certificate.sha256 text not null
column deletion_certificate.signature bytea not null
column deviation.ends_at timestamp with time zone not null
column deviation.id uuid not null
column deviation.kind text not null
column deviation.note text
column deviation.practitioner_id uuid
column deviation.removed_at timestamp with time zone
column deviation.removed_by text
column deviation.set_at timestamp with time zone not null
column deviation.set_by text not null
column deviation.starts_at timestamp with time zone not null
column deviation.version integer not null
column deviation.visit_type text
column encounter.appointment_id uuid not null
column encounter.arrived_at timestamp with time zone
column encounter.ended_at timestamp with time zone
column encounter.id uuid not null
column encounter.node text
column encounter.opened_at timestamp with time zone not null
column encounter.pipeline text
column encounter.started_at timestamp with time zone
column encounter.status text not null
column encounter.version integer not null
column erasure_request.appointment_id uuid not null
column erasure_request.asked_at timestamp with time zone not null
column erasure_request.decided_at timestamp with time zone
column erasure_request.decided_by text
column erasure_request.decision_reason text
column erasure_request.entered_by text not null
column erasure_request.granted boolean
column erasure_request.id uuid not null
column erasure_request.subject text not null
column legal_hold.appointment_id uuid not null
column legal_hold.case_number text not null
column legal_hold.id uuid not null
column legal_hold.reason text not null
column legal_hold.release_reason text
column legal_hold.released_at timestamp with time zone
column legal_hold.released_by text
column legal_hold.set_at timestamp with time zone not null
column legal_hold.set_by text not null
column node.heard_at timestamp with time zone not null
column node.life uuid not null
column node.name text not null
column node.started_at timestamp with time zone not null
column notification.appointment_id uuid not null
column notification.attempts integer not null default 0
column notification.created_at timestamp with time zone not null
column notification.ended_at timestamp with time zone
column notification.ends_at timestamp with time zone not null
column notification.id uuid not null
column notification.kind text not null
column notification.lead_minutes integer not null
column notification.moved_from timestamp with time zone
column notification.next_at timestamp with time zone not null
column notification.other_doctor boolean not null default false
column notification.part text not null
column notification.reason text
column notification.sequence integer not null
column notification.starts_at timestamp with time zone not null
column notification.state text not null default 'waiting'::text
column notification.subject text not null
column notification.useful_until timestamp with time zone not null
column patient.birth_date date
column patient.id uuid not null
column patient.name text not null
column patient.subject text not null
column practitioner.id uuid not null
column practitioner.name text not null
column practitioner.subject text not null
column presence.id bigint not null generated always as identity
column presence.joined_at timestamp with time zone not null
column presence.left_at timestamp with time zone
column presence.node text
column presence.reason text
column presence.seat_id uuid not null
column recording.appointment_id uuid not null
column recording.duration_ms bigint
column recording.ended_at timestamp with time zone
column recording.ended_because text
column recording.erased_at timestamp with time zone
column recording.erased_under text
column recording.erasing_since timestamp with time zone
column recording.failure text
column recording.id uuid not null
column recording.length_bytes bigint
column recording.media text not null default 'camera'::text
column recording.name text not null
column recording.node text
column recording.received_bytes bigint
column recording.received_ms bigint
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
column recording_hole.from_ms bigint not null
column recording_hole.id bigint not null generated always as identity
column recording_hole.recording_id uuid not null
column recording_hole.to_ms bigint not null
column recording_hole.track text not null
column recording_pause.cause text not null
column recording_pause.from_at timestamp with time zone not null
column recording_pause.id bigint not null generated always as identity
column recording_pause.recording_id uuid not null
column recording_pause.to_at timestamp with time zone
column recording_rule.changed_at timestamp with time zone not null
column recording_rule.changed_by text not null
column recording_rule.jurisdiction text not null
column recording_rule.rule text not null
column recording_rule.version integer not null
column recording_rule_term.id uuid not null default gen_random_uuid()
column recording_rule_term.jurisdiction text not null
column recording_rule_term.rule text not null
column recording_rule_term.valid_from timestamp with time zone not null
column recording_rule_term.valid_to timestamp with time zone
column related_person.id uuid not null
column related_person.name text not null
column related_person.patient_id uuid not null
column related_person.relationship text not null
column related_person.represents boolean not null
column related_person.since timestamp with time zone not null
column related_person.subject text not null
column related_person.until timestamp with time zone
column retention_policy.days integer not null
column retention_policy.ended_at timestamp with time zone
column retention_policy.ended_by text
column retention_policy.id uuid not null
column retention_policy.jurisdiction text
column retention_policy.reason text not null
column retention_policy.set_at timestamp with time zone not null
column retention_policy.set_by text not null
column retention_policy.visit_type text
column retention_run.day date not null
column retention_run.deleted integer not null
column retention_run.failed integer not null
column retention_run.finished_at timestamp with time zone not null
column retention_run.held integer not null
column review_grant.appointment_id uuid not null
column review_grant.expires_at timestamp with time zone not null
column review_grant.granted_at timestamp with time zone not null
column review_grant.id uuid not null
column review_grant.purpose text not null
column review_grant.reason text not null
column review_grant.reviewer text not null
column screen_share.ended_at timestamp with time zone
column screen_share.id bigint not null generated always as identity
column screen_share.node text not null
column screen_share.seat_id uuid not null
column screen_share.started_at timestamp with time zone not null
column seat.admitted_at timestamp with time zone
column seat.encounter_id uuid not null
column seat.id uuid not null
column seat.name text not null
column seat.role text not null
column seat.subject text not null
column visit_type.active boolean not null default true
column visit_type.bookable_by_patient boolean not null default true
column visit_type.buffer_after integer not null default 0
column visit_type.buffer_before integer not null default 0
column visit_type.code text not null
column visit_type.minutes integer not null default 20
column visit_type.name_en text not null
column visit_type.name_zh text not null
column visit_type.version integer not null default 0
column waitlist_entry.earliest timestamp with time zone not null
column waitlist_entry.entered_at timestamp with time zone not null
column waitlist_entry.entered_by text not null
column waitlist_entry.id uuid not null
column waitlist_entry.latest timestamp with time zone not null
column waitlist_entry.offer_id uuid
column waitlist_entry.patient_id uuid not null
column waitlist_entry.practitioner_id uuid
column waitlist_entry.status text not null
column waitlist_entry.version integer not null
column waitlist_entry.visit_type text not null
column working_hours.from_minute integer not null
column working_hours.id uuid not null
column working_hours.practitioner_id uuid not null
column working_hours.removed_at timestamp with time zone
column working_hours.removed_by text
column working_hours.set_at timestamp with time zone not null
column working_hours.set_by text not null
column working_hours.until_minute integer not null
column working_hours.valid_from date not null
column working_hours.valid_until date
column working_hours.version integer not null
column working_hours.weekday integer not null
column working_hours_type.visit_type text not null
column working_hours_type.working_hours_id uuid not null

constraint appointment appointment_blocks_its_own_time CHECK (blocked_from <= starts_at AND blocked_to >= ends_at)
constraint appointment appointment_cancel_reason_known CHECK (cancel_reason = ANY (ARRAY['pat'::text, 'prov'::text, 'oth-err'::text, 'other'::text, 'hold-expired'::text, 'hold-released'::text]))
constraint appointment appointment_cancelled_for_a_reason CHECK ((status = 'cancelled'::text) = (cancel_reason IS NOT NULL))
constraint appointment appointment_closed_by_somebody CHECK ((status = ANY (ARRAY['cancelled'::text, 'noshow'::text])) = (closed_by IS NOT NULL) AND (closed_by IS NULL) = (closed_at IS NULL))
constraint appointment appointment_ends_after_it_starts CHECK (ends_at > starts_at)
constraint appointment appointment_held_before_booked CHECK ((status = 'pending'::text) <= (held_until IS NOT NULL) AND (held_until IS NOT NULL) <= (status = ANY (ARRAY['pending'::text, 'cancelled'::text])))
constraint appointment appointment_lasts_at_most_a_day CHECK (ends_at <= (starts_at + '24:00:00'::interval))
constraint appointment appointment_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id)
constraint appointment appointment_patient_is_free EXCLUDE USING gist (patient_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status = ANY (ARRAY['pending'::text, 'booked'::text, 'arrived'::text, 'fulfilled'::text]))
constraint appointment appointment_pkey PRIMARY KEY (id)
constraint appointment appointment_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
constraint appointment appointment_practitioner_is_free EXCLUDE USING gist (practitioner_id WITH =, tstzrange(blocked_from, blocked_to) WITH &&) WHERE (status = ANY (ARRAY['pending'::text, 'booked'::text, 'arrived'::text, 'fulfilled'::text]))
constraint appointment appointment_reason_is_short CHECK (length(reason) >= 1 AND length(reason) <= 1000)
constraint appointment appointment_sequence_counts CHECK (sequence >= 0)
constraint appointment appointment_series_id_fkey FOREIGN KEY (series_id) REFERENCES appointment_series(id)
constraint appointment appointment_status_known CHECK (status = ANY (ARRAY['pending'::text, 'booked'::text, 'arrived'::text, 'fulfilled'::text, 'cancelled'::text, 'noshow'::text]))
constraint appointment appointment_visit_type_fkey FOREIGN KEY (visit_type) REFERENCES visit_type(code)
constraint appointment_series appointment_series_pkey PRIMARY KEY (id)
constraint appointment_series appointment_series_rule_check CHECK (length(rule) >= 1 AND length(rule) <= 200)
constraint attendance_location attendance_location_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint attendance_location attendance_location_jurisdiction_fkey FOREIGN KEY (jurisdiction) REFERENCES recording_rule(jurisdiction)
constraint attendance_location attendance_location_order CHECK (ended_at >= stated_at)
constraint attendance_location attendance_location_pkey PRIMARY KEY (id)
constraint audit_event audit_event_detail_check CHECK (length(detail) <= 500)
constraint audit_event audit_event_outcome_check CHECK (outcome = ANY (ARRAY['done'::text, 'refused'::text]))
constraint audit_event audit_event_pkey PRIMARY KEY (id)
constraint booking_rules booking_rules_cancel_minutes_check CHECK (cancel_minutes >= 0 AND cancel_minutes <= 43200)
constraint booking_rules booking_rules_hold_minutes_check CHECK (hold_minutes >= 1 AND hold_minutes <= 60)
constraint booking_rules booking_rules_horizon_days_check CHECK (horizon_days >= 1 AND horizon_days <= 730)
constraint booking_rules booking_rules_id_check CHECK (id = 1)
constraint booking_rules booking_rules_notice_minutes_check CHECK (notice_minutes >= 0 AND notice_minutes <= 43200)
constraint booking_rules booking_rules_pkey PRIMARY KEY (id)
constraint calendar_feed calendar_feed_order CHECK (revoked_at >= issued_at AND read_at >= issued_at)
constraint calendar_feed calendar_feed_pkey PRIMARY KEY (id)
constraint calendar_feed calendar_feed_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
constraint calendar_feed calendar_feed_token_sha256_check CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text)
constraint calendar_feed calendar_feed_token_sha256_key UNIQUE (token_sha256)
constraint clinic_place clinic_place_jurisdiction_check CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text)
constraint clinic_place clinic_place_pkey PRIMARY KEY (since)
constraint completeness_certificate completeness_certificate_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint completeness_certificate completeness_certificate_gap_ms_check CHECK (gap_ms >= 0)
constraint completeness_certificate completeness_certificate_hash_is_true CHECK (sha256 = encode(sha256(convert_to(body, 'UTF8'::name)), 'hex'::text))
constraint completeness_certificate completeness_certificate_key_id_check CHECK (key_id ~ '^[0-9a-f]{64}$'::text)
constraint completeness_certificate completeness_certificate_number_check CHECK (number > 0)
constraint completeness_certificate completeness_certificate_one_per_number UNIQUE (appointment_id, number)
constraint completeness_certificate completeness_certificate_pkey PRIMARY KEY (id)
constraint consent consent_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint consent consent_ended_when_inactive CHECK ((status = 'inactive'::text) = (ended_at IS NOT NULL))
constraint consent consent_for_another_by_a_related_person CHECK ((answered_by = subject) = (related_person_id IS NULL))
constraint consent consent_how_known CHECK (how = ANY (ARRAY['page'::text, 'spoken'::text]))
constraint consent consent_names_its_related_person FOREIGN KEY (related_person_id, answered_by) REFERENCES related_person(id, subject)
constraint consent consent_pkey PRIMARY KEY (id)
constraint consent consent_provision_check CHECK (provision = ANY (ARRAY['permit'::text, 'deny'::text]))
constraint consent consent_quotes_its_form FOREIGN KEY (form_id, purpose, language, form_sha256) REFERENCES consent_form(id, purpose, language, sha256)
constraint consent consent_spoken_before_a_witness CHECK ((how = 'spoken'::text) = (witness IS NOT NULL))
constraint consent consent_status_check CHECK (status = ANY (ARRAY['active'::text, 'rejected'::text, 'inactive'::text]))
constraint consent consent_status_follows_answer CHECK (status = 'inactive'::text OR (provision = 'permit'::text) = (status = 'active'::text))
constraint consent consent_witness_is_another CHECK (witness <> subject AND witness <> answered_by)
constraint consent_form consent_form_hash_is_true CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8'::name)), 'hex'::text))
constraint consent_form consent_form_in_both_languages TRIGGER DEFERRABLE INITIALLY DEFERRED
constraint consent_form consent_form_language_check CHECK (language = ANY (ARRAY['en'::text, 'zh-CN'::text]))
constraint consent_form consent_form_one_per_version UNIQUE (purpose, language, version)
constraint consent_form consent_form_order CHECK (published_at >= written_at AND valid_until > valid_from AND superseded_at >= published_at)
constraint consent_form consent_form_pkey PRIMARY KEY (id)
constraint consent_form consent_form_published_by_somebody CHECK ((status = 'draft'::text) = (published_by IS NULL) AND (status = 'draft'::text) = (published_at IS NULL) AND (status = 'draft'::text) = (valid_from IS NULL))
constraint consent_form consent_form_purpose_check CHECK (purpose = ANY (ARRAY['treatment'::text, 'recording'::text, 'analytics'::text]))
constraint consent_form consent_form_quotable UNIQUE (id, purpose, language, sha256)
constraint consent_form consent_form_says_something CHECK (length(TRIM(BOTH FROM title)) >= 1 AND length(TRIM(BOTH FROM title)) <= 200 AND length(TRIM(BOTH FROM text)) >= 1 AND length(TRIM(BOTH FROM text)) <= 20000)
constraint consent_form consent_form_status_known CHECK (status = ANY (ARRAY['draft'::text, 'published'::text, 'superseded'::text]))
constraint consent_form consent_form_superseded_at_some_time CHECK ((status = 'superseded'::text) = (superseded_at IS NOT NULL))
constraint consent_form consent_form_version_check CHECK (version > 0)
constraint contact contact_email_check CHECK (length(email) >= 3 AND length(email) <= 254 AND email !~ '[[:space:][:cntrl:]<>]'::text)
constraint contact contact_language_check CHECK (language = ANY (ARRAY['en'::text, 'zh-CN'::text]))
constraint contact contact_pkey PRIMARY KEY (subject)
constraint contact contact_subject_check CHECK (length(subject) >= 1 AND length(subject) <= 255)
constraint contact contact_verifies_something CHECK (NOT verified OR email IS NOT NULL)
constraint contact contact_zone_check CHECK (length(zone) >= 1 AND length(zone) <= 64)
constraint deletion_certificate deletion_certificate_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint deletion_certificate deletion_certificate_hash_is_true CHECK (sha256 = encode(sha256(convert_to(body, 'UTF8'::name)), 'hex'::text))
constraint deletion_certificate deletion_certificate_key_id_check CHECK (key_id ~ '^[0-9a-f]{64}$'::text)
constraint deletion_certificate deletion_certificate_pkey PRIMARY KEY (id)
constraint deletion_certificate deletion_certificate_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES recording(id)
constraint deletion_certificate deletion_certificate_recording_id_key UNIQUE (recording_id)
constraint deviation deviation_closure_is_the_clinics CHECK ((kind = 'closure'::text) = (practitioner_id IS NULL))
constraint deviation deviation_ends_after_it_starts CHECK (ends_at > starts_at)
constraint deviation deviation_kind_check CHECK (kind = ANY (ARRAY['absence'::text, 'extra'::text, 'closure'::text]))
constraint deviation deviation_lasts_at_most_two_years CHECK (ends_at <= (starts_at + '731 days'::interval))
constraint deviation deviation_note_check CHECK (length(note) >= 1 AND length(note) <= 200)
constraint deviation deviation_only_extra_hours_have_a_type CHECK (kind = 'extra'::text OR visit_type IS NULL)
constraint deviation deviation_pkey PRIMARY KEY (id)
constraint deviation deviation_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
constraint deviation deviation_removed_by_somebody CHECK ((removed_by IS NULL) = (removed_at IS NULL))
constraint deviation deviation_visit_type_fkey FOREIGN KEY (visit_type) REFERENCES visit_type(code)
constraint encounter encounter_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint encounter encounter_appointment_id_key UNIQUE (appointment_id)
constraint encounter encounter_arrived CHECK ((status = ANY (ARRAY['arrived'::text, 'in-progress'::text, 'finished'::text])) <= (arrived_at IS NOT NULL))
constraint encounter encounter_ended CHECK ((status = ANY (ARRAY['finished'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))
constraint encounter encounter_node_check CHECK (length(node) >= 1 AND length(node) <= 23)
constraint encounter encounter_order CHECK (arrived_at >= opened_at AND started_at >= arrived_at AND ended_at >= opened_at)
constraint encounter encounter_pkey PRIMARY KEY (id)
constraint encounter encounter_started CHECK ((status = ANY (ARRAY['in-progress'::text, 'finished'::text])) <= (started_at IS NOT NULL))
constraint encounter encounter_status_known CHECK (status = ANY (ARRAY['planned'::text, 'arrived'::text, 'in-progress'::text, 'finished'::text, 'cancelled'::text]))
constraint erasure_request erasure_request_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint erasure_request erasure_request_decided_by_somebody CHECK ((granted IS NULL) = (decided_by IS NULL) AND (granted IS NULL) = (decided_at IS NULL) AND (granted IS NULL) = (decision_reason IS NULL))
constraint erasure_request erasure_request_decision_reason_check CHECK (length(TRIM(BOTH FROM decision_reason)) >= 10 AND length(TRIM(BOTH FROM decision_reason)) <= 1000)
constraint erasure_request erasure_request_order CHECK (decided_at >= asked_at)
constraint erasure_request erasure_request_pkey PRIMARY KEY (id)
constraint legal_hold legal_hold_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint legal_hold legal_hold_case_number_check CHECK (length(TRIM(BOTH FROM case_number)) >= 1 AND length(TRIM(BOTH FROM case_number)) <= 100)
constraint legal_hold legal_hold_order CHECK (released_at >= set_at)
constraint legal_hold legal_hold_pkey PRIMARY KEY (id)
constraint legal_hold legal_hold_reason_check CHECK (length(TRIM(BOTH FROM reason)) >= 10 AND length(TRIM(BOTH FROM reason)) <= 1000)
constraint legal_hold legal_hold_release_reason_check CHECK (length(TRIM(BOTH FROM release_reason)) >= 10 AND length(TRIM(BOTH FROM release_reason)) <= 1000)
constraint legal_hold legal_hold_released_by_somebody CHECK ((released_by IS NULL) = (released_at IS NULL) AND (released_by IS NULL) = (release_reason IS NULL))
constraint node node_name_check CHECK (length(name) >= 1 AND length(name) <= 23)
constraint node node_order CHECK (heard_at >= started_at)
constraint node node_pkey PRIMARY KEY (name)
constraint notification notification_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint notification notification_attempts_check CHECK (attempts >= 0)
constraint notification notification_ended CHECK ((state = ANY (ARRAY['sent'::text, 'failed'::text, 'dropped'::text])) = (ended_at IS NOT NULL))
constraint notification notification_kind_known CHECK (kind = ANY (ARRAY['confirmation'::text, 'change'::text, 'cancellation'::text, 'reminder'::text, 'offer'::text]))
constraint notification notification_moved_from_somewhere CHECK ((kind = 'change'::text) = (moved_from IS NOT NULL))
constraint notification notification_once UNIQUE (appointment_id, subject, kind, lead_minutes, sequence)
constraint notification notification_other_doctor_changes_something CHECK (NOT other_doctor OR (kind = ANY (ARRAY['change'::text, 'cancellation'::text])))
constraint notification notification_part_check CHECK (part = ANY (ARRAY['patient'::text, 'practitioner'::text, 'related-person'::text]))
constraint notification notification_pkey PRIMARY KEY (id)
constraint notification notification_reason_check CHECK (reason = ANY (ARRAY['no-address'::text, 'unverified'::text, 'refused'::text, 'deferred'::text, 'unreachable'::text, 'defect'::text, 'superseded'::text, 'late'::text]))
constraint notification notification_reminds_before CHECK ((kind = 'reminder'::text) = (lead_minutes > 0) AND lead_minutes >= 0)
constraint notification notification_says_why CHECK ((state <> ALL (ARRAY['failed'::text, 'dropped'::text])) OR reason IS NOT NULL)
constraint notification notification_sequence_check CHECK (sequence >= 0)
constraint notification notification_slot CHECK (ends_at > starts_at)
constraint notification notification_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'dropped'::text]))
constraint patient patient_birth_date_check CHECK (birth_date > '1880-01-01'::date)
constraint patient patient_name_check CHECK (length(name) >= 1 AND length(name) <= 200)
constraint patient patient_pkey PRIMARY KEY (id)
constraint patient patient_subject_check CHECK (length(subject) >= 1 AND length(subject) <= 255)
constraint patient patient_subject_key UNIQUE (subject)
constraint practitioner practitioner_name_check CHECK (length(name) >= 1 AND length(name) <= 200)
constraint practitioner practitioner_pkey PRIMARY KEY (id)
constraint practitioner practitioner_subject_check CHECK (length(subject) >= 1 AND length(subject) <= 255)
constraint practitioner practitioner_subject_key UNIQUE (subject)
constraint presence presence_left_with_reason CHECK ((left_at IS NULL) = (reason IS NULL))
constraint presence presence_node_check CHECK (length(node) >= 1 AND length(node) <= 23)
constraint presence presence_order CHECK (left_at >= joined_at)
constraint presence presence_pkey PRIMARY KEY (id)
constraint presence presence_reason_check CHECK (reason = ANY (ARRAY['left'::text, 'lost'::text, 'replaced'::text, 'ended'::text]))
constraint presence presence_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id)
constraint recording recording_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint recording recording_duration_ms_check CHECK (duration_ms >= 0)
constraint recording recording_end_known CHECK (ended_because = ANY (ARRAY['withdrawn'::text, 'another-declined'::text, 'prohibited'::text, 'left'::text, 'reconnected'::text, 'tracks-changed'::text, 'unshared'::text, 'visit-ended'::text, 'stalled'::text, 'restarted-by-hand'::text, 'media-lost'::text, 'node-died'::text, 'limit'::text, 'storage'::text]))
constraint recording recording_erased_in_order CHECK (erased_at IS NULL OR erasing_since IS NOT NULL AND erased_at >= erasing_since)
constraint recording recording_erased_under_something CHECK ((erasing_since IS NULL) = (erased_under IS NULL))
constraint recording recording_erased_when_ended CHECK (erasing_since IS NULL OR (state = ANY (ARRAY['sealed'::text, 'failed'::text])))
constraint recording recording_failed_says_why CHECK ((state = 'failed'::text) = (failure IS NOT NULL))
constraint recording recording_length_bytes_check CHECK (length_bytes >= 0)
constraint recording recording_media_known CHECK (media = ANY (ARRAY['camera'::text, 'screen'::text]))
constraint recording recording_node_check CHECK (length(node) >= 1 AND length(node) <= 23)
constraint recording recording_one_per_stretch UNIQUE (seat_id, stretch)
constraint recording recording_pkey PRIMARY KEY (id)
constraint recording recording_received_both CHECK ((received_bytes IS NULL) = (received_ms IS NULL))
constraint recording recording_received_bytes_check CHECK (received_bytes >= 0)
constraint recording recording_received_ms_check CHECK (received_ms >= 0)
constraint recording recording_role_check CHECK (role = ANY (ARRAY['patient'::text, 'practitioner'::text, 'related-person'::text]))
constraint recording recording_runs_without_end CHECK ((state <> ALL (ARRAY['requested'::text, 'recording'::text, 'paused'::text])) OR ended_because IS NULL)
constraint recording recording_sealed_is_complete CHECK (state <> 'sealed'::text OR length_bytes IS NOT NULL AND sha256 IS NOT NULL AND duration_ms IS NOT NULL AND started_at IS NOT NULL AND ended_at IS NOT NULL)
constraint recording recording_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id)
constraint recording recording_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text)
constraint recording recording_state_known CHECK (state = ANY (ARRAY['requested'::text, 'recording'::text, 'paused'::text, 'stopping'::text, 'sealed'::text, 'failed'::text]))
constraint recording recording_stretch_check CHECK (stretch > 0)
constraint recording recording_token_is_spent CHECK ((state = 'requested'::text) >= (token_sha256 IS NOT NULL))
constraint recording recording_token_sha256_key UNIQUE (token_sha256)
constraint recording_hole recording_hole_from_ms_check CHECK (from_ms >= 0)
constraint recording_hole recording_hole_order CHECK (to_ms > from_ms)
constraint recording_hole recording_hole_pkey PRIMARY KEY (id)
constraint recording_hole recording_hole_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES recording(id)
constraint recording_hole recording_hole_track_check CHECK (track = ANY (ARRAY['audio'::text, 'video'::text]))
constraint recording_pause recording_pause_cause_check CHECK (cause = ANY (ARRAY['unanswered'::text, 'declined'::text, 'another-declined'::text, 'prohibited'::text]))
constraint recording_pause recording_pause_order CHECK (to_at >= from_at)
constraint recording_pause recording_pause_pkey PRIMARY KEY (id)
constraint recording_pause recording_pause_recording_id_fkey FOREIGN KEY (recording_id) REFERENCES recording(id)
constraint recording_rule recording_rule_jurisdiction_is_iso_3166 CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text)
constraint recording_rule recording_rule_known CHECK (rule = ANY (ARRAY['own-consent'::text, 'all-party'::text, 'prohibited'::text]))
constraint recording_rule recording_rule_pkey PRIMARY KEY (jurisdiction)
constraint recording_rule_term recording_rule_term_jurisdiction_fkey FOREIGN KEY (jurisdiction) REFERENCES recording_rule(jurisdiction)
constraint recording_rule_term recording_rule_term_known CHECK (rule = ANY (ARRAY['own-consent'::text, 'all-party'::text, 'prohibited'::text]))
constraint recording_rule_term recording_rule_term_one_at_a_time EXCLUDE USING gist (jurisdiction WITH =, tstzrange(valid_from, valid_to) WITH &&)
constraint recording_rule_term recording_rule_term_order CHECK (valid_to >= valid_from)
constraint recording_rule_term recording_rule_term_pkey PRIMARY KEY (id)
constraint related_person related_person_interpreter_only_interprets CHECK (relationship <> 'interpreter'::text OR NOT represents)
constraint related_person related_person_name_check CHECK (length(name) >= 1 AND length(name) <= 200)
constraint related_person related_person_order CHECK (until > since)
constraint related_person related_person_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id)
constraint related_person related_person_pkey PRIMARY KEY (id)
constraint related_person related_person_quotable UNIQUE (id, subject)
constraint related_person related_person_relationship_known CHECK (relationship = ANY (ARRAY['parent'::text, 'guardian'::text, 'carer'::text, 'interpreter'::text]))
constraint related_person related_person_subject_check CHECK (length(subject) >= 1 AND length(subject) <= 255)
constraint retention_policy retention_policy_days_check CHECK (days >= 1 AND days <= 36500)
constraint retention_policy retention_policy_ended_by_somebody CHECK ((ended_by IS NULL) = (ended_at IS NULL))
constraint retention_policy retention_policy_jurisdiction_check CHECK (jurisdiction ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'::text)
constraint retention_policy retention_policy_order CHECK (ended_at >= set_at)
constraint retention_policy retention_policy_pkey PRIMARY KEY (id)
constraint retention_policy retention_policy_reason_check CHECK (length(TRIM(BOTH FROM reason)) >= 10 AND length(TRIM(BOTH FROM reason)) <= 500)
constraint retention_policy retention_policy_visit_type_fkey FOREIGN KEY (visit_type) REFERENCES visit_type(code)
constraint retention_run retention_run_deleted_check CHECK (deleted >= 0)
constraint retention_run retention_run_failed_check CHECK (failed >= 0)
constraint retention_run retention_run_held_check CHECK (held >= 0)
constraint retention_run retention_run_pkey PRIMARY KEY (day)
constraint review_grant review_grant_appointment_id_fkey FOREIGN KEY (appointment_id) REFERENCES appointment(id)
constraint review_grant review_grant_is_short CHECK (expires_at > granted_at AND expires_at <= (granted_at + '08:00:00'::interval))
constraint review_grant review_grant_pkey PRIMARY KEY (id)
constraint review_grant review_grant_purpose_check CHECK (purpose = ANY (ARRAY['HCOMPL'::text, 'HLEGAL'::text, 'PATRQT'::text, 'HOPERAT'::text]))
constraint review_grant review_grant_reason_check CHECK (length(TRIM(BOTH FROM reason)) >= 10 AND length(TRIM(BOTH FROM reason)) <= 1000)
constraint screen_share screen_share_node_check CHECK (length(node) >= 1 AND length(node) <= 23)
constraint screen_share screen_share_order CHECK (ended_at >= started_at)
constraint screen_share screen_share_pkey PRIMARY KEY (id)
constraint screen_share screen_share_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id)
constraint seat seat_encounter_id_fkey FOREIGN KEY (encounter_id) REFERENCES encounter(id)
constraint seat seat_one_per_person UNIQUE (encounter_id, subject)
constraint seat seat_pkey PRIMARY KEY (id)
constraint seat seat_role_check CHECK (role = ANY (ARRAY['patient'::text, 'practitioner'::text, 'related-person'::text]))
constraint visit_type visit_type_buffers CHECK (buffer_before >= 0 AND buffer_before <= 120 AND buffer_after >= 0 AND buffer_after <= 120)
constraint visit_type visit_type_code_check CHECK (code ~ '^[a-z][a-z-]{1,39}$'::text)
constraint visit_type visit_type_length CHECK (minutes >= 5 AND minutes <= 480)
constraint visit_type visit_type_name_en_check CHECK (length(name_en) >= 1 AND length(name_en) <= 100)
constraint visit_type visit_type_name_zh_check CHECK (length(name_zh) >= 1 AND length(name_zh) <= 100)
constraint visit_type visit_type_pkey PRIMARY KEY (code)
constraint visit_type visit_type_usual_stays CHECK (active OR code <> 'consultation'::text)
constraint waitlist_entry waitlist_entry_offer_id_fkey FOREIGN KEY (offer_id) REFERENCES appointment(id)
constraint waitlist_entry waitlist_entry_offer_id_key UNIQUE (offer_id)
constraint waitlist_entry waitlist_entry_offers_something CHECK ((status = ANY (ARRAY['offered'::text, 'booked'::text])) <= (offer_id IS NOT NULL) AND (status = 'waiting'::text) <= (offer_id IS NULL))
constraint waitlist_entry waitlist_entry_order CHECK (latest > earliest)
constraint waitlist_entry waitlist_entry_patient_id_fkey FOREIGN KEY (patient_id) REFERENCES patient(id)
constraint waitlist_entry waitlist_entry_pkey PRIMARY KEY (id)
constraint waitlist_entry waitlist_entry_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
constraint waitlist_entry waitlist_entry_status_check CHECK (status = ANY (ARRAY['waiting'::text, 'offered'::text, 'booked'::text, 'ended'::text]))
constraint waitlist_entry waitlist_entry_visit_type_fkey FOREIGN KEY (visit_type) REFERENCES visit_type(code)
constraint working_hours working_hours_do_not_overlap EXCLUDE USING gist (practitioner_id WITH =, weekday WITH =, int4range(from_minute, until_minute) WITH &&, daterange(valid_from, valid_until, '[]'::text) WITH &&) WHERE (removed_at IS NULL)
constraint working_hours working_hours_end_after_they_begin CHECK (until_minute > from_minute)
constraint working_hours working_hours_from_minute_check CHECK (from_minute >= 0)
constraint working_hours working_hours_pkey PRIMARY KEY (id)
constraint working_hours working_hours_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES practitioner(id)
constraint working_hours working_hours_removed_by_somebody CHECK ((removed_by IS NULL) = (removed_at IS NULL))
constraint working_hours working_hours_until_minute_check CHECK (until_minute <= 1440)
constraint working_hours working_hours_valid_in_order CHECK (valid_until >= valid_from)
constraint working_hours working_hours_weekday_check CHECK (weekday >= 1 AND weekday <= 7)
constraint working_hours_type working_hours_type_pkey PRIMARY KEY (working_hours_id, visit_type)
constraint working_hours_type working_hours_type_visit_type_fkey FOREIGN KEY (visit_type) REFERENCES visit_type(code)
constraint working_hours_type working_hours_type_working_hours_id_fkey FOREIGN KEY (working_hours_id) REFERENCES working_hours(id)

index CREATE INDEX appointment_held ON public.appointment USING btree (held_until) WHERE (status = 'pending'::text)
index CREATE INDEX appointment_of_patient ON public.appointment USING btree (patient_id, starts_at)
index CREATE INDEX appointment_of_practitioner ON public.appointment USING btree (practitioner_id, starts_at)
index CREATE INDEX appointment_of_series ON public.appointment USING btree (series_id) WHERE (series_id IS NOT NULL)
index CREATE INDEX appointment_starts_at ON public.appointment USING btree (starts_at)
index CREATE INDEX audit_event_entity ON public.audit_event USING btree (entity, id)
index CREATE INDEX audit_event_visit ON public.audit_event USING btree ("substring"(detail, 'appointment/[0-9a-f-]{36}'::text), id) WHERE (detail IS NOT NULL)
index CREATE INDEX deletion_certificate_of_appointment ON public.deletion_certificate USING btree (appointment_id)
index CREATE INDEX deviation_ends_at ON public.deviation USING btree (ends_at) WHERE (removed_at IS NULL)
index CREATE INDEX notification_due ON public.notification USING btree (next_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]))
index CREATE INDEX notification_failed ON public.notification USING btree (ended_at) WHERE (state = 'failed'::text)
index CREATE INDEX presence_open ON public.presence USING btree (node) WHERE (left_at IS NULL)
index CREATE INDEX recording_erasing ON public.recording USING btree (erasing_since) WHERE ((erasing_since IS NOT NULL) AND (erased_at IS NULL))
index CREATE INDEX recording_hole_of_recording ON public.recording_hole USING btree (recording_id, from_ms)
index CREATE INDEX recording_kept ON public.recording USING btree (ended_at) WHERE (erased_at IS NULL)
index CREATE INDEX recording_of_appointment ON public.recording USING btree (appointment_id)
index CREATE INDEX recording_pause_of_recording ON public.recording_pause USING btree (recording_id, from_at)
index CREATE INDEX recording_requested_at ON public.recording USING btree (requested_at)
index CREATE INDEX recording_unfinished ON public.recording USING btree (node) WHERE (state <> ALL (ARRAY['sealed'::text, 'failed'::text]))
index CREATE INDEX related_person_subject ON public.related_person USING btree (subject)
index CREATE INDEX review_grant_of_reviewer ON public.review_grant USING btree (reviewer, expires_at)
index CREATE INDEX waitlist_entry_line ON public.waitlist_entry USING btree (entered_at, id) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]))
index CREATE UNIQUE INDEX appointment_one_hold_at_a_time ON public.appointment USING btree (booked_by, patient_id) WHERE (status = 'pending'::text)
index CREATE UNIQUE INDEX attendance_location_one_at_a_time ON public.attendance_location USING btree (appointment_id, subject) WHERE (ended_at IS NULL)
index CREATE UNIQUE INDEX calendar_feed_one_at_a_time ON public.calendar_feed USING btree (practitioner_id) WHERE (revoked_at IS NULL)
index CREATE UNIQUE INDEX consent_form_one_draft ON public.consent_form USING btree (purpose, language) WHERE (status = 'draft'::text)
index CREATE UNIQUE INDEX consent_form_one_published ON public.consent_form USING btree (purpose, language) WHERE (status = 'published'::text)
index CREATE UNIQUE INDEX consent_one_answer_at_a_time ON public.consent USING btree (appointment_id, subject, purpose) WHERE (status <> 'inactive'::text)
index CREATE UNIQUE INDEX erasure_request_one_open ON public.erasure_request USING btree (appointment_id, subject) WHERE (granted IS NULL)
index CREATE UNIQUE INDEX legal_hold_one_per_case ON public.legal_hold USING btree (appointment_id, case_number) WHERE (released_at IS NULL)
index CREATE UNIQUE INDEX presence_one_at_a_time ON public.presence USING btree (seat_id) WHERE (left_at IS NULL)
index CREATE UNIQUE INDEX recording_pause_one_at_a_time ON public.recording_pause USING btree (recording_id) WHERE (to_at IS NULL)
index CREATE UNIQUE INDEX related_person_once_at_a_time ON public.related_person USING btree (patient_id, subject) WHERE (until IS NULL)
index CREATE UNIQUE INDEX retention_policy_one_at_a_time ON public.retention_policy USING btree (COALESCE(visit_type, '*'::text), COALESCE(jurisdiction, '*'::text)) WHERE (ended_at IS NULL)
index CREATE UNIQUE INDEX screen_share_one_at_a_time ON public.screen_share USING btree (seat_id) WHERE (ended_at IS NULL)
index CREATE UNIQUE INDEX waitlist_entry_once_at_a_time ON public.waitlist_entry USING btree (patient_id) WHERE (status = ANY (ARRAY['waiting'::text, 'offered'::text]))

function CREATE OR REPLACE FUNCTION public.appointment_blocks_something()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.blocked_from := coalesce(new.blocked_from, new.starts_at);
  new.blocked_to := coalesce(new.blocked_to, new.ends_at);
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.appointment_follows_its_life()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
function CREATE OR REPLACE FUNCTION public.attendance_location_settled()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  state text;
begin
  select status into state from appointment where id = new.appointment_id for share;
  if state in ('fulfilled', 'cancelled', 'noshow') then
    raise exception 'attendance_location % violates "attendance_location_settled"', new.id using errcode = 'check_violation';
  end if;
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.audit_event_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'audit_event is append-only' using errcode = 'insufficient_privilege';
end $function$
function CREATE OR REPLACE FUNCTION public.certificate_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $function$
function CREATE OR REPLACE FUNCTION public.clinic_place_is_added_at_the_end()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from clinic_place where since >= new.since) then
    raise exception 'clinic_place: the past is not rewritten' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.consent_form_in_both_languages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from consent_form where status = 'published' and purpose = new.purpose
             group by purpose having count(distinct language) <> 2 or count(distinct version) <> 1) then
    raise exception 'new row violates "consent_form_in_both_languages"' using errcode = 'check_violation';
  end if;
  return null;
end $function$
function CREATE OR REPLACE FUNCTION public.consent_form_stands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
function CREATE OR REPLACE FUNCTION public.consent_is_given_by_who_may()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
function CREATE OR REPLACE FUNCTION public.erasure_request_hold_beats_it()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform 1 from appointment where id = new.appointment_id for update;
  if new.granted and exists (select from legal_hold where appointment_id = new.appointment_id and released_at is null) then
    raise exception 'erasure request % violates "recording_hold_beats_erasure"', new.id using errcode = 'check_violation';
  end if;
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.legal_hold_calls_off_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform 1 from appointment where id = new.appointment_id for update;
  update recording set erasing_since = null, erased_under = null
    where appointment_id = new.appointment_id and erasing_since is not null and erased_at is null;
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.notification_ends_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'notification % violates "notification_ends_once"', old.id using errcode = 'check_violation';
end $function$
function CREATE OR REPLACE FUNCTION public.recording_hold_beats_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.erased_at is not null
     and (new.erased_at, new.erased_under) is distinct from (old.erased_at, old.erased_under) then
    raise exception 'recording %: what was destroyed stays destroyed', old.id using errcode = 'check_violation';
  end if;
  perform 1 from appointment where id = new.appointment_id for update;
  if (new.erasing_since is not null and old.erasing_since is null or new.erased_at is not null and old.erased_at is null)
     and exists (select from legal_hold where appointment_id = new.appointment_id and released_at is null) then
    raise exception 'recording % violates "recording_hold_beats_erasure"', old.id using errcode = 'check_violation';
  end if;
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.recording_hole_is_of_its_sealing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    if (select state from recording where id = new.recording_id) <> 'sealed' then
      return new;
    end if;
  end if;
  raise exception 'recording_hole violates "recording_hole_is_of_its_sealing"' using errcode = 'check_violation';
end $function$
function CREATE OR REPLACE FUNCTION public.recording_moves_legally()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
function CREATE OR REPLACE FUNCTION public.recording_pause_ends_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'recording_pause % violates "recording_pause_ends_once"', old.id using errcode = 'check_violation';
end $function$
function CREATE OR REPLACE FUNCTION public.recording_rule_keeps_its_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  since timestamptz;
begin
  if tg_op = 'UPDATE' and old.rule = new.rule then
    return new;
  end if;
  -- the clock may have stepped back; a term never ends before it began
  select greatest(new.changed_at, max(greatest(valid_from, coalesce(valid_to, valid_from)))) into since
  from recording_rule_term where jurisdiction = new.jurisdiction;
  update recording_rule_term set valid_to = since where jurisdiction = new.jurisdiction and valid_to is null;
  insert into recording_rule_term (jurisdiction, rule, valid_from) values (new.jurisdiction, new.rule, since);
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.recording_stays_sealed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  may_change constant text[] := array['version', 'erasing_since', 'erased_under', 'erased_at'];
begin
  if to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change then
    raise exception 'recording % violates "recording_stays_sealed"', old.id using errcode = 'check_violation';
  end if;
  return new;
end $function$
function CREATE OR REPLACE FUNCTION public.retention_run_ends_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'retention_run % violates "retention_run_ends_once"', old.day using errcode = 'check_violation';
end $function$

trigger CREATE CONSTRAINT TRIGGER consent_form_in_both_languages AFTER INSERT OR UPDATE ON public.consent_form DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION consent_form_in_both_languages()
trigger CREATE TRIGGER appointment_blocks_something BEFORE INSERT ON public.appointment FOR EACH ROW WHEN (((new.blocked_from IS NULL) OR (new.blocked_to IS NULL))) EXECUTE FUNCTION appointment_blocks_something()
trigger CREATE TRIGGER appointment_follows_its_life BEFORE UPDATE ON public.appointment FOR EACH ROW WHEN ((((((old.status IS DISTINCT FROM new.status) OR (old.starts_at IS DISTINCT FROM new.starts_at)) OR (old.ends_at IS DISTINCT FROM new.ends_at)) OR (old.patient_id IS DISTINCT FROM new.patient_id)) OR (old.practitioner_id IS DISTINCT FROM new.practitioner_id))) EXECUTE FUNCTION appointment_follows_its_life()
trigger CREATE TRIGGER attendance_location_settled BEFORE INSERT OR UPDATE ON public.attendance_location FOR EACH ROW EXECUTE FUNCTION attendance_location_settled()
trigger CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION audit_event_is_append_only()
trigger CREATE TRIGGER clinic_place_is_added_at_the_end BEFORE INSERT ON public.clinic_place FOR EACH ROW EXECUTE FUNCTION clinic_place_is_added_at_the_end()
trigger CREATE TRIGGER completeness_certificate_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.completeness_certificate FOR EACH STATEMENT EXECUTE FUNCTION certificate_is_append_only()
trigger CREATE TRIGGER consent_form_stands BEFORE INSERT OR DELETE OR UPDATE ON public.consent_form FOR EACH ROW EXECUTE FUNCTION consent_form_stands()
trigger CREATE TRIGGER consent_is_given_by_who_may BEFORE INSERT ON public.consent FOR EACH ROW EXECUTE FUNCTION consent_is_given_by_who_may()
trigger CREATE TRIGGER deletion_certificate_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.deletion_certificate FOR EACH STATEMENT EXECUTE FUNCTION certificate_is_append_only()
trigger CREATE TRIGGER erasure_request_hold_beats_it BEFORE INSERT OR UPDATE ON public.erasure_request FOR EACH ROW EXECUTE FUNCTION erasure_request_hold_beats_it()
trigger CREATE TRIGGER legal_hold_calls_off_erasure BEFORE INSERT ON public.legal_hold FOR EACH ROW EXECUTE FUNCTION legal_hold_calls_off_erasure()
trigger CREATE TRIGGER notification_ends_once BEFORE UPDATE ON public.notification FOR EACH ROW WHEN ((old.state = ANY (ARRAY['sent'::text, 'dropped'::text]))) EXECUTE FUNCTION notification_ends_once()
trigger CREATE TRIGGER recording_hold_beats_erasure BEFORE UPDATE ON public.recording FOR EACH ROW WHEN ((((old.erasing_since IS DISTINCT FROM new.erasing_since) OR (old.erased_under IS DISTINCT FROM new.erased_under)) OR (old.erased_at IS DISTINCT FROM new.erased_at))) EXECUTE FUNCTION recording_hold_beats_erasure()
trigger CREATE TRIGGER recording_hole_is_of_its_sealing BEFORE INSERT OR DELETE OR UPDATE ON public.recording_hole FOR EACH ROW EXECUTE FUNCTION recording_hole_is_of_its_sealing()
trigger CREATE TRIGGER recording_hole_stays BEFORE TRUNCATE ON public.recording_hole FOR EACH STATEMENT EXECUTE FUNCTION recording_hole_is_of_its_sealing()
trigger CREATE TRIGGER recording_moves_legally BEFORE UPDATE ON public.recording FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION recording_moves_legally()
trigger CREATE TRIGGER recording_pause_ends_once BEFORE UPDATE ON public.recording_pause FOR EACH ROW WHEN ((old.to_at IS NOT NULL)) EXECUTE FUNCTION recording_pause_ends_once()
trigger CREATE TRIGGER recording_rule_keeps_its_history AFTER INSERT OR UPDATE ON public.recording_rule FOR EACH ROW EXECUTE FUNCTION recording_rule_keeps_its_history()
trigger CREATE TRIGGER recording_stays_sealed BEFORE UPDATE ON public.recording FOR EACH ROW WHEN ((old.state = 'sealed'::text)) EXECUTE FUNCTION recording_stays_sealed()
trigger CREATE TRIGGER retention_run_ends_once BEFORE UPDATE ON public.retention_run FOR EACH ROW WHEN ((old.failed = 0)) EXECUTE FUNCTION retention_run_ends_once()

grant insert, select on appointment_series to televisit_app
grant insert, select on attendance_location to televisit_app
grant insert, select on audit_event to televisit_app
grant insert, select on calendar_feed to televisit_app
grant insert, select on clinic_place to televisit_app
grant insert, select on completeness_certificate to televisit_app
grant insert, select on consent to televisit_app
grant insert, select on consent_form to televisit_app
grant insert, select on deletion_certificate to televisit_app
grant insert, select on deviation to televisit_app
grant insert, select on erasure_request to televisit_app
grant insert, select on legal_hold to televisit_app
grant insert, select on notification to televisit_app
grant insert, select on recording_hole to televisit_app
grant insert, select on recording_pause to televisit_app
grant insert, select on recording_rule to televisit_app
grant insert, select on related_person to televisit_app
grant insert, select on retention_policy to televisit_app
grant insert, select on retention_run to televisit_app
grant insert, select on review_grant to televisit_app
grant insert, select on screen_share to televisit_app
grant insert, select on visit_type to televisit_app
grant insert, select on waitlist_entry to televisit_app
grant insert, select on working_hours to televisit_app
grant insert, select on working_hours_type to televisit_app
grant insert, select, update on appointment to televisit_app
grant insert, select, update on contact to televisit_app
grant insert, select, update on encounter to televisit_app
grant insert, select, update on node to televisit_app
grant insert, select, update on patient to televisit_app
grant insert, select, update on practitioner to televisit_app
grant insert, select, update on presence to televisit_app
grant insert, select, update on recording to televisit_app
grant insert, select, update on seat to televisit_app
grant select on booking_rules to televisit_app
grant select on recording_rule_term to televisit_app

grant update on attendance_location.ended_at to televisit_app
grant update on booking_rules.cancel_minutes to televisit_app
grant update on booking_rules.hold_minutes to televisit_app
grant update on booking_rules.horizon_days to televisit_app
grant update on booking_rules.notice_minutes to televisit_app
grant update on booking_rules.version to televisit_app
grant update on calendar_feed.read_at to televisit_app
grant update on calendar_feed.revoked_at to televisit_app
grant update on consent.ended_at to televisit_app
grant update on consent.status to televisit_app
grant update on consent_form.published_at to televisit_app
grant update on consent_form.published_by to televisit_app
grant update on consent_form.revision to televisit_app
grant update on consent_form.sha256 to televisit_app
grant update on consent_form.status to televisit_app
grant update on consent_form.superseded_at to televisit_app
grant update on consent_form.text to televisit_app
grant update on consent_form.title to televisit_app
grant update on consent_form.valid_from to televisit_app
grant update on consent_form.valid_until to televisit_app
grant update on consent_form.written_at to televisit_app
grant update on consent_form.written_by to televisit_app
grant update on deviation.removed_at to televisit_app
grant update on deviation.removed_by to televisit_app
grant update on deviation.version to televisit_app
grant update on erasure_request.decided_at to televisit_app
grant update on erasure_request.decided_by to televisit_app
grant update on erasure_request.decision_reason to televisit_app
grant update on erasure_request.granted to televisit_app
grant update on legal_hold.release_reason to televisit_app
grant update on legal_hold.released_at to televisit_app
grant update on legal_hold.released_by to televisit_app
grant update on notification.attempts to televisit_app
grant update on notification.ended_at to televisit_app
grant update on notification.next_at to televisit_app
grant update on notification.reason to televisit_app
grant update on notification.state to televisit_app
grant update on recording_pause.to_at to televisit_app
grant update on recording_rule.changed_at to televisit_app
grant update on recording_rule.changed_by to televisit_app
grant update on recording_rule.rule to televisit_app
grant update on recording_rule.version to televisit_app
grant update on related_person.name to televisit_app
grant update on related_person.until to televisit_app
grant update on retention_policy.ended_at to televisit_app
grant update on retention_policy.ended_by to televisit_app
grant update on retention_run.deleted to televisit_app
grant update on retention_run.failed to televisit_app
grant update on retention_run.finished_at to televisit_app
grant update on retention_run.held to televisit_app
grant update on screen_share.ended_at to televisit_app
grant update on visit_type.active to televisit_app
grant update on visit_type.bookable_by_patient to televisit_app
grant update on visit_type.buffer_after to televisit_app
grant update on visit_type.buffer_before to televisit_app
grant update on visit_type.minutes to televisit_app
grant update on visit_type.name_en to televisit_app
grant update on visit_type.name_zh to televisit_app
grant update on visit_type.version to televisit_app
grant update on waitlist_entry.offer_id to televisit_app
grant update on waitlist_entry.status to televisit_app
grant update on waitlist_entry.version to televisit_app
grant update on working_hours.removed_at to televisit_app
grant update on working_hours.removed_by to televisit_app
grant update on working_hours.version to televisit_app

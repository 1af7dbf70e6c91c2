-- A task for each document of a batch at the step where its case stands; what is to come back later lies aside until then.
INSERT INTO cases_task (client_id, case_id, document_id, type, step, role, state, reasons, not_for, person_id, wake_at, due_at, created_at)
SELECT %(client_id)s, c.id, r.document_id, r.type, r.step, r.role, CASE WHEN r.wake_at IS NULL THEN 'open' ELSE 'aside' END, r.reasons,
    r.not_for, r.person_id, r.wake_at, r.due_at, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
    document_id bigint, type text, step text, role text, reasons text[], not_for integer, person_id integer, wake_at timestamptz,
    due_at timestamptz)
JOIN cases_case c ON c.client_id = %(client_id)s AND c.document_id = r.document_id

-- Close the cases of these documents and whatever task they still had.
WITH closed AS (
    UPDATE cases_case SET closed_at = %(at)s, step = '', remaining = '{}'
    WHERE client_id = %(client_id)s AND document_id = ANY(%(ids)s) AND closed_at IS NULL
    RETURNING id
), done AS (
    UPDATE cases_task SET state = 'done', done_at = %(at)s, done_by = %(person_id)s
    WHERE client_id = %(client_id)s AND case_id IN (SELECT id FROM closed) AND state <> 'done'
)
INSERT INTO cases_event (client_id, case_id, kind, step, person_id, at, content)
SELECT %(client_id)s, id, 'closed', '', %(person_id)s::integer, %(at)s, '{}'::jsonb FROM closed

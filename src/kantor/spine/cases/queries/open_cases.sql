-- Open a case for each document of a batch, with its first event.
WITH opened AS (
    INSERT INTO cases_case (client_id, document_id, process, definition_id, step, remaining, opened_at)
    SELECT %(client_id)s, document_id, process, definition_id, step, remaining, %(at)s::timestamptz
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, process text, definition_id bigint, step text, remaining text[])
    RETURNING id, step
)
INSERT INTO cases_event (client_id, case_id, kind, step, at, content)
SELECT %(client_id)s, id, 'opened', step, %(at)s::timestamptz, '{}'::jsonb FROM opened

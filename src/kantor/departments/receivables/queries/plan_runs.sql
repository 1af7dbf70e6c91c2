-- Enter the runs of plans.
INSERT INTO receivables_planned_run (client_id, document_id, number, run, due_on)
SELECT %(client_id)s, document_id, number, run, due_on
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, number integer, run text, due_on date)

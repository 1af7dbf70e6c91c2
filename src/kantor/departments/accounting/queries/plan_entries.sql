-- Enter the entries of plans.
INSERT INTO accounting_planned (client_id, document_id, number, due_on, text, total, lines, ledger)
SELECT %(client_id)s, document_id, number, due_on, text, total, lines, coalesce(ledger, 'main')
FROM jsonb_to_recordset(%(rows)s::jsonb)
    AS r (document_id bigint, number integer, due_on date, text text, total text, lines jsonb, ledger text)

-- Write down what a second person keyed of a document.
INSERT INTO spotchecks_entry (client_id, document_id, version, type, field, rule, model, keyed, verdict, keyed_by, keyed_for, at)
SELECT %(client_id)s, %(document_id)s, %(version)s, %(type)s, r.field, r.rule, r.model, r.keyed, r.verdict, %(person_id)s, %(person_for)s,
    %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (field text, rule text, model text, keyed text, verdict text)

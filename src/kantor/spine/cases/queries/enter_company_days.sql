-- Enter days on which the company's calendar differs.
INSERT INTO cases_company_day (client_id, "on", works, name, document_id)
SELECT %(client_id)s, r.on, r.works, r.name, r.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r ("on" date, works boolean, name text, document_id bigint)

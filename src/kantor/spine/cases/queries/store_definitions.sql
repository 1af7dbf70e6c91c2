-- Keep each process definition once per content.
INSERT INTO cases_definition (client_id, process, version, hash, content)
SELECT %(client_id)s, process, version, hash, content
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (process text, version integer, hash text, content jsonb)
ON CONFLICT (client_id, process, hash) DO NOTHING

-- Names people who stand in for others.
INSERT INTO access_substitute (client_id, person_id, deputy_id, from_on, until_on, document_id)
SELECT %(client_id)s::int, given.person_id, given.deputy_id, given.from_on, given.until_on, given.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (person_id int, deputy_id int, from_on date, until_on date, document_id bigint)

-- How many documents that this person may take wait for the same reason at the same field, by business partner; of each (client, role)
-- pair the most urgent tasks. A column of a table is one field, whatever the row: lines.3.account is lines.account.
SELECT t.client_id, t.type, t.step, found.key, found.field, found.stops, d.party_id, max(d.party_name) AS party_name, count(*)::int AS documents
FROM unnest(%(clients)s::integer[], %(roles)s::text[]) AS mine (client_id, role)
CROSS JOIN LATERAL (
    SELECT * FROM cases_task t
    WHERE t.client_id = mine.client_id AND t.role = mine.role AND t.state = 'open'
        AND (t.claimed_until IS NULL OR t.claimed_until < %(at)s::timestamptz OR t.claimed_by = %(person_id)s)
        AND t.not_for IS DISTINCT FROM %(person_id)s AND (t.person_id IS NULL OR t.person_id = %(person_id)s)
        AND t.reasons <> ARRAY['cases.second_entry']
    ORDER BY t.due_at, t.id LIMIT %(at_most)s
) t
JOIN documents_document d ON d.client_id = t.client_id AND d.id = t.document_id
CROSS JOIN LATERAL (
    SELECT c.findings FROM documents_check c
    WHERE c.client_id = d.client_id AND c.document_id = d.id AND c.version = d.reading_version ORDER BY c.id DESC LIMIT 1
) newest
CROSS JOIN LATERAL (
    SELECT f ->> 'key' AS key, regexp_replace(f ->> 'field', '\.\d+\.', '.') AS field, bool_or(f ->> 'severity' = 'stop') AS stops
    FROM jsonb_array_elements(newest.findings) AS f
    WHERE f ->> 'severity' <> 'ok' AND f ->> 'field' IS NOT NULL
    GROUP BY 1, 2
) found
GROUP BY t.client_id, t.type, t.step, found.key, found.field, found.stops, d.party_id
ORDER BY t.client_id, t.type, t.step, found.key, found.field, documents DESC, party_name

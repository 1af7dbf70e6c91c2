-- Documents of one client and step that this person may take and in which the same reason stands at the same field, most urgent first.
SELECT t.document_id, d.number, d.file_name, d.party_id, d.party_name, d.amount, d.currency, d.document_on, t.due_at, d.reading_version AS version
FROM unnest(%(roles)s::text[]) AS mine (role)
CROSS JOIN LATERAL (
    SELECT * FROM cases_task t
    WHERE t.client_id = %(client_id)s AND t.role = mine.role AND t.state = 'open' AND t.type = %(type)s AND t.step = %(step)s
        AND (t.claimed_until IS NULL OR t.claimed_until < %(at)s::timestamptz OR t.claimed_by = %(person_id)s)
        AND t.not_for IS DISTINCT FROM %(person_id)s AND (t.person_id IS NULL OR t.person_id = %(person_id)s)
        AND t.reasons <> ARRAY['cases.second_entry']
    ORDER BY t.due_at, t.id LIMIT %(looked_at)s
) t
JOIN documents_document d ON d.client_id = t.client_id AND d.id = t.document_id
CROSS JOIN LATERAL (
    SELECT c.findings FROM documents_check c
    WHERE c.client_id = d.client_id AND c.document_id = d.id AND c.version = d.reading_version ORDER BY c.id DESC LIMIT 1
) newest
WHERE (%(party)s::bigint IS NULL OR d.party_id = %(party)s::bigint) AND EXISTS (
    SELECT FROM jsonb_array_elements(newest.findings) AS f
    WHERE f ->> 'key' = %(reason)s AND f ->> 'severity' <> 'ok' AND regexp_replace(f ->> 'field', '\.\d+\.', '.') = %(field)s)
ORDER BY t.due_at, t.document_id
LIMIT %(at_most)s

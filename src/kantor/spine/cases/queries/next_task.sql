-- The most urgent open task among these (client, role) pairs that is free for this person; one index probe a pair.
SELECT t.id, t.client_id, t.case_id, t.document_id, t.type, t.step, t.role, t.state, t.reasons, t.person_id, t.not_for, t.claimed_by,
    t.claimed_until, t.wake_at, t.due_at, t.created_at, d.number, d.party_name, d.amount, d.currency, d.file_name
FROM (
    SELECT found.* FROM unnest(%(clients)s::integer[], %(roles)s::text[]) AS mine (client_id, role)
    CROSS JOIN LATERAL (
        SELECT * FROM cases_task t
        WHERE t.client_id = mine.client_id AND t.role = mine.role AND t.state = 'open'
            AND (t.claimed_until IS NULL OR t.claimed_until < %(at)s::timestamptz OR t.claimed_by = %(person_id)s)
            AND t.not_for IS DISTINCT FROM %(person_id)s AND (t.person_id IS NULL OR t.person_id = %(person_id)s)
            AND (%(type)s = '' OR t.type = %(type)s) AND t.id <> %(after)s
        ORDER BY t.due_at, t.id LIMIT 1
    ) found
    ORDER BY found.due_at, found.id LIMIT 1
) t JOIN documents_document d ON d.client_id = t.client_id AND d.id = t.document_id

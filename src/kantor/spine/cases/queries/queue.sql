-- A page of the queue of these (client, role) pairs, most urgent first.
SELECT t.id, t.client_id, t.case_id, t.document_id, t.type, t.step, t.role, t.state, t.reasons, t.person_id, t.not_for, t.claimed_by,
    t.claimed_until, t.wake_at, t.due_at, t.created_at, d.number, d.party_name, d.amount, d.currency, d.file_name
FROM (
    SELECT found.* FROM unnest(%(clients)s::integer[], %(roles)s::text[]) AS mine (client_id, role)
    CROSS JOIN LATERAL (
        SELECT * FROM cases_task t
        WHERE t.client_id = mine.client_id AND t.role = mine.role AND t.state = %(state)s AND (%(type)s = '' OR t.type = %(type)s)
            AND (%(after_due)s::timestamptz IS NULL OR (t.due_at, t.id) > (%(after_due)s::timestamptz, %(after_id)s))
        ORDER BY t.due_at, t.id LIMIT 200
    ) found
    ORDER BY found.due_at, found.id LIMIT 200
) t JOIN documents_document d ON d.client_id = t.client_id AND d.id = t.document_id
ORDER BY t.due_at, t.id

-- A page of a register, the newest first, with the letter that it stands for.
SELECT e.id, e.client_id, e.document_id, e.direction, e.year, e.number, e.at, e.way, e.kind, e.name, e.email, e.subject, e.language, e.party_id,
    e.department, e.person, e.due_on, e.state, e.thread, o.id AS outbox_id, o.state AS outbox_state, o.sent_at
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM correspondence_entry x
    WHERE x.client_id = mine.client_id AND x.direction = %(direction)s::text AND x.id < %(before)s::bigint
        AND (%(kind)s::text = '' OR x.kind = %(kind)s::text) AND (%(department)s::text = '' OR x.department = %(department)s::text)
        AND (%(person)s::text = '' OR x.person = %(person)s::text) AND (%(state)s::text = '' OR x.state = %(state)s::text)
        AND (%(thread)s::text = '' OR x.thread = %(thread)s::text)
        AND (%(words)s::text = '' OR position(lower(%(words)s::text) IN lower(x.subject || ' ' || x.name || ' ' || x.email)) > 0)
    ORDER BY x.id DESC LIMIT %(limit)s::bigint
) e
LEFT JOIN documents_outbox o ON o.client_id = e.client_id AND o.key = e.outbox_key AND e.outbox_key <> ''
ORDER BY e.id DESC
LIMIT %(limit)s::bigint

-- What the rules say of these senders - of an address before its domain - and whether the office knows them.
SELECT w.place, r.verdict,
    EXISTS (SELECT FROM parties_party p WHERE lower(p.email) = w.address)
        OR EXISTS (SELECT FROM correspondence_entry e WHERE e.email = w.address AND e.direction = 'out') AS is_known
FROM jsonb_to_recordset(%(rows)s::jsonb) AS w (place integer, address text, domain text)
LEFT JOIN LATERAL (
    SELECT verdict FROM correspondence_sender_rule s
    WHERE s.client_id = %(client_id)s AND s.ended_at IS NULL AND s.pattern IN (w.address, w.domain)
    ORDER BY s.pattern = w.address DESC LIMIT 1
) r ON true

-- What the rules say of these senders - of an address before its domain - and whether the office knows them. Whoever is forged is nobody
-- whom a rule lets in, or whom the office knows.
SELECT w.place, r.verdict,
    w.proof <> 'forged' AND (EXISTS (SELECT FROM parties_party p WHERE lower(p.email) = w.address)
        OR EXISTS (SELECT FROM correspondence_entry e WHERE e.email = w.address AND e.direction = 'out')) AS is_known
FROM jsonb_to_recordset(%(rows)s::jsonb) AS w (place integer, address text, domain text, proof text)
LEFT JOIN LATERAL (
    SELECT verdict FROM correspondence_sender_rule s
    WHERE s.client_id = %(client_id)s AND s.ended_at IS NULL AND s.pattern IN (w.address, w.domain)
        AND (s.verdict <> 'allow' OR (w.proof <> 'forged' AND (NOT s.needs_proof OR w.proof = 'proven')))
    ORDER BY s.pattern = w.address DESC LIMIT 1
) r ON true

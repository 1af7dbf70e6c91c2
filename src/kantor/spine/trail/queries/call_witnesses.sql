-- Writes down that each witness is to be told the newest head, once a day, where something else than telling has happened since.
INSERT INTO trail_testimony (client_id, head_number, witness, told_on, next_try_at, created_at)
SELECT %(client_id)s::int, head.number, asked.witness, (%(at)s::timestamptz AT TIME ZONE 'UTC')::date, %(at)s::timestamptz, %(at)s::timestamptz
FROM unnest(%(witnesses)b::text[]) AS asked (witness)
CROSS JOIN LATERAL (
    SELECT h.number FROM trail_head h WHERE h.client_id = %(client_id)s::int ORDER BY h.number DESC LIMIT 1
) head
LEFT JOIN LATERAL (
    SELECT t.told_on, t.given_at, h.size
    FROM trail_testimony t JOIN trail_head h ON h.client_id = t.client_id AND h.number = t.head_number
    WHERE t.client_id = %(client_id)s::int AND t.witness = asked.witness
    ORDER BY t.told_on DESC LIMIT 1
) last ON true
WHERE last.told_on IS NULL
    OR (
        last.given_at IS NOT NULL
        AND EXISTS (
            SELECT FROM trail_leaf l JOIN trail_record r ON r.client_id = l.client_id AND r.id = l.record_id
            WHERE l.client_id = %(client_id)s::int AND l.position >= last.size AND r.kind NOT IN ('head.mailed', 'head.stamped')
        )
    )
ON CONFLICT (client_id, witness, told_on) DO NOTHING

-- Clients whose witnesses are to be told the newest head today, or are to be told again by now.
SELECT asked.client_id, min(coalesce(last.next_try_at, head.at)) AS due_at, count(*) AS number
FROM unnest(%(clients)b::int[], %(witnesses)b::text[]) AS asked (client_id, witness)
CROSS JOIN LATERAL (
    SELECT h.number, h.size, h.at FROM trail_head h WHERE h.client_id = asked.client_id ORDER BY h.number DESC LIMIT 1
) head
LEFT JOIN LATERAL (
    SELECT t.told_on, t.next_try_at, t.given_at, h.size
    FROM trail_testimony t JOIN trail_head h ON h.client_id = t.client_id AND h.number = t.head_number
    WHERE t.client_id = asked.client_id AND t.witness = asked.witness
    ORDER BY t.told_on DESC LIMIT 1
) last ON true
WHERE last.next_try_at <= %(at)s::timestamptz
    OR (last.told_on IS NULL AND head.size > 0)
    OR (
        last.given_at IS NOT NULL AND last.told_on < (%(at)s::timestamptz AT TIME ZONE 'UTC')::date
        AND EXISTS (
            SELECT FROM trail_leaf l JOIN trail_record r ON r.client_id = l.client_id AND r.id = l.record_id
            WHERE l.client_id = asked.client_id AND l.position >= last.size AND r.kind NOT IN ('head.mailed', 'head.stamped')
        )
    )
GROUP BY asked.client_id

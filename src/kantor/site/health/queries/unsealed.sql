-- Records of the audit trail that wait to be sealed: how many and since when, by client, the house itself (0) among them.
SELECT every.client_id, waiting.number, waiting.oldest_at
FROM (SELECT 0 AS client_id UNION ALL SELECT id FROM access_every_client() AS client (id)) every
LEFT JOIN LATERAL (
    SELECT record.transaction, record.id
    FROM trail_leaf leaf
    JOIN trail_record record ON record.client_id = leaf.client_id AND record.id = leaf.record_id
    WHERE leaf.client_id = every.client_id
    ORDER BY leaf.position DESC
    LIMIT 1
) last ON true
CROSS JOIN LATERAL (
    SELECT count(*) AS number, min(record.at) AS oldest_at
    FROM trail_record record
    WHERE record.client_id = every.client_id
      AND (record.transaction, record.id) > (coalesce(last.transaction, -1), coalesce(last.id, -1))
) waiting
WHERE waiting.number > 0
ORDER BY 1

-- Unsealed records, counted by whether they stand before the one sealed last or in the future, where no record can appear by itself.
WITH last AS (
    SELECT record.transaction, record.id
    FROM trail_leaf leaf
    JOIN trail_record record ON record.client_id = leaf.client_id AND record.id = leaf.record_id
    WHERE leaf.client_id = %(client_id)s::int
    ORDER BY leaf.position DESC
    LIMIT 1
), bounds AS (
    SELECT coalesce(last.transaction, -1) AS transaction, coalesce(last.id, -1) AS id, pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next
    FROM (SELECT) AS one
    LEFT JOIN last ON true
)
SELECT
    bounds.transaction < bounds.next
        AND ((record.transaction, record.id) < (bounds.transaction, bounds.id) OR record.transaction >= bounds.next) AS inserted,
    count(*) AS records,
    (array_agg(record.id ORDER BY record.id))[1:%(listed)s::int] AS first_ids
FROM trail_record record, bounds
WHERE record.client_id = %(client_id)s::int
    AND NOT EXISTS (SELECT FROM trail_leaf sealed WHERE sealed.client_id = record.client_id AND sealed.record_id = record.id)
GROUP BY 1

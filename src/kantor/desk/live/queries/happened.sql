-- What is certain now (a snapshot), and at which of the clients something was recorded that was not certain at the last look.
-- Transactions end in another order than they began in, so a record is new when the last look could not see it, whatever its number.
SELECT pg_current_snapshot()::text AS seen, array(
    SELECT mine.client_id
    FROM unnest(%(clients)s::integer[]) AS mine (client_id)
    WHERE EXISTS (
        SELECT FROM trail_record r
        WHERE r.client_id = mine.client_id
            AND r.transaction >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
            AND NOT pg_visible_in_snapshot(r.transaction::text::xid8, %(seen)s::pg_snapshot)
    )
) AS clients

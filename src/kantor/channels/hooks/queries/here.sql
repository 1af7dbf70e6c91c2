-- The first transaction that is not over for certain.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint

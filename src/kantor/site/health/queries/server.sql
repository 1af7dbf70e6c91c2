-- What the server says about itself: its time, settings that keep what was committed, its connections, the oldest transaction, its archiver.
SELECT clock_timestamp() AS at,
       ARRAY(SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off') AS careless,
       (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
       current_setting('max_connections')::int AS connections_at_most,
       (SELECT min(xact_start) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS oldest_transaction,
       pg_database_size(current_database()) AS size_bytes,
       archiver.last_failed_at, archiver.last_archived_at
FROM (SELECT last_failed_time AS last_failed_at, last_archived_time AS last_archived_at FROM pg_stat_archiver) archiver

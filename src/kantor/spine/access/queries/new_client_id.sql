-- The id of a client about to be taken on: row-level security wants it known before the row is written.
SELECT nextval(pg_get_serial_sequence('access_client', 'id'))::int

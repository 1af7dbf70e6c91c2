-- The log-ins of a person that are open, the one used last first.
SELECT key_hash AS key, address, agent, proved_by, began_at, seen_at
FROM access_session
WHERE person_id = %(person_id)s::integer AND ends_at > %(at)s::timestamptz AND seen_at > %(idle_since)s::timestamptz
ORDER BY seen_at DESC, began_at DESC

-- The next file that waits, with who handed it in and for whom.
SELECT f.id, f.bundle_id, f.number, f.name, f.data, f.sealed, b.person_id, b.allowed, b.chosen, b.confidential
FROM api_bundle_file f JOIN api_bundle b ON b.client_id = f.client_id AND b.id = f.bundle_id
WHERE f.client_id = %(client_id)s::integer AND f.done_at IS NULL
ORDER BY f.id LIMIT 1

-- Removes the files of old bundles, of which none waits.
DELETE FROM api_bundle_file f USING api_bundle b
WHERE f.client_id = %(client_id)s::integer AND b.client_id = f.client_id AND b.id = f.bundle_id AND b.created_at <= %(before)s::timestamptz
    AND NOT EXISTS (SELECT FROM api_bundle_file w WHERE w.client_id = b.client_id AND w.bundle_id = b.id AND w.done_at IS NULL)

-- Removes old bundles without files.
DELETE FROM api_bundle b
WHERE b.client_id = %(client_id)s::integer AND b.created_at <= %(before)s::timestamptz
    AND NOT EXISTS (SELECT FROM api_bundle_file f WHERE f.client_id = b.client_id AND f.bundle_id = b.id)

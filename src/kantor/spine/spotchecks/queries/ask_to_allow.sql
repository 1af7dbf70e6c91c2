-- A first person says why a stopped rule may pass values again.
UPDATE spotchecks_stop SET reason = %(reason)s, asked_by = %(person_id)s, asked_at = %(at)s
WHERE client_id = %(client_id)s AND id = %(id)s AND allowed_at IS NULL

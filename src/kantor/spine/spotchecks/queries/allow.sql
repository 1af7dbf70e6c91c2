-- A second person agrees that a stopped rule may pass values again.
UPDATE spotchecks_stop SET allowed_by = %(person_id)s, allowed_at = %(at)s
WHERE client_id = %(client_id)s AND id = %(id)s AND allowed_at IS NULL AND asked_by IS NOT NULL

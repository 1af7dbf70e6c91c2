-- Remembers the use of a passkey; none where its count does not grow, which a copy's would not.
UPDATE access_passkey SET sign_count = %(sign_count)s::bigint, last_used_at = %(at)s::timestamptz
WHERE id = %(id)s::integer AND (sign_count < %(sign_count)s::bigint OR (sign_count = 0 AND %(sign_count)s::bigint = 0))

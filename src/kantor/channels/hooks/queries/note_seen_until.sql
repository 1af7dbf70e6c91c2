-- How far in the audit trail a subscription has come.
UPDATE hooks_subscription SET seen_transaction = %(transaction)s::bigint, seen_record = %(record)s::bigint
WHERE client_id = %(client_id)s::integer AND id = %(id)s::bigint

-- Who decided what, in order.
SELECT id, version, step, outcome, maker_id, checker_id, four_eyes, reason, rules_hash, at FROM documents_decision
WHERE client_id = %(client_id)s AND document_id = %(document_id)s ORDER BY id

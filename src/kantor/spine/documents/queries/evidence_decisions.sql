-- Who decided what about some documents; the columns are those of the audit trail's records.
SELECT document_id, version, step, outcome, maker_id, checker_id, checker_for, four_eyes, reason, rules_hash, at FROM documents_decision
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[]) ORDER BY document_id, id

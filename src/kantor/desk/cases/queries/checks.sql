-- What the rules said each time, with the facts they were told.
SELECT id, version, findings, facts, rules_hash, at FROM documents_check
WHERE client_id = %(client_id)s AND document_id = %(document_id)s ORDER BY id

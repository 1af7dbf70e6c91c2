-- What the rules said about some documents each time, with the facts they were told.
SELECT document_id, version, findings, facts, rules_hash, at FROM documents_check
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[]) ORDER BY document_id, id

-- These documents carry their work themselves again.
UPDATE documents_document SET state = 'waiting' WHERE client_id = %(client_id)s::int AND id = ANY(%(ids)s::bigint[]) AND state = 'split'

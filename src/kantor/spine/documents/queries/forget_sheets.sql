-- Takes away what was read on the pages of originals whose keys were destroyed.
DELETE FROM documents_sheet WHERE client_id = %(client_id)s::int AND original_id = ANY(%(originals)s::bigint[])

-- The step at which a case stands, and those that come after it.
UPDATE cases_case SET step = %(step)s, remaining = %(remaining)s WHERE client_id = %(client_id)s AND document_id = %(document_id)s

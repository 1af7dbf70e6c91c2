-- What is not filed yet of the plans of some documents is struck.
UPDATE accounting_planned SET struck_on = %(on)s
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[]) AND filed_id IS NULL AND struck_on IS NULL

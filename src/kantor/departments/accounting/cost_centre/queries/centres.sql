-- The cost centres and projects of a client as they hold: of each code what was kept last.
SELECT DISTINCT ON (dimension, code) dimension, code, name, from_on, until_on, email, above, document_id
FROM accounting_centre
WHERE client_id = %(client_id)s AND reversed_by IS NULL
ORDER BY dimension, code, id DESC

-- When a client joined and left the One Stop Shop, in the order of the days.
SELECT joins, "on" FROM accounting_oss_registration WHERE client_id = %(client_id)s AND reversed_by IS NULL ORDER BY "on", document_id

-- By which document a centre was divided for the month that ends on a day.
SELECT document_id FROM accounting_allocation
WHERE client_id = %(client_id)s AND centre = %(centre)s AND "on" = %(on)s AND reversed_by IS NULL

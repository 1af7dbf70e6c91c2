-- What some changes had struck of plans waits again.
UPDATE accounting_planned SET struck_on = NULL, struck_by = NULL
WHERE client_id = %(client_id)s AND struck_by = ANY(%(documents)s::bigint[]) AND filed_id IS NULL

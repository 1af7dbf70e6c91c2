-- Items of some documents are on no checklist any more, from a day on.
UPDATE accounting_close_item SET ended_on = %(on)s
WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s::bigint[]) AND ended_on IS NULL

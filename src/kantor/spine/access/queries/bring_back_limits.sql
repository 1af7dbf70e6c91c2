-- Gives replaced limits the last day that they had before; those that were changed since stay as they are.
UPDATE access_limit held SET until_on = (change.before ->> 'until_on')::date
FROM access_change change
WHERE change.what = 'limit' AND change.document_id = ANY(%(ids)s::bigint[])
    AND held.client_id = %(client_id)s::int AND held.id = change.row_id AND change.client_id = held.client_id
    AND held.until_on = (change.after ->> 'until_on')::date

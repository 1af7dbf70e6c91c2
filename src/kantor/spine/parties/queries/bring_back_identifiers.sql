-- Takes back numbers given to parties and gives back those taken, unless that was changed since.
UPDATE parties_identifier i SET ended_on = (change.before ->> 'ended_on')::date
FROM parties_change change
WHERE change.what = 'identifier' AND change.client_id = %(client_id)s::int AND change.document_id = ANY(%(ids)s::bigint[])
    AND i.client_id = change.client_id AND i.id = change.row_id AND i.ended_on IS NOT DISTINCT FROM (change.after ->> 'ended_on')::date

-- Gives ended bank accounts the last day that they had before, unless that was changed since.
UPDATE parties_bank_account a SET until_on = (change.before ->> 'until_on')::date
FROM parties_change change
WHERE change.what = 'bank_account' AND change.client_id = %(client_id)s::int AND change.document_id = ANY(%(ids)s::bigint[])
    AND a.client_id = change.client_id AND a.id = change.row_id AND a.until_on = (change.after ->> 'until_on')::date

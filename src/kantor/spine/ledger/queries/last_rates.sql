-- The newest open items of currencies until days, by which those are worth something in the books; what is owed in the currency of the books has
-- the same amount twice.
SELECT w.currency, w.on_day, o.amount, o.local_amount, o.document_on, o.reference
FROM unnest(%(currencies)s::text[], %(days)s::date[]) AS w (currency, on_day)
CROSS JOIN LATERAL (
    SELECT i.amount, i.local_amount, i.document_on, i.reference FROM ledger_open_item i
    WHERE i.client_id = %(client_id)s AND i.currency = w.currency AND i.amount <> i.local_amount AND i.document_on <= w.on_day
    ORDER BY i.document_on DESC, i.id DESC LIMIT 1
) o

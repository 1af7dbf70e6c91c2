-- Open items with tax that waits for their payment: base and tax by code as they were booked with the item, in minor units of the books, the
-- accounts of both, and what was taken off the item since, in its order: [id, document, amount, row that it undoes], but for some of it. A posting that names a
-- partner belongs to the item that it names: an entry may settle one and open others.
WITH booked AS (
    SELECT o.id, o.client_id, o.currency AS item_currency, o.amount, p.tax_code, p.currency,
        min(a.number) FILTER (WHERE a.role LIKE 'waiting%%') AS account,
        min(a.number) FILTER (WHERE a.role NOT LIKE 'waiting%%') AS base_account,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role NOT LIKE 'waiting%%'), 0)::bigint AS net,
        coalesce(sum(p.dr - p.cr) FILTER (WHERE a.role LIKE 'waiting%%'), 0)::bigint AS tax
    FROM ledger_open_item o
    JOIN ledger_posting p ON p.client_id = o.client_id AND p.entry_id = o.entry_id AND p.tax_code = ANY(%(codes)s::text[])
        AND (p.party_id IS NULL OR p.text = o.reference)
    JOIN ledger_account a ON a.client_id = p.client_id AND a.id = p.account_id
    WHERE o.client_id = %(client_id)s AND o.id = ANY(%(items)s::bigint[])
    GROUP BY o.id, o.client_id, o.currency, o.amount, p.tax_code, p.currency
)
SELECT b.id, b.amount, b.tax_code, b.currency, b.account, b.base_account, b.net, b.tax, coalesce(s.steps, '[]'::jsonb) AS steps
FROM booked b
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(t.id, t.document_id, t.amount, t.reverses_id) ORDER BY t.id) AS steps
    FROM ledger_settlement t WHERE t.client_id = b.client_id AND t.open_item_id = b.id AND t.id <> ALL(%(but)s::bigint[])
) s ON true
WHERE b.tax <> 0
ORDER BY b.id, b.tax_code

-- Open items that were due some days before a day, with what is open of each and the tax of their invoices under some codes, by item; tax of an
-- entry with several items falls on each by its amount. In minor units, tax above zero as it was charged.
SELECT o.id, o.document_id, o.side, o.reference, o.due_on, o.currency, o.open, p.id AS party_id, p.name, t.currency AS own,
    t.tax * o.open AS share, sum(o.amount) OVER (PARTITION BY o.entry_id) AS whole
FROM ledger_open_item o
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
JOIN LATERAL (
    SELECT x.currency, abs(sum(x.dr - x.cr)) AS tax
    FROM ledger_posting x
    JOIN ledger_account a ON a.client_id = x.client_id AND a.id = x.account_id AND a.role ~ %(taxes)s
    WHERE x.client_id = o.client_id AND x.entry_id = o.entry_id AND x.tax_code = ANY(%(codes)s::text[])
    GROUP BY x.currency
) t ON t.tax <> 0
WHERE o.client_id = %(client_id)s AND o.open > 0 AND o.due_on <= %(due_until)s
ORDER BY o.side DESC, o.due_on, o.id

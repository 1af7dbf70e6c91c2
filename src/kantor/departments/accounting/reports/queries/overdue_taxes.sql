-- Open items that were due some days before a day, with what is open of each and the part of the tax of their invoices under some codes that falls
-- on it, by item. Items that took the place of others (instalments, and what is left of them) bear their part of the tax of those; tax of an entry
-- with several items falls on each by its amount. In minor units, tax above zero as it was charged.
WITH RECURSIVE step (item_id, root_id, part) AS (
    SELECT o.id, o.id, o.open::numeric / o.amount FROM ledger_open_item o
    WHERE o.client_id = %(client_id)s AND o.open > 0 AND o.due_on <= %(due_until)s
    UNION ALL
    SELECT s.item_id, r.id, s.part * i.amount / n.whole * x.amount / r.amount
    FROM step s
    JOIN ledger_open_item i ON i.client_id = %(client_id)s AND i.id = s.root_id
    JOIN ledger_settlement x ON x.client_id = i.client_id AND x.document_id = i.document_id AND x.reverses_id IS NULL
    JOIN ledger_open_item r ON r.client_id = x.client_id AND r.id = x.open_item_id AND r.id < i.id AND r.amount > 0
        AND (r.account_id, r.party_id, r.currency) = (i.account_id, i.party_id, i.currency)
    CROSS JOIN LATERAL (
        SELECT sum(e.amount) AS whole FROM ledger_open_item e
        WHERE e.client_id = i.client_id AND e.document_id = i.document_id
            AND (e.account_id, e.party_id, e.currency) = (i.account_id, i.party_id, i.currency)
    ) n
    WHERE NOT EXISTS (SELECT FROM ledger_posting p WHERE p.client_id = i.client_id AND p.entry_id = i.entry_id AND p.tax_code <> '')
)
SELECT o.id, o.document_id, o.side, o.reference, o.due_on, o.currency, o.open, l.id AS party_id, l.name, t.currency AS own,
    sum(s.part * t.tax * r.amount / t.whole) AS tax
FROM step s
JOIN ledger_open_item o ON o.client_id = %(client_id)s AND o.id = s.item_id
JOIN ledger_open_item r ON r.client_id = %(client_id)s AND r.id = s.root_id
JOIN parties_party p ON p.client_id = o.client_id AND p.id = o.party_id
JOIN parties_party l ON l.client_id = p.client_id AND l.id = coalesce(p.lead_id, p.id)
JOIN LATERAL (
    SELECT x.currency, abs(sum(x.dr - x.cr)) AS tax,
        (SELECT sum(e.amount) FROM ledger_open_item e WHERE e.client_id = r.client_id AND e.document_id = r.document_id AND e.entry_id = r.entry_id) AS whole
    FROM ledger_posting x
    JOIN ledger_account a ON a.client_id = x.client_id AND a.id = x.account_id AND a.role ~ %(taxes)s
    WHERE x.client_id = r.client_id AND x.entry_id = r.entry_id AND x.tax_code = ANY(%(codes)s::text[])
    GROUP BY x.currency
) t ON t.tax <> 0
GROUP BY o.id, o.document_id, o.side, o.reference, o.due_on, o.currency, o.open, l.id, l.name, t.currency
ORDER BY o.side DESC, o.due_on, o.id

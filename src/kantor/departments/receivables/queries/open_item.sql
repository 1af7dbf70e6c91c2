-- Receivables that are open, by their reference, with the tax that was booked with each.
SELECT o.id, o.reference, o.party_id, p.name AS customer, a.number AS account, o.currency, o.open, o.amount, o.local_amount, o.due_on,
    c.currency AS own, coalesce(t.taxes, '[]'::jsonb) AS taxes
FROM ledger_open_item o
JOIN access_client c ON c.id = o.client_id
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(x.number, s.tax_code, s.cr - s.dr) ORDER BY x.number) AS taxes
    FROM ledger_posting s JOIN ledger_account x ON x.client_id = s.client_id AND x.id = s.account_id
    WHERE s.client_id = o.client_id AND s.entry_id = o.entry_id AND x.role ~ '(^| )output_vat' AND s.tax_code <> ''
) t ON true
WHERE o.side = 'receivable' AND o.open > 0 AND o.reference = ANY(%(references)s::text[])
ORDER BY o.id

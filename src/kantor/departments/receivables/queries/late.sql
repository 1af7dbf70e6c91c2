-- Receivables by their reference, open or paid, with what was paid when, and until when interest was charged on each.
SELECT o.id, o.reference, o.party_id, o.currency, o.amount, o.open, o.due_on, a.number AS account, p.name AS customer, p.country, p.language, p.email, p.address,
    EXISTS (SELECT FROM parties_identifier i WHERE i.client_id = p.client_id AND i.party_id = p.id AND i.ended_on IS NULL
        AND i.scheme IN ('vat', 'nip', 'npwp')) AS is_business,
    coalesce(s.paid, '[]'::jsonb) AS paid, n.charged_until, coalesce(n.lump_sums, 0) > 0 AS has_lump_sum
FROM ledger_open_item o
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(coalesce(x.paid_on, d.document_on, x.at::date), x.amount)
        ORDER BY coalesce(x.paid_on, d.document_on, x.at::date), x.id) AS paid
    FROM ledger_settlement x JOIN documents_document d ON d.client_id = x.client_id AND d.id = x.document_id
    WHERE x.client_id = o.client_id AND x.open_item_id = o.id
) s ON true
LEFT JOIN LATERAL (
    SELECT max(r.content -> 'values' -> 'until_on' ->> 0) AS charged_until,
        count(*) FILTER (WHERE (r.content -> 'values' -> 'lump_sum' ->> 0) ~ '[1-9]') AS lump_sums
    FROM documents_document x
    JOIN documents_reading r ON r.client_id = x.client_id AND r.document_id = x.id AND r.version = x.reading_version
    WHERE x.client_id = o.client_id AND x.type = 'receivables.interest_note'
        AND documents_way(x.type, x.seen_by) = 'receivables.interest_note'
        AND x.state = 'effective' AND x.number = o.reference
        AND coalesce(nullif(r.content -> 'values' -> 'open_item_id' ->> 0, ''), o.id::text) = o.id::text
) n ON true
WHERE o.side = 'receivable' AND o.amount > 0 AND o.reference = ANY(%(references)s::text[])
ORDER BY o.id

-- The tax that was booked with open items, and what it was charged on, by account and code; of an instalment that of the invoice whose place
-- it took, with what of it lies before the instalment. In minor units, the base and the tax on the side of a sale positive.
WITH RECURSIVE step (item_id, root_id, before) AS (
    SELECT o.id, o.id, 0::bigint FROM ledger_open_item o WHERE o.id = ANY(%(items)s::bigint[])
    UNION
    SELECT p.item_id, s.open_item_id, p.before + coalesce((
        SELECT sum(b.amount) FROM ledger_open_item b
        WHERE b.client_id = i.client_id AND b.document_id = i.document_id AND b.id < i.id
    ), 0)::bigint
    FROM step p
    JOIN ledger_open_item i ON i.id = p.root_id
    JOIN documents_document d ON d.client_id = i.client_id AND d.id = i.document_id
        AND documents_way(d.type, d.seen_by) IN ('receivables.instalment_plan', 'receivables.instalment_default')
    JOIN LATERAL (
        SELECT min(x.open_item_id) AS open_item_id FROM ledger_settlement x WHERE x.client_id = i.client_id AND x.document_id = i.document_id
    ) s ON s.open_item_id IS NOT NULL
), root AS (
    SELECT DISTINCT ON (item_id) item_id, root_id, before FROM step ORDER BY item_id, root_id
)
SELECT r.item_id, r.before, o.amount AS whole, coalesce(t.taxes, '[]'::jsonb) AS taxes
FROM root r
JOIN ledger_open_item o ON o.id = r.root_id
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(g.number, g.tax_code, g.tax, g.base) ORDER BY g.number, g.tax_code) AS taxes
    FROM (
        SELECT max(x.number) FILTER (WHERE x.role ~ '(^| )(output_vat|oss_vat)') AS number, s.tax_code,
            coalesce(sum(s.cr - s.dr) FILTER (WHERE x.role ~ '(^| )(output_vat|oss_vat)'), 0)::bigint AS tax,
            coalesce(sum(s.cr - s.dr) FILTER (WHERE x.role !~ '(^| )(output_vat|oss_vat)'), 0)::bigint AS base
        FROM ledger_posting s JOIN ledger_account x ON x.client_id = s.client_id AND x.id = s.account_id
        WHERE s.client_id = o.client_id AND s.entry_id = o.entry_id AND s.tax_code <> ''
        GROUP BY s.tax_code
    ) g WHERE g.tax <> 0
) t ON true

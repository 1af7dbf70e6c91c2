-- What was open at the end of a day between a client and another one, by that client's books: debit less credit.
SELECT o.reference, o.currency, o.document_id, o.document_on, CASE o.side WHEN 'receivable' THEN o.open ELSE -o.open END AS open
FROM ledger_open_on(%(client_id)s, %(until_on)s) o
WHERE o.party_id IN (
    SELECT f.id
    FROM access_client m
    JOIN parties_identifier i ON i.client_id = %(client_id)s AND i.ended_on IS NULL AND i.scheme IN ('vat', 'nip', 'npwp', 'tax')
        AND i.value IN (nullif(m.vat_id, ''), nullif(m.tax_number, ''), nullif(substr(m.vat_id, 3), ''))
    JOIN parties_party p ON p.client_id = i.client_id AND p.id = i.party_id
    JOIN parties_party f ON f.client_id = p.client_id AND coalesce(f.lead_id, f.id) = coalesce(p.lead_id, p.id)
    WHERE m.id = %(partner_id)s
)
ORDER BY o.document_on, o.id

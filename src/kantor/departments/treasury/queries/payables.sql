-- What could be paid: payables due until a day or losing their discount by then, and credits, with the discount that holds on the day of
-- payment and the agreed account - both those of all that were merged, to whom they lead -; without those that stand in a run that waits for its release.
SELECT o.id AS open_item_id, o.document_id, p.id AS party_id, p.name AS creditor, p.address, p.country, o.reference, o.currency, o.open,
    o.due_on, coalesce(d.amount, 0) AS discount, d.until AS discount_until, coalesce(b.iban, o.iban) AS iban, coalesce(b.bic, '') AS bic,
    b.id IS NOT NULL AS agreed, o.held_reason, EXISTS (
        SELECT FROM parties_family(o.party_id) AS own (id) JOIN parties_party m ON m.client_id = o.client_id AND m.id = own.id
        WHERE m.blocked_on IS NOT NULL
    ) AS blocked
FROM ledger_open_item o
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
LEFT JOIN LATERAL (
    SELECT (item ->> 0)::date AS until, (item ->> 1)::bigint AS amount
    FROM jsonb_array_elements(o.discounts) AS item
    WHERE (item ->> 0)::date >= %(pay_on)s AND o.open = o.amount
    ORDER BY (item ->> 1)::bigint DESC LIMIT 1
) d ON true
LEFT JOIN LATERAL (
    SELECT b.id, b.iban, b.bic
    FROM parties_family(o.party_id) AS own (id)
    JOIN parties_bank_account b ON b.client_id = o.client_id AND b.party_id = own.id
    WHERE b.from_on <= %(pay_on)s AND b.until_on IS NULL AND (o.iban = '' OR b.iban = o.iban)
    ORDER BY b.party_id = o.party_id DESC, b.id DESC LIMIT 1
) b ON true
WHERE o.client_id = %(client_id)s AND o.side = 'payable' AND o.open <> 0
    AND (o.due_on <= %(until)s OR d.until <= %(until)s OR o.open < 0)
    AND NOT EXISTS (
        SELECT 1 FROM documents_document run
        JOIN documents_reading r ON r.client_id = run.client_id AND r.document_id = run.id AND r.version = run.reading_version
        CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'payments') AS paid
        WHERE run.client_id = o.client_id AND run.type = 'treasury.payment_run' AND run.state IN ('waiting', 'ready')
            AND paid -> 'open_item_id' ->> 0 = o.id::text
    )
ORDER BY p.name, p.id, o.due_on, o.id

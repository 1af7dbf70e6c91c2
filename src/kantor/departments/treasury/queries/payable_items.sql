-- Open items as they stand now, each owed to whom its party leads to, with the discount that holds on the day of payment and the account that two people agreed to for
-- any of those that were merged, its own before the others'.
SELECT o.id AS open_item_id, o.client_id, p.id AS party_id, o.party_id AS booked_party_id, p.name AS creditor, o.reference, a.number AS account, o.currency, o.open,
    o.amount, o.local_amount, coalesce(d.amount, 0) AS discount, coalesce(b.iban, o.iban) AS iban, coalesce(b.bic, '') AS bic,
    b.id IS NOT NULL AS agreed, o.held_reason, EXISTS (
        SELECT FROM parties_family(o.party_id) AS own (id) JOIN parties_party m ON m.client_id = o.client_id AND m.id = own.id
        WHERE m.blocked_on IS NOT NULL
    ) AS blocked
FROM ledger_open_item o
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
LEFT JOIN LATERAL (
    SELECT (item ->> 1)::bigint AS amount FROM jsonb_array_elements(o.discounts) AS item
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
WHERE o.id = ANY(%(ids)s) AND o.side = 'payable' AND o.open <> 0

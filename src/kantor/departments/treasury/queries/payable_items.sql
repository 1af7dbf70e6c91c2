-- Open items as they stand now, with the discount that holds on the day of payment and the account that two people agreed to.
SELECT o.id AS open_item_id, o.client_id, o.party_id, p.name AS creditor, o.reference, a.number AS account, o.currency, o.open,
    o.amount, o.local_amount, coalesce(d.amount, 0) AS discount, coalesce(b.iban, o.iban) AS iban, coalesce(b.bic, '') AS bic,
    b.id IS NOT NULL AS agreed, o.held_reason, p.blocked_on IS NOT NULL AS blocked
FROM ledger_open_item o
JOIN parties_party p ON p.client_id = o.client_id AND p.id = o.party_id
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
LEFT JOIN LATERAL (
    SELECT (item ->> 1)::bigint AS amount FROM jsonb_array_elements(o.discounts) AS item
    WHERE (item ->> 0)::date >= %(pay_on)s AND o.open = o.amount
    ORDER BY (item ->> 1)::bigint DESC LIMIT 1
) d ON true
LEFT JOIN LATERAL (
    SELECT b.id, b.iban, b.bic FROM parties_bank_account b
    WHERE b.client_id = o.client_id AND b.party_id = o.party_id AND b.from_on <= %(pay_on)s AND b.until_on IS NULL
        AND (o.iban = '' OR b.iban = o.iban)
    ORDER BY b.id DESC LIMIT 1
) b ON true
WHERE o.id = ANY(%(ids)s) AND o.side = 'payable' AND o.open <> 0

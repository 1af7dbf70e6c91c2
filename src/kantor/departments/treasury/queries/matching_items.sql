-- Open items of which just as much is open as one of these amounts, with whom, and the accounts that are known of them.
SELECT o.id, o.side, o.document_id, a.number AS account, o.party_id, p.name, o.reference, o.currency, o.open, o.amount, o.local_amount, o.due_on,
    array_remove(array_agg(DISTINCT b.iban), NULL) || ARRAY[o.iban] AS ibans
FROM ledger_open_item o
JOIN ledger_account a ON a.client_id = o.client_id AND a.id = o.account_id
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
LEFT JOIN parties_bank_account b ON b.client_id = o.client_id AND b.party_id = p.id AND b.until_on IS NULL
WHERE o.client_id = %(client_id)s AND o.currency = %(currency)s AND o.open <> 0
    AND CASE WHEN o.side = 'payable' THEN -o.open ELSE o.open END = ANY(%(amounts)s::bigint[])
GROUP BY o.id, a.number, p.name
ORDER BY o.due_on, o.id

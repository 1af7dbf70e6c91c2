-- Enter payments to agreed accounts of parties none of whose family is blocked, for open items that nobody holds back. Answers each payment: whether it
-- was entered, what stood in its way, and the creditor's address.
WITH wanted AS (
    SELECT r.*, p.address, p.country, f.blocked_on IS NOT NULL AS blocked, coalesce(f.blocked_reason, '') AS blocked_reason, b.id AS account_id, coalesce(h.held_reason, '') AS held_reason
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, party_id bigint, iban text, end_to_end_id text, currency text,
        amount bigint, local_amount bigint, execute_on date, remittance text, open_item_ids bigint[])
    JOIN parties_party p ON p.client_id = %(client_id)s AND p.id = r.party_id
    LEFT JOIN LATERAL (
        SELECT b.id
        FROM parties_family(r.party_id) AS own (id)
        JOIN parties_bank_account b ON b.client_id = %(client_id)s AND b.party_id = own.id
        WHERE b.iban = r.iban AND b.from_on <= r.execute_on AND b.until_on IS NULL
        ORDER BY b.party_id = r.party_id DESC, b.id DESC LIMIT 1
    ) b ON true
    LEFT JOIN LATERAL (
        SELECT m.blocked_on, m.blocked_reason
        FROM parties_family(r.party_id) AS own (id)
        JOIN parties_party m ON m.client_id = %(client_id)s AND m.id = own.id
        WHERE m.blocked_on IS NOT NULL ORDER BY m.id = r.party_id DESC, m.blocked_on LIMIT 1
    ) f ON true
    LEFT JOIN LATERAL (
        SELECT o.held_reason FROM ledger_open_item o
        WHERE o.client_id = %(client_id)s AND o.id = ANY(r.open_item_ids) AND o.held_reason <> '' ORDER BY o.id LIMIT 1
    ) h ON true
), entered AS (
    INSERT INTO treasury_payment (client_id, document_id, party_id, bank_account_id, end_to_end_id, iban, currency, amount, execute_on, remittance,
        open_items, local_amount)
    SELECT %(client_id)s, document_id, party_id, account_id, end_to_end_id, iban, currency, amount, execute_on, remittance, to_jsonb(open_item_ids),
        local_amount
    FROM wanted WHERE account_id IS NOT NULL AND NOT blocked AND held_reason = ''
    RETURNING end_to_end_id
)
SELECT w.end_to_end_id, w.address, w.country, w.blocked, w.blocked_reason, w.held_reason, e.end_to_end_id IS NOT NULL AS entered
FROM wanted w LEFT JOIN entered e ON e.end_to_end_id = w.end_to_end_id

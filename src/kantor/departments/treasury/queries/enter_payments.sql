-- Enter payments to agreed accounts; a payment whose account nobody agreed to is not entered. Answers those that were, with the creditor's address.
WITH entered AS (
    INSERT INTO treasury_payment (client_id, document_id, party_id, bank_account_id, end_to_end_id, iban, currency, amount, execute_on, remittance)
    SELECT %(client_id)s, r.document_id, r.party_id, b.id, r.end_to_end_id, r.iban, r.currency, r.amount, r.execute_on, r.remittance
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, party_id bigint, iban text, end_to_end_id text, currency text,
        amount bigint, execute_on date, remittance text)
    JOIN LATERAL (
        SELECT b.id FROM parties_bank_account b
        WHERE b.client_id = %(client_id)s AND b.party_id = r.party_id AND b.iban = r.iban AND b.from_on <= r.execute_on AND b.until_on IS NULL
        ORDER BY b.id DESC LIMIT 1
    ) b ON true
    RETURNING end_to_end_id, party_id
)
SELECT e.end_to_end_id, p.address, p.country FROM entered e
JOIN parties_party p ON p.client_id = %(client_id)s AND p.id = e.party_id

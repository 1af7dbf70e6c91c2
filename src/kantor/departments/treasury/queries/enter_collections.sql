-- Enter direct debits by mandates that stand on their day for the account that was released, of open items that nobody holds back. Answers each
-- direct debit of such a mandate: why its item is held back, '' where it was entered, and what the file for the bank says of the mandate.
WITH wanted AS (
    SELECT r.*, m.id AS mandate_id, m.party_id, m.bic, m.scheme, m.signed_on, coalesce(h.held_reason, '') AS held_reason
    FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, mandate text, iban text, end_to_end_id text, amount bigint, local_amount bigint,
        collect_on date, sequence text, remittance text, open_item_ids bigint[])
    JOIN treasury_mandate m ON m.client_id = %(client_id)s AND m.reference = r.mandate AND m.iban = r.iban AND m.reversed_by IS NULL
    LEFT JOIN LATERAL (
        SELECT e.ends_on FROM treasury_mandate_end e
        WHERE e.client_id = m.client_id AND e.mandate_id = m.id AND e.reversed_by IS NULL ORDER BY e.id DESC LIMIT 1
    ) e ON true
    LEFT JOIN LATERAL (
        SELECT o.held_reason FROM ledger_open_item o
        WHERE o.client_id = %(client_id)s AND o.id = ANY(r.open_item_ids) AND o.held_reason <> '' ORDER BY o.id LIMIT 1
    ) h ON true
    WHERE least(e.ends_on, m.ends_on) IS NULL OR least(e.ends_on, m.ends_on) >= r.collect_on
), entered AS (
    INSERT INTO treasury_payment (client_id, document_id, party_id, mandate_id, end_to_end_id, iban, currency, amount, execute_on, remittance,
        open_items, sequence, local_amount)
    SELECT %(client_id)s, document_id, party_id, mandate_id, end_to_end_id, iban, 'EUR', amount, collect_on, remittance, to_jsonb(open_item_ids), sequence,
        local_amount
    FROM wanted WHERE held_reason = ''
    RETURNING end_to_end_id
)
SELECT w.end_to_end_id, w.iban, w.bic, w.scheme, w.signed_on, w.held_reason
FROM wanted w

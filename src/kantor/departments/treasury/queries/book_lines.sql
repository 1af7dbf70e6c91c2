-- Note the lines of statements that take effect; answers those that are new, because the same line is booked once only.
INSERT INTO treasury_statement_line (client_id, document_id, no, account, ledger_account, booked_on, value_on, currency, amount, name, iban, reference,
    end_to_end_id, text, state, booked_to, occurrence, likeness, evidence, shares, batch_reference, batch_line_id, exchange_rate)
SELECT %(client_id)s, document_id, no, account, ledger_account, booked_on, value_on, currency, amount, name, iban, reference, end_to_end_id, text,
    state, booked_to, occurrence, likeness, evidence, shares, batch_reference, batch_line_id, exchange_rate
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, no integer, account text, ledger_account text, booked_on date, value_on date,
    currency text, amount bigint, name text, iban text, reference text, end_to_end_id text, text text, state text, booked_to text,
    occurrence integer, likeness text, evidence text, shares jsonb, batch_reference text,
    batch_line_id bigint, exchange_rate numeric)
ON CONFLICT DO NOTHING
RETURNING document_id, no

-- Note the statements that take effect.
INSERT INTO treasury_statement (client_id, document_id, account, ledger_account, currency, number, from_on, to_on, opening, closing, profile, mapping)
SELECT %(client_id)s, document_id, account, ledger_account, currency, number, from_on, to_on, opening, closing, profile, mapping
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, account text, ledger_account text, currency text, number text, from_on date,
    to_on date, opening bigint, closing bigint, profile text, mapping jsonb)

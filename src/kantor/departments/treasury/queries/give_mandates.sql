-- Note mandates; answers those whose reference stood nowhere.
INSERT INTO treasury_mandate (client_id, document_id, party_id, reference, creditor_id, scheme, is_recurrent, signed_on, iban, bic, ends_on, notice_days)
SELECT %(client_id)s, document_id, party_id, reference, creditor_id, scheme, is_recurrent, signed_on, iban, bic, ends_on, notice_days
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, party_id bigint, reference text, creditor_id text, scheme text,
    is_recurrent boolean, signed_on date, iban text, bic text, ends_on date, notice_days smallint)
ON CONFLICT DO NOTHING
RETURNING reference

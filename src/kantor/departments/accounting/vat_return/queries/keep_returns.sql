-- Keep returns that took effect, and put their files into the outbox: approved by the return's own two people.
WITH given AS (
    SELECT * FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
        document_id bigint, form text, from_on date, until_on date, purpose text, is_first boolean, currency text, tax bigint, payable bigint,
        key text, content jsonb, file text
    )
), filed AS (
    INSERT INTO documents_outbox (client_id, document_id, key, kind, content, file, state, created_at)
    SELECT %(client_id)s, document_id, key, 'tax_return', content, decode(file, 'hex'), 'approved', %(at)s::timestamptz FROM given
    WHERE file IS NOT NULL
)
INSERT INTO accounting_vat_return (client_id, document_id, form, from_on, until_on, purpose, is_first, currency, tax, payable, receipt)
SELECT %(client_id)s, document_id, form, from_on, until_on, purpose, is_first, currency, tax, payable, '' FROM given

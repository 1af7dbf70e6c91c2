-- Agrees to bank accounts of parties that are there, unless one is agreed to already for that time.
INSERT INTO parties_bank_account (client_id, party_id, iban, bic, holder, from_on, document_id)
SELECT %(client_id)s::int, given.party_id, given.iban, given.bic, given.holder, given.from_on, given.document_id
FROM jsonb_to_recordset(%(rows)s::jsonb) AS given (party_id bigint, iban text, bic text, holder text, from_on date, document_id bigint)
JOIN parties_party p ON p.client_id = %(client_id)s::int AND p.id = given.party_id
WHERE NOT EXISTS (
    SELECT FROM parties_bank_account known
    WHERE known.client_id = %(client_id)s::int AND known.party_id IN (SELECT own.id FROM parties_family(given.party_id) AS own (id)) AND known.iban = given.iban
        AND (known.until_on IS NULL OR known.until_on >= greatest(given.from_on, known.from_on))
)

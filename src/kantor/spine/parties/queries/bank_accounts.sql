-- Bank accounts that parties have or had.
SELECT id, party_id, iban, bic, holder, from_on, until_on, document_id
FROM parties_bank_account
WHERE party_id = ANY(%(ids)s::bigint[])
ORDER BY party_id, from_on, id

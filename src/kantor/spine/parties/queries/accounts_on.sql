-- Bank accounts of parties that may be paid to on a day.
SELECT party_id, iban, bic, holder, from_on, until_on
FROM parties_bank_account
WHERE party_id = ANY(%(ids)s::bigint[]) AND from_on <= %(as_of)s::date AND (until_on IS NULL OR until_on >= %(as_of)s::date)
ORDER BY party_id, from_on DESC, id DESC

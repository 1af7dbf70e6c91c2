-- Bank accounts that may be paid to on a day, of parties and of those that they were merged with.
SELECT asked.id AS party_id, a.iban, a.bic, a.holder, a.from_on, a.until_on
FROM unnest(%(ids)s::bigint[]) AS asked (id)
CROSS JOIN LATERAL parties_family(asked.id) AS own (id)
CROSS JOIN LATERAL (
    SELECT b.id, b.iban, b.bic, b.holder, b.from_on, b.until_on
    FROM parties_bank_account b
    WHERE b.party_id = own.id AND b.from_on <= %(as_of)s::date AND (b.until_on IS NULL OR b.until_on >= %(as_of)s::date)
    OFFSET 0
) a
ORDER BY asked.id, a.from_on DESC, a.id DESC

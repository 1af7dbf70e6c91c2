-- Parties with whom something is open, with the accounts that two people agreed to.
SELECT p.id, p.name, array_remove(array_agg(DISTINCT b.iban), NULL) AS ibans
FROM parties_party p
LEFT JOIN parties_bank_account b ON b.client_id = p.client_id AND b.party_id = p.id AND b.until_on IS NULL
WHERE p.client_id = %(client_id)s AND p.id = ANY(%(parties)s::bigint[])
GROUP BY p.id, p.name
ORDER BY p.id

-- Mandates that were not taken back, of these parties and of all that were merged with them, or under these references; with the last day on which was
-- collected by each, without what came back.
SELECT asked.id AS asked_id, m.party_id, p.name AS party, m.reference, m.creditor_id, m.scheme, m.is_recurrent, m.signed_on, m.iban, m.bic, m.notice_days,
    least(e.ends_on, m.ends_on) AS ends_on, m.ends_on AS given_until,
    (SELECT max(c.execute_on) FROM treasury_payment c
     WHERE c.client_id = m.client_id AND c.mandate_id = m.id AND c.reversed_by IS NULL AND c.returned_by IS NULL) AS last_on
FROM treasury_mandate m
JOIN parties_party p ON p.client_id = m.client_id AND p.id = m.party_id
LEFT JOIN LATERAL (
    SELECT e.ends_on FROM treasury_mandate_end e
    WHERE e.client_id = m.client_id AND e.mandate_id = m.id AND e.reversed_by IS NULL ORDER BY e.id DESC LIMIT 1
) e ON true
LEFT JOIN LATERAL (
    SELECT one.id FROM unnest(%(parties)s::bigint[]) AS one (id)
    WHERE one.id = m.party_id OR m.party_id IN (SELECT own.id FROM parties_family(one.id) AS own (id))
) asked ON true
WHERE m.client_id = %(client_id)s AND m.reversed_by IS NULL
    AND (m.reference = ANY(%(references)s::text[]) OR asked.id IS NOT NULL)
ORDER BY m.id

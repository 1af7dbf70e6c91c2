-- Parties by id. Merged ones share their blocks: whoever is not blocked itself is where one of its family is.
SELECT
    p.id, p.client_id, p.number, p.name, p.sort_key, p.kind AS role, p.country, p.language, p.address, p.email, p.account, p.payment_days, p.terms,
    coalesce(p.blocked_on, f.blocked_on) AS blocked_on,
    CASE WHEN p.blocked_on IS NULL THEN coalesce(f.blocked_reason, '') ELSE p.blocked_reason END AS blocked_reason,
    p.document_id, p.merged_into_id, p.lead_id
FROM parties_party p
LEFT JOIN LATERAL (
    SELECT m.blocked_on, m.blocked_reason
    FROM parties_family(p.id) AS own (id)
    JOIN parties_party m ON m.id = own.id
    WHERE own.id <> p.id AND m.blocked_on IS NOT NULL ORDER BY m.blocked_on, m.id LIMIT 1
) f ON true
WHERE p.id = ANY(%(ids)s::bigint[])

-- A page of suppliers or customers by name, with what is open of each and of those merged into it, in each currency.
SELECT p.id, p.client_id, p.number, p.name, p.sort_key, p.country, p.account, p.terms ->> 'credit_limit' AS credit_limit,
    coalesce(p.blocked_on, blocked.blocked_on) AS blocked_on, owed.amounts
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM parties_party p
    WHERE p.client_id = mine.client_id AND p.kind = %(role)s::text AND p.lead_id IS NULL AND (p.sort_key, p.id) > (%(after_key)s::text, %(after_id)s::bigint)
        AND (%(ids)s::bigint[] IS NULL OR p.id = ANY(%(ids)s::bigint[]))
    ORDER BY p.sort_key, p.id LIMIT %(limit)s::bigint
) p
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(s.currency, s.open) ORDER BY s.currency) AS amounts
    FROM (
        SELECT o.currency, sum(o.open) AS open
        FROM parties_family(p.id) AS own (id)
        JOIN ledger_open_item o ON o.client_id = p.client_id AND o.party_id = own.id
        WHERE o.side = %(side)s::text AND o.open <> 0
        GROUP BY o.currency
    ) s
) owed ON true
LEFT JOIN LATERAL (
    SELECT min(m.blocked_on) AS blocked_on FROM parties_party m WHERE m.client_id = p.client_id AND m.lead_id = p.id
) blocked ON true
ORDER BY p.sort_key, p.id
LIMIT %(limit)s::bigint

-- A page of statements, the newest first: how many of their lines wait in the suspense account, and whether the balance before meets their own.
SELECT s.id, s.client_id, s.document_id, s.account, s.number, s.from_on, s.to_on, s.currency, s.opening, s.closing,
    (SELECT count(*) FROM treasury_statement_line l
     WHERE l.client_id = s.client_id AND l.document_id = s.document_id AND l.state = 'suspense' AND l.reversed_by IS NULL) AS waiting,
    before.closing IS DISTINCT FROM s.opening AND before.closing IS NOT NULL AND s.opening IS NOT NULL AS has_gap
FROM unnest(%(clients)s::integer[]) AS mine (client_id)
CROSS JOIN LATERAL (
    SELECT * FROM treasury_statement t
    WHERE t.client_id = mine.client_id AND t.reversed_by IS NULL AND (t.to_on, t.id) < (%(before_on)s::date, %(before_id)s::bigint)
    ORDER BY t.to_on DESC, t.id DESC LIMIT %(limit)s::bigint
) s
LEFT JOIN LATERAL (
    SELECT t.closing FROM treasury_statement t
    WHERE t.client_id = s.client_id AND t.account = s.account AND t.currency = s.currency AND t.reversed_by IS NULL
        AND (t.to_on, t.id) < (s.to_on, s.id)
    ORDER BY t.to_on DESC, t.id DESC LIMIT 1
) before ON true
ORDER BY s.to_on DESC, s.id DESC
LIMIT %(limit)s::bigint

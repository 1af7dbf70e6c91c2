-- How the last files that look like these were read: of the same account, else of whichever of the bank; is_own tells which, because banks write
-- the amounts of a card with the other sign than those of a current account, under the same header; accounts: all of which such files came.
SELECT asked.profile, asked.account, known.mapping, known.account = asked.account AS is_own,
    (SELECT array_agg(DISTINCT s.account ORDER BY s.account) FROM treasury_statement s
     WHERE s.client_id = %(client_id)s AND s.profile = asked.profile AND s.reversed_by IS NULL) AS accounts
FROM unnest(%(profiles)s::text[], %(accounts)s::text[]) AS asked (profile, account)
CROSS JOIN LATERAL (
    SELECT s.account, s.mapping
    FROM treasury_statement s
    WHERE s.client_id = %(client_id)s AND s.profile = asked.profile AND s.profile <> '' AND s.mapping <> '{}'::jsonb AND s.reversed_by IS NULL
    ORDER BY s.account = asked.account DESC, s.id DESC LIMIT 1
) known

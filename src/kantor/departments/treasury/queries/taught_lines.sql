-- Where lines like these went when people booked them to an account: the newest first, and how often in a row to the same one.
SELECT asked.likeness, l.booked_to AS account, l.booked_on, count(*) OVER (PARTITION BY l.likeness, l.booked_to) AS times
FROM unnest(%(likenesses)s::text[]) AS asked (likeness)
CROSS JOIN LATERAL (
    SELECT t.likeness, t.booked_to, t.booked_on FROM treasury_statement_line t
    WHERE t.client_id = %(client_id)s AND t.likeness = asked.likeness AND t.state = 'account' AND t.reversed_by IS NULL
    ORDER BY t.id DESC LIMIT 3
) l

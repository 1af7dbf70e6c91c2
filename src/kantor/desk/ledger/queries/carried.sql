-- What an account has come to before a posting: its balance when the days begin, and what was posted within them so far; of one cost centre
-- or project what was posted within the days alone.
SELECT coalesce((
    SELECT sum(b.dr - b.cr) FROM ledger_balance b
    JOIN ledger_period p ON p.client_id = b.client_id AND p.id = b.period_id
    WHERE b.client_id = a.client_id AND b.account_id = a.id AND b.ledger IN ('main', 'closing')
        AND p.ends_on < %(from_on)s AND %(cost_centre)s::text IS NULL AND %(project)s::text IS NULL
), 0)::bigint + coalesce((
    SELECT sum(p.dr - p.cr) FROM ledger_posting p
    JOIN ledger_entry e ON e.client_id = p.client_id AND e.id = p.entry_id
    WHERE p.account_id = a.id AND p.id <= %(after)s AND p.client_id = a.client_id
        AND (e.ledger = 'main' OR (e.ledger = 'closing' AND e.booked_on < %(until_on)s
            AND %(cost_centre)s::text IS NULL AND %(project)s::text IS NULL))
        AND e.booked_on BETWEEN %(from_on)s AND %(until_on)s
        AND (%(cost_centre)s::text IS NULL OR p.cost_centre = %(cost_centre)s) AND (%(project)s::text IS NULL OR p.project = %(project)s)
), 0)::bigint AS carried
FROM ledger_account a
WHERE a.client_id = %(client_id)s AND a.number = %(number)s

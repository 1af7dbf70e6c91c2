-- Close a period that is open, or reopen (without a moment) one that is closed; waits for those who are posting into it.
UPDATE ledger_period SET closed_at = %(closed_at)s::timestamptz
WHERE client_id = %(client_id)s AND year = %(year)s AND number = %(number)s AND (closed_at IS NULL) = (%(closed_at)s::timestamptz IS NOT NULL)

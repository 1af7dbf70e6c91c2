-- Close a period that is open; waits for those who are posting into it.
UPDATE ledger_period SET closed_at = %(at)s
WHERE client_id = %(client_id)s AND year = %(year)s AND number = %(number)s AND closed_at IS NULL

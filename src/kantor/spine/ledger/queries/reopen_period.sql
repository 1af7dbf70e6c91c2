-- Reopen a period that is closed.
UPDATE ledger_period SET closed_at = NULL
WHERE client_id = %(client_id)s AND year = %(year)s AND number = %(number)s AND closed_at IS NOT NULL AND %(at)s IS NOT NULL

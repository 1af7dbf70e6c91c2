-- Ends, yesterday at the latest, the bank accounts that documents brought; what was before its first day never was.
UPDATE parties_bank_account SET until_on = least(coalesce(until_on, 'infinity'), greatest(%(today)s::date, from_on) - 1)
WHERE client_id = %(client_id)s::int AND document_id = ANY(%(ids)s::bigint[])

-- Forgets answers that have been kept long enough.
DELETE FROM api_answer WHERE client_id = %(client_id)s::integer AND at <= %(before)s::timestamptz

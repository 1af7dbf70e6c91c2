-- Parties that are about to be merged.
SELECT id, kind, number, name, lead_id FROM parties_party WHERE client_id = %(client_id)s::int AND id = ANY(%(ids)s::bigint[])

-- Closes clients from a day on: nothing is received for them any more.
UPDATE access_client SET closed_on = %(on)s::date WHERE id = %(client_id)s::int AND closed_on IS NULL

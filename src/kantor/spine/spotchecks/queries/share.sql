-- Which share of a client's documents is keyed again.
SELECT per_mille FROM spotchecks_share WHERE client_id = %(client_id)s

-- The share of a client and how many more pass until the next one is drawn; nobody else draws before this transaction ends.
SELECT per_mille, to_go FROM spotchecks_share WHERE client_id = %(client_id)s FOR UPDATE

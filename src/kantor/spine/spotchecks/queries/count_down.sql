-- So many more pass until the next one is drawn.
UPDATE spotchecks_share SET to_go = %(to_go)s WHERE client_id = %(client_id)s

-- Takes away a person's codes, used ones among them.
DELETE FROM access_recovery_code WHERE person_id = %(person_id)s::integer

-- Enter that a client joined or left the One Stop Shop.
INSERT INTO accounting_oss_registration (client_id, document_id, joins, "on")
SELECT %(client_id)s, document_id, joins, day FROM unnest(%(documents)s::bigint[], %(joins)s::boolean[], %(days)s::date[]) AS n (document_id, joins, day)

-- Take lines out of the suspense account; answers those that stood in it.
UPDATE treasury_statement_line l SET state = r.state, booked_to = r.booked_to, cleared_by = r.document_id, shares = r.shares::jsonb,
    evidence = r.evidence
FROM unnest(%(lines)s::bigint[], %(states)s::text[], %(accounts)s::text[], %(documents)s::bigint[], %(shares)s::text[], %(evidence)s::text[])
    AS r (line_id, state, booked_to, document_id, shares, evidence)
WHERE l.client_id = %(client_id)s AND l.id = r.line_id AND l.state = 'suspense' AND l.reversed_by IS NULL
RETURNING l.id

-- How many values these rules of the gate let pass, and how many of them people put right whom nobody had asked, since each may pass again;
-- all cells of a column together.
SELECT asked.field, asked.rule, asked.model, count(*)::int AS passed, count(c.id)::int AS corrected
FROM unnest(%(fields)s::text[], %(rules)s::text[], %(models)s::text[]) AS asked (field, rule, model)
JOIN spotchecks_passed p ON p.client_id = %(client_id)s AND p.type = %(type)s AND p.model = asked.model AND p.rule = asked.rule
    AND regexp_replace(p.field, '\.[0-9]+\.', '.') = asked.field
LEFT JOIN spotchecks_correction c ON c.client_id = p.client_id AND c.document_id = p.document_id AND c.field = p.field
WHERE p.at > coalesce((
    SELECT max(s.allowed_at) FROM spotchecks_stop s
    WHERE s.client_id = p.client_id AND s.type = p.type AND s.model = p.model AND s.field = asked.field AND s.rule = p.rule), '-infinity')
GROUP BY asked.field, asked.rule, asked.model

-- How often values that these rules of the gate let pass were keyed again, and how often they were wrong, since each may pass again; all
-- cells of a column together.
SELECT asked.field, asked.rule, asked.model, count(*)::int AS checked,
    count(*) FILTER (WHERE e.verdict IN ('first_wrong', 'both_wrong'))::int AS wrong
FROM unnest(%(fields)s::text[], %(rules)s::text[], %(models)s::text[]) AS asked (field, rule, model)
JOIN spotchecks_entry e ON e.client_id = %(client_id)s AND e.type = %(type)s AND e.model = asked.model AND e.rule = asked.rule
    AND regexp_replace(e.field, '\.[0-9]+\.', '.') = asked.field AND e.verdict <> 'open'
WHERE e.at > coalesce((
    SELECT max(s.allowed_at) FROM spotchecks_stop s
    WHERE s.client_id = e.client_id AND s.type = e.type AND s.model = e.model AND s.field = asked.field AND s.rule = e.rule), '-infinity')
GROUP BY asked.field, asked.rule, asked.model

-- Fields and rules of the gate that may pass nothing any more, of these types and models.
SELECT asked.place, s.field, s.rule
FROM unnest(%(types)s::text[], %(models)s::text[]) WITH ORDINALITY AS asked (type, model, place)
JOIN spotchecks_stop s ON s.type = asked.type AND s.model = asked.model AND s.allowed_at IS NULL
ORDER BY asked.place, s.field, s.rule

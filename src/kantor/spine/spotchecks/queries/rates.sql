-- Of each field, rule and model what passed unseen, was keyed again and was wrong, and what people put right whom nobody had asked, since the
-- rule may pass again; and the stop that holds. All cells of a column are counted together.
WITH allowed AS (
    SELECT client_id, type, model, field, rule, max(allowed_at) AS since FROM spotchecks_stop GROUP BY client_id, type, model, field, rule
), passed AS (
    SELECT p.client_id, p.type, p.model, p.field, p.rule, count(*)::int AS passed, count(*) FILTER (WHERE p.is_corrected)::int AS corrected
    FROM (
        SELECT p.client_id, p.type, p.model, regexp_replace(p.field, '\.[0-9]+\.', '.') AS field, p.rule, p.at, c.id IS NOT NULL AS is_corrected
        FROM spotchecks_passed p
        LEFT JOIN spotchecks_correction c ON c.client_id = p.client_id AND c.document_id = p.document_id AND c.field = p.field
    ) p LEFT JOIN allowed a USING (client_id, type, model, field, rule)
    WHERE p.at > coalesce(a.since, '-infinity')
    GROUP BY p.client_id, p.type, p.model, p.field, p.rule
), keyed AS (
    SELECT e.client_id, e.type, e.model, e.field, e.rule, count(*) FILTER (WHERE e.verdict <> 'open')::int AS checked,
        count(*) FILTER (WHERE e.verdict IN ('first_wrong', 'both_wrong'))::int AS wrong,
        count(*) FILTER (WHERE e.verdict IN ('second_wrong', 'both_wrong'))::int AS second_wrong
    FROM (
        SELECT client_id, type, model, regexp_replace(e.field, '\.[0-9]+\.', '.') AS field, rule, verdict, at FROM spotchecks_entry e
    ) e LEFT JOIN allowed a USING (client_id, type, model, field, rule)
    WHERE e.at > coalesce(a.since, '-infinity')
    GROUP BY e.client_id, e.type, e.model, e.field, e.rule
), stopped AS (
    SELECT client_id, type, model, field, rule, id, stopped_at, checked, wrong, reason, asked_by FROM spotchecks_stop
    WHERE allowed_at IS NULL
)
SELECT client_id, type, field, rule, model, coalesce(p.passed, 0) AS passed, coalesce(k.checked, 0) AS checked, coalesce(k.wrong, 0) AS wrong,
    coalesce(k.second_wrong, 0) AS second_wrong, coalesce(p.corrected, 0) AS corrected, a.since, s.id AS stop_id, s.stopped_at, s.checked AS stop_checked, s.wrong AS stop_wrong,
    coalesce(s.reason, '') AS reason, s.asked_by
FROM passed p
FULL JOIN keyed k USING (client_id, type, model, field, rule)
FULL JOIN stopped s USING (client_id, type, model, field, rule)
LEFT JOIN allowed a USING (client_id, type, model, field, rule)
ORDER BY client_id, type, field, rule, model

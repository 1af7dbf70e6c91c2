-- Of each field, rule and model what passed unseen, was keyed again and was wrong, since the rule may pass again; and the stop that holds.
WITH allowed AS (
    SELECT client_id, type, model, field, rule, max(allowed_at) AS since FROM spotchecks_stop GROUP BY client_id, type, model, field, rule
), passed AS (
    SELECT p.client_id, p.type, p.model, p.field, p.rule, count(*)::int AS passed
    FROM spotchecks_passed p LEFT JOIN allowed a USING (client_id, type, model, field, rule)
    WHERE p.at > coalesce(a.since, '-infinity')
    GROUP BY p.client_id, p.type, p.model, p.field, p.rule
), keyed AS (
    SELECT e.client_id, e.type, e.model, e.field, e.rule, count(*) FILTER (WHERE e.verdict <> 'open')::int AS checked,
        count(*) FILTER (WHERE e.verdict IN ('first_wrong', 'both_wrong'))::int AS wrong,
        count(*) FILTER (WHERE e.verdict IN ('second_wrong', 'both_wrong'))::int AS second_wrong
    FROM spotchecks_entry e LEFT JOIN allowed a USING (client_id, type, model, field, rule)
    WHERE e.at > coalesce(a.since, '-infinity')
    GROUP BY e.client_id, e.type, e.model, e.field, e.rule
), stopped AS (
    SELECT client_id, type, model, field, rule, id, stopped_at, checked, wrong, reason, asked_by FROM spotchecks_stop
    WHERE allowed_at IS NULL
)
SELECT client_id, type, field, rule, model, coalesce(p.passed, 0) AS passed, coalesce(k.checked, 0) AS checked, coalesce(k.wrong, 0) AS wrong,
    coalesce(k.second_wrong, 0) AS second_wrong, a.since, s.id AS stop_id, s.stopped_at, s.checked AS stop_checked, s.wrong AS stop_wrong,
    coalesce(s.reason, '') AS reason, s.asked_by
FROM passed p
FULL JOIN keyed k USING (client_id, type, model, field, rule)
FULL JOIN stopped s USING (client_id, type, model, field, rule)
LEFT JOIN allowed a USING (client_id, type, model, field, rule)
ORDER BY client_id, type, field, rule, model

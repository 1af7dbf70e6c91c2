-- Write a batch of decisions.
INSERT INTO documents_decision (client_id, document_id, version, step, outcome, maker_id, checker_id, checker_for, four_eyes, reason, rules_hash,
    at)
SELECT %(client_id)s, document_id, version, step, outcome, maker_id, checker_id, checker_for, four_eyes, reason, rules_hash, %(at)s::timestamptz
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (
    document_id bigint, version integer, step text, outcome text, maker_id integer, checker_id integer, checker_for integer, four_eyes boolean,
    reason text, rules_hash text)

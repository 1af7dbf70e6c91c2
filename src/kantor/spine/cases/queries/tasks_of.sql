-- The tasks of documents that are not done.
SELECT t.id, t.client_id, t.case_id, t.document_id, t.type, t.step, t.role, t.state, t.reasons, t.person_id, t.not_for, t.claimed_by,
    t.claimed_until, t.wake_at, t.due_at, t.created_at, d.number, d.party_name, d.amount, d.currency, d.file_name
FROM cases_task t JOIN documents_document d ON d.client_id = t.client_id AND d.id = t.document_id
WHERE t.document_id = ANY(%(documents)s::bigint[]) AND t.state <> 'done'

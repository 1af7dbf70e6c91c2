-- Who had a hand in each of these documents: typed a version of it, or approved its newest one at another step; both whoever did it and in
-- whose place. None of them may be the second pair of eyes there.
SELECT DISTINCT asked.document_id, person.id AS person_id
FROM unnest(%(documents)s::bigint[], %(steps)s::text[]) AS asked (document_id, step)
CROSS JOIN LATERAL (
    SELECT r.made_by, r.made_for FROM documents_reading r WHERE r.document_id = asked.document_id
    UNION ALL
    SELECT x.checker_id, x.checker_for FROM documents_decision x
    JOIN documents_document d ON d.client_id = x.client_id AND d.id = x.document_id AND d.reading_version = x.version
    WHERE x.document_id = asked.document_id AND x.outcome = 'approved' AND x.step <> asked.step
) hand (person_id, for_person_id)
CROSS JOIN LATERAL (VALUES (hand.person_id), (hand.for_person_id)) AS person (id)
WHERE person.id IS NOT NULL

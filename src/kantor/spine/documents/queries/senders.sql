-- By what senders of a client's newest papers are known again, with the newest papers of each.
SELECT newest.type, s.sender, min(s.place)::int AS place, (array_agg(newest.document_id ORDER BY newest.id DESC))[:%(papers)s::int] AS papers
FROM (
    SELECT id, document_id, type, senders FROM documents_example
    WHERE client_id = %(client_id)s AND shows ORDER BY id DESC LIMIT %(at_most)s
) newest
CROSS JOIN LATERAL unnest(newest.senders) WITH ORDINALITY AS s (sender, place)
GROUP BY newest.type, s.sender

-- The newest lessons of each (type, scope), the newest first; a scope that is a party has the habits of those merged with it as well; what was sent back or refused teaches nothing.
SELECT asked.type, asked.scope, l.about, l.value, l.person_id, l.at, l.document_id, d.number,
    d.state IN ('ready', 'effective', 'reversed') AS decided
FROM unnest(%(types)s::text[], %(scopes)s::text[]) AS asked (type, scope)
CROSS JOIN LATERAL (
    SELECT newest.*
    FROM (
        SELECT asked.scope
        UNION
        SELECT 'party:' || own.id
        FROM parties_family(CASE WHEN asked.scope ~ '^party:[0-9]{1,18}$' THEN substr(asked.scope, 7)::bigint END) AS own (id)
    ) habit (scope)
    CROSS JOIN LATERAL (
        SELECT * FROM documents_lesson l WHERE l.scope = habit.scope AND l.type = asked.type ORDER BY l.id DESC LIMIT %(at_most)s
    ) newest
    ORDER BY newest.id DESC LIMIT %(at_most)s
) l
JOIN documents_document d ON d.client_id = l.client_id AND d.id = l.document_id AND d.state NOT IN ('sent_back', 'refused')
ORDER BY l.id DESC

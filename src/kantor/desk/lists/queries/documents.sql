-- A page of the documents that are seen in one of these ways at their client, the newest first; one index probe each, then the newest of all.
-- Ways are compared as the index has them, (way, client, id): with equal signs, one in which a client has no document reads all that it has.
SELECT d.id, d.client_id, d.type, d.state, d.number, d.party_id, d.party_name, d.document_on, d.due_on, d.amount, d.currency, d.received_at,
    d.channel, d.file_name, d.confidential,
    CASE WHEN d.state = 'split' THEN (
        SELECT count(*)::int FROM documents_document c WHERE c.client_id = d.client_id AND c.parent_id = d.id
    ) END AS bundled
FROM unnest(%(clients)s::integer[], %(ways)s::text[]) AS mine (client_id, way)
CROSS JOIN LATERAL (
    SELECT * FROM documents_document d
    WHERE (documents_way(d.type, d.seen_by), d.client_id, d.id) < (mine.way, mine.client_id, %(before)s::bigint)
        AND (documents_way(d.type, d.seen_by), d.client_id, d.id) >= (mine.way, mine.client_id, 0)
        AND (%(state)s::text = '' OR d.state = %(state)s::text)
        AND (%(party)s::bigint IS NULL OR d.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party)s::bigint) AS own (id))))
    ORDER BY documents_way(d.type, d.seen_by) DESC, d.client_id DESC, d.id DESC LIMIT %(limit)s::bigint
) d
ORDER BY d.id DESC
LIMIT %(limit)s::bigint

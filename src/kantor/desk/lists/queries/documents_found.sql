-- Of documents that a search found, those seen in one of these ways at their client, in the order in which they were found.
SELECT d.id, d.client_id, d.type, d.state, d.number, d.party_id, d.party_name, d.document_on, d.due_on, d.amount, d.currency, d.received_at,
    d.channel, d.file_name, d.confidential,
    CASE WHEN d.state = 'split' THEN (
        SELECT count(*)::int FROM documents_document c WHERE c.client_id = d.client_id AND c.parent_id = d.id
    ) END AS bundled
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS hit (id, place)
JOIN documents_document d ON d.id = hit.id
JOIN unnest(%(clients)s::integer[], %(ways)s::text[]) AS mine (client_id, way)
    ON d.client_id = mine.client_id AND documents_way(d.type, d.seen_by) = mine.way
WHERE (%(state)s::text = '' OR d.state = %(state)s::text) AND (%(party)s::bigint IS NULL OR d.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party)s::bigint) AS own (id))))
ORDER BY hit.place

-- A page of documents of these (client, type) pairs, the newest first; one index probe a pair, then the newest of all.
-- Types are compared as the index has them, (type, id): with an equal sign, a type that a client has none of reads all that it has.
SELECT d.id, d.client_id, d.type, d.state, d.number, d.party_id, d.party_name, d.document_on, d.due_on, d.amount, d.currency, d.received_at,
    d.channel, d.file_name, d.confidential,
    CASE WHEN d.state = 'split' THEN (
        SELECT count(*)::int FROM documents_document c WHERE c.client_id = d.client_id AND c.parent_id = d.id
    ) END AS bundled
FROM unnest(%(clients)s::integer[], %(types)s::text[]) AS mine (client_id, type)
CROSS JOIN LATERAL (
    SELECT * FROM documents_document d
    WHERE d.client_id = mine.client_id AND (d.type, d.id) < (mine.type, %(before)s::bigint) AND d.type >= mine.type AND (%(state)s::text = '' OR d.state = %(state)s::text)
        AND (%(party)s::bigint IS NULL OR d.party_id = ANY(ARRAY(SELECT own.id FROM parties_family(%(party)s::bigint) AS own (id))))
    ORDER BY d.type DESC, d.id DESC LIMIT %(limit)s::bigint
) d
ORDER BY d.id DESC
LIMIT %(limit)s::bigint

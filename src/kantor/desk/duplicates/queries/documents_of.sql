-- How many documents of each type name these parties or one that leads to them, of the (client, type) pairs that the person may see.
SELECT asked.id AS party_id, d.type, count(*)::int AS documents
FROM unnest(%(parties)s::bigint[]) AS asked (id)
CROSS JOIN LATERAL parties_family(asked.id) AS own (id)
JOIN documents_document d ON d.party_id = own.id
JOIN unnest(%(clients)s::integer[], %(types)s::text[]) AS mine (client_id, type) ON d.client_id = mine.client_id AND d.type = mine.type
GROUP BY asked.id, d.type
ORDER BY asked.id, d.type

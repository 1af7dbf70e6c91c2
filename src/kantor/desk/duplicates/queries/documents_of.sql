-- How many documents of each type name these parties or one that leads to them, of those that the person may see.
SELECT asked.id AS party_id, d.type, count(*)::int AS documents
FROM unnest(%(parties)s::bigint[]) AS asked (id)
CROSS JOIN LATERAL parties_family(asked.id) AS own (id)
JOIN documents_document d ON d.party_id = own.id
JOIN unnest(%(clients)s::integer[], %(ways)s::text[]) AS mine (client_id, way)
    ON d.client_id = mine.client_id AND documents_way(d.type, d.seen_by) = mine.way
GROUP BY asked.id, d.type
ORDER BY asked.id, d.type

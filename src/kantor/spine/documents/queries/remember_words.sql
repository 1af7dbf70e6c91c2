-- Remember the words of a batch of documents and the names of their files for the search, by the language of their client and as they stand.
INSERT INTO documents_search (client_id, document_id, language, text, names, words)
SELECT %(client_id)s, r.document_id, c.language, r.text, n.names,
    setweight(to_tsvector('simple', n.names), 'A') || to_tsvector('simple', r.text)
        || CASE c.language WHEN 'de' THEN to_tsvector('german', r.text) WHEN 'en' THEN to_tsvector('english', r.text)
            WHEN 'id' THEN to_tsvector('indonesian', r.text) ELSE '' END
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, text text, names text)
JOIN access_client c ON c.id = %(client_id)s
JOIN documents_document d ON d.client_id = %(client_id)s AND d.id = r.document_id
CROSS JOIN LATERAL (
    SELECT btrim(r.names || ' ' || translate(replace(lower(d.file_name), 'ß', 'ss'), 'äöüąćęłńóśźżéèáíú', 'aouacelnoszzeeaiu')) AS names
) n
ON CONFLICT (client_id, document_id) DO UPDATE SET language = EXCLUDED.language, text = EXCLUDED.text, names = EXCLUDED.names,
    words = EXCLUDED.words

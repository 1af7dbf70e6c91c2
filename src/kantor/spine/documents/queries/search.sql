-- Documents of the acting clients by words, beginnings of words, parts of numbers and likeness of names; the likeliest first.
SELECT client_id, document_id, likeness
FROM documents_find(%(wanted)s::text, %(beginnings)s::text, %(part)s::text, %(at_most)s::integer)

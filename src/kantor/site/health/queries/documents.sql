-- Documents that came in since a moment, by what became of them.
SELECT state, count(*) AS number
FROM documents_document
WHERE received_at >= %(since)s::timestamptz
GROUP BY state
ORDER BY state

-- What has not left the house, by state: how many, since when, and how often the most unlucky was tried.
SELECT state, count(*) AS number, min(created_at) AS oldest_at, max(tries) AS tries
FROM documents_outbox
WHERE state <> 'sent'
GROUP BY state
ORDER BY state

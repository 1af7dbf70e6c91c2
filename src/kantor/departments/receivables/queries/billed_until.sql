-- The newest period of each contract that is billed, by its first day.
SELECT split_part(key, ':', 2) AS contract_id, max(split_part(key, ':', 4)) AS begun
FROM facts_capacity
WHERE what = 'receivables.billed' AND claimed > 0 AND key LIKE 'contract:%%' AND split_part(key, ':', 2) = ANY(%(contracts)s::text[])
GROUP BY 1

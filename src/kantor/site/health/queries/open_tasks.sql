-- Tasks that wait for people, by what is asked of them: how many and since when.
SELECT step, count(*) AS number, min(created_at) AS oldest_at
FROM cases_task
WHERE state = 'open'
GROUP BY step
ORDER BY step

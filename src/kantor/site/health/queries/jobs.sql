-- Jobs by step and state: how many, how often the most unlucky was tried, and since when the oldest could have begun.
SELECT task_name AS step, status::text, count(*) AS number, max(attempts) AS attempts,
       min(CASE WHEN status = 'todo' AND coalesce(scheduled_at, '-infinity') <= now() THEN coalesce(scheduled_at, queued.at) END) AS due_at
FROM procrastinate_jobs job
LEFT JOIN LATERAL (
    SELECT max(event.at) AS at FROM procrastinate_events event WHERE event.job_id = job.id AND event.type IN ('deferred', 'deferred_for_retry')
) queued ON true
WHERE status IN ('todo', 'doing', 'failed')
GROUP BY task_name, status
ORDER BY task_name, status

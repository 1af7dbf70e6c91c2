-- How many workers gave a sign of life lately, and how many did not.
SELECT count(*) FILTER (WHERE last_heartbeat > now() - %(lately)s::interval) AS living,
       count(*) FILTER (WHERE last_heartbeat <= now() - %(lately)s::interval) AS silent
FROM procrastinate_workers

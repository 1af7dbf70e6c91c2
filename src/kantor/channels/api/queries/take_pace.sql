-- Takes requests out of the bucket of a key, which fills again evenly; granted: as many as were there, up to those wanted.
INSERT INTO api_pace AS p (token_id, remaining, granted, at)
VALUES (%(token_id)s::integer, %(per_minute)s::numeric - %(wanted)s::integer, %(wanted)s::integer, clock_timestamp())
ON CONFLICT (token_id) DO UPDATE SET (remaining, granted, at) = (
    SELECT b.filled - least(%(wanted)s::integer, floor(b.filled)), least(%(wanted)s::integer, floor(b.filled))::integer, b.at
    FROM (
        SELECT least(%(per_minute)s::numeric, p.remaining + greatest(0, extract(epoch FROM n.at - p.at)) * %(per_minute)s::numeric / 60) AS filled, n.at
        FROM (SELECT clock_timestamp() AS at) n
    ) b
)
RETURNING granted, remaining

-- Take the next numbers of a register and year; the counter's row stays locked until the transaction ends, so that none is left out.
INSERT INTO correspondence_counter AS c (client_id, direction, year, last)
SELECT %(client_id)s, direction, year, count
FROM unnest(%(directions)s::text[], %(years)s::integer[], %(counts)s::bigint[]) AS wanted (direction, year, count)
ORDER BY direction, year
ON CONFLICT (client_id, direction, year) DO UPDATE SET last = c.last + excluded.last
RETURNING direction, year, last

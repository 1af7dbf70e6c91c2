-- Which of these lines of orders are billed at once and whole.
SELECT key FROM facts_capacity WHERE what = 'receivables.billed' AND key = ANY(%(keys)s::text[]) AND claimed > 0

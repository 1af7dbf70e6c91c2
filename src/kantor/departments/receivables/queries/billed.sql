-- Which of these subjects are billed already.
SELECT key FROM facts_capacity WHERE what = 'receivables.billed' AND key = ANY(%(subjects)s::text[]) AND claimed > 0

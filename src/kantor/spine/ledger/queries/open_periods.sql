-- Open the months of a fiscal year; those that are there stay as they are.
INSERT INTO ledger_period (client_id, year, number, starts_on, ends_on, currency)
SELECT %(client_id)s, %(year)s, number, starts_on, ends_on, %(currency)s
FROM unnest(%(numbers)s::smallint[], %(starts)s::date[], %(ends)s::date[]) AS month (number, starts_on, ends_on)
ON CONFLICT (client_id, year, number) DO NOTHING

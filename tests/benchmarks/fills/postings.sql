-- Entries of five postings each over the days of a year, with the balances of their accounts and the counter of their vouchers.
CREATE TEMPORARY TABLE filling AS
SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id')) AS id, n.number, p.id AS period_id, on_day, p.currency
FROM generate_series(1, %(entries)s::int) AS n (number)
CROSS JOIN LATERAL (SELECT make_date(%(year)s, 1, 1) + (n.number %% 365)) AS d (on_day)
JOIN ledger_period p ON p.client_id = %(client_id)s AND on_day BETWEEN p.starts_on AND p.ends_on;

INSERT INTO ledger_entry (id, client_id, document_id, period_id, ledger, series, year, voucher, booked_on, document_on, text, lines, posted_at)
SELECT id, %(client_id)s, number, period_id, 'main', 'LOAD', %(year)s, number, on_day, on_day, 'Rechnung ' || number, 5, now()
FROM filling;

INSERT INTO ledger_counter (client_id, series, year, last) VALUES (%(client_id)s, 'LOAD', %(year)s, %(entries)s);

INSERT INTO ledger_posting (client_id, entry_id, line, account_id, period_id, currency, dr, cr, foreign_currency, tax_code, cost_centre, project, text)
SELECT %(client_id)s, f.id, line, (a.ids)[CASE line WHEN 5 THEN 1 ELSE 1 + (f.number * 7 + line) %% cardinality(a.ids) END], f.period_id, f.currency,
    CASE WHEN line < 5 THEN 100 * line ELSE 0 END, CASE WHEN line = 5 THEN 1000 ELSE 0 END, '', CASE WHEN line < 3 THEN 'V19' ELSE '' END, (ARRAY['', '100', '200', '300'])[1 + f.number %% 4],
    (ARRAY['', 'P-1', 'P-2'])[1 + f.number / 4 %% 3], 'Zeile ' || line
FROM filling f CROSS JOIN generate_series(1, 5) AS line
CROSS JOIN (SELECT array_agg(id ORDER BY number) AS ids FROM ledger_account WHERE client_id = %(client_id)s) AS a;

INSERT INTO ledger_balance (client_id, account_id, period_id, ledger, currency, dr, cr)
SELECT client_id, account_id, period_id, 'main', currency, sum(dr), sum(cr)
FROM ledger_posting WHERE client_id = %(client_id)s GROUP BY client_id, account_id, period_id, currency;

DROP TABLE filling;

ANALYZE

-- A company's year, day by day: invoices bought and sold, most of them paid by statements of fifty lines (every tenth line by one of a whole week),
-- with what is open, the balances of the accounts and the counter of the vouchers. Five postings to an invoice: three of its own and two of its
-- payment, or five of its own.
SET work_mem = '256MB';

SET synchronous_commit = off;

INSERT INTO parties_party (client_id, number, name, sort_key, comparable, kind, country, language, address, email, account, terms, blocked_reason)
SELECT %(client_id)s, 'L' || number, 'Partner ' || number, 'partner ' || number, 'partner ' || number, kind, 'DE', 'de', '{}', '', '', '{}', ''
FROM generate_series(1, 2500) AS number CROSS JOIN unnest(ARRAY['supplier', 'customer']) AS kind;

CREATE TEMPORARY TABLE role AS
SELECT r.name, min(a.id) AS account_id FROM ledger_account a CROSS JOIN LATERAL string_to_table(a.role, ' ') AS r (name)
WHERE a.client_id = %(client_id)s AND a.closed_on IS NULL GROUP BY r.name;

CREATE TEMPORARY TABLE side AS
SELECT of.place, of.side, of.sign, of.tax_code, owed.account_id AS owed_account_id, tax.account_id AS tax_account_id, of.kind, of.accounts,
    (SELECT count(*) FROM ledger_account a WHERE a.client_id = %(client_id)s AND a.kind = of.accounts) AS many
FROM (VALUES
    (0, 'payable', 1, 'V19', 'payables', 'input_vat_19', 'supplier', 'expense'),
    (1, 'receivable', -1, 'U19', 'receivables', 'output_vat_19', 'customer', 'revenue')
) AS of (place, side, sign, tax_code, owed, tax, kind, accounts)
JOIN role owed ON owed.name = of.owed
JOIN role tax ON tax.name = of.tax;

CREATE TEMPORARY TABLE party AS
SELECT s.place AS side, p.id, row_number() OVER (PARTITION BY s.place ORDER BY p.id) - 1 AS place
FROM side s JOIN parties_party p ON p.client_id = %(client_id)s AND p.kind = s.kind;

CREATE TEMPORARY TABLE account AS
SELECT s.place AS side, a.id, row_number() OVER (PARTITION BY s.place ORDER BY a.id) - 1 AS place
FROM side s JOIN ledger_account a ON a.client_id = %(client_id)s AND a.kind = s.accounts;

CREATE TEMPORARY TABLE invoice AS
SELECT n.number, d.on_day, s.side, s.sign, s.tax_code, s.owed_account_id, s.tax_account_id, 10000 + n.number %% 977 * 100 AS net,
    11900 + n.number %% 977 * 119 AS gross, p.id AS party_id, a.id AS account_id,
    CASE WHEN n.number / 11 %% 16 > 0 AND d.pays_on < make_date(%(year)s + 1, 1, 1) THEN d.pays_on END AS paid_on
FROM generate_series(1, %(entries)s::int) AS n (number)
CROSS JOIN LATERAL (SELECT make_date(%(year)s, 1, 1) + ((n.number - 1)::bigint * 365 / %(entries)s)::int) AS o (on_day)
CROSS JOIN LATERAL (SELECT o.on_day, o.on_day + 7 + n.number %% 5 * 7 + n.number / 5 %% 7) AS d (on_day, pays_on)
JOIN side s ON s.place = n.number %% 2
JOIN party p ON p.side = s.place AND p.place = n.number / 2 %% 2500
JOIN account a ON a.side = s.place AND a.place = n.number / 2 %% s.many;

ANALYZE invoice;

CREATE TEMPORARY TABLE payment AS
SELECT number, paid_on, CASE WHEN number / 13 %% 40 = 0 THEN gross / 2 ELSE gross END AS amount, %(entries)s + dense_rank() OVER (ORDER BY from_on, is_of_week, page) AS document_id
FROM (
    SELECT *, (row_number() OVER (PARTITION BY from_on, is_of_week ORDER BY number) - 1) / 50 AS page
    FROM (
        SELECT number, gross, paid_on, w.is_of_week, CASE WHEN w.is_of_week THEN date_trunc('week', paid_on)::date ELSE paid_on END AS from_on
        FROM invoice CROSS JOIN LATERAL (SELECT number / 17 %% 10 = 0) AS w (is_of_week)
        WHERE paid_on IS NOT NULL
    ) p
) p;

ANALYZE payment;

CREATE TEMPORARY TABLE entry AS
SELECT nextval(pg_get_serial_sequence('ledger_entry', 'id')) AS id, row_number() OVER () AS voucher, e.*, p.id AS period_id, p.currency
FROM (
    SELECT number, number AS document_id, on_day AS booked_on, CASE WHEN paid_on IS NULL THEN 5 ELSE 3 END AS lines, NULL::bigint AS paid FROM invoice
    UNION ALL
    SELECT number, document_id, paid_on, 2, amount FROM payment
    ORDER BY booked_on, paid NULLS FIRST, document_id, number
) e
JOIN ledger_period p ON p.client_id = %(client_id)s AND e.booked_on BETWEEN p.starts_on AND p.ends_on;

ANALYZE entry;

INSERT INTO ledger_entry (id, client_id, document_id, period_id, ledger, series, year, voucher, booked_on, document_on, text, lines, posted_at)
SELECT id, %(client_id)s, document_id, period_id, 'main', 'LOAD', %(year)s, voucher, booked_on, booked_on, 'Rechnung ' || number, lines, booked_on + time '20:00'
FROM entry;

INSERT INTO ledger_counter (client_id, series, year, last) SELECT %(client_id)s, 'LOAD', %(year)s, count(*) FROM entry;

INSERT INTO ledger_posting (client_id, entry_id, line, account_id, period_id, currency, dr, cr, foreign_currency, party_id, tax_code, cost_centre, project, text)
SELECT %(client_id)s, e.id, l.line, l.account_id, e.period_id, e.currency, greatest(i.sign * l.amount, 0), greatest(- i.sign * l.amount, 0), '', l.party_id, l.tax_code,
    (ARRAY['', '100', '200', '300'])[1 + i.number %% 4], (ARRAY['', 'P-1', 'P-2'])[1 + i.number / 4 %% 3], CASE WHEN l.party_id IS NULL THEN 'Zeile ' || l.line ELSE 'R-' || i.number END
FROM entry e
JOIN invoice i ON i.number = e.number
CROSS JOIN LATERAL (
    SELECT 1, i.account_id, CASE e.lines WHEN 5 THEN i.net - 200 ELSE i.net END, NULL::bigint, i.tax_code WHERE e.paid IS NULL
    UNION ALL
    SELECT line, i.account_id, 100, NULL, i.tax_code FROM generate_series(2, 3) AS line WHERE e.lines = 5
    UNION ALL
    SELECT e.lines - 1, i.tax_account_id, i.gross - i.net, NULL, i.tax_code WHERE e.paid IS NULL
    UNION ALL
    SELECT e.lines, i.owed_account_id, - i.gross, i.party_id, '' WHERE e.paid IS NULL
    UNION ALL
    SELECT 1, (SELECT account_id FROM role WHERE name = 'bank'), - e.paid, NULL, '' WHERE e.paid IS NOT NULL
    UNION ALL
    SELECT 2, i.owed_account_id, e.paid, i.party_id, '' WHERE e.paid IS NOT NULL
) AS l (line, account_id, amount, party_id, tax_code);

INSERT INTO ledger_balance (client_id, account_id, period_id, ledger, currency, dr, cr)
SELECT client_id, account_id, period_id, 'main', currency, sum(dr), sum(cr)
FROM ledger_posting WHERE client_id = %(client_id)s GROUP BY client_id, account_id, period_id, currency;

CREATE TEMPORARY TABLE item AS
SELECT nextval(pg_get_serial_sequence('ledger_open_item', 'id')) AS id, e.id AS entry_id, e.document_id, e.currency, i.*, coalesce(p.amount, 0) AS paid
FROM entry e
JOIN invoice i ON i.number = e.number
LEFT JOIN payment p ON p.number = e.number
WHERE e.paid IS NULL
ORDER BY e.id;

ANALYZE item;

INSERT INTO ledger_open_item
    (id, client_id, document_id, entry_id, side, party_id, account_id, reference, currency, amount, open, local_amount, document_on, due_on, discounts, iban, held_reason)
SELECT id, %(client_id)s, document_id, entry_id, side, party_id, owed_account_id, 'R-' || number, currency, gross, gross - paid, gross, on_day, on_day + 30, '[]', '', ''
FROM item;

INSERT INTO ledger_settlement (client_id, open_item_id, document_id, amount, discount, paid_on, at)
SELECT %(client_id)s, i.id, e.document_id, e.paid, 0, e.booked_on, e.booked_on + time '20:00'
FROM entry e JOIN item i ON i.number = e.number
WHERE e.paid IS NOT NULL
ORDER BY e.document_id, e.id;

DROP TABLE role, side, party, account, invoice, payment, entry, item;

ANALYZE

-- Documents that wait for a clerk, spread over clients and over the due days of a month, with their cases and tasks.
CREATE TEMPORARY TABLE filling AS
SELECT nextval(pg_get_serial_sequence('documents_document', 'id')) AS id, number, (%(clients)s::int[])[1 + number %% cardinality(%(clients)s::int[])] AS client_id
FROM generate_series(1, %(tasks)s::int) AS number;

INSERT INTO documents_document (id, client_id, type, state, key, channel, file_name, part, received_at, reading_version, number, number_key,
    amount_key, document_on, due_on, amount, currency, party_name, retention, on_hold, confidential, four_eyes)
SELECT id, client_id, 'payables.supplier_invoice', 'waiting', 'load:' || number, 'load', 'load-' || number || '.xml', 0,
    %(at)s::timestamptz - (%(tasks)s - number) * interval '1 second', 1, 'L-' || number, '', '', (%(at)s::timestamptz)::date, (%(at)s::timestamptz)::date + 30,
    100 + number, 'EUR', 'Lieferant ' || number %% 5000, 'voucher', false, false, false
FROM filling;

INSERT INTO cases_case (id, client_id, document_id, process, definition_id, step, remaining, opened_at)
SELECT id, client_id, id, 'payables.supplier_invoice', 0, 'verify', '{}', %(at)s FROM filling;

INSERT INTO cases_task (client_id, case_id, document_id, type, step, role, state, reasons, due_at, created_at)
SELECT client_id, id, id, 'payables.supplier_invoice', 'verify', 'payables.clerk', 'open', '{payables.supplier_invoice.supplier_unknown}',
    %(at)s::timestamptz + (number %% 43200 - 8640) * interval '1 minute', %(at)s
FROM filling;

SELECT setval(pg_get_serial_sequence('cases_case', 'id'), max(id)) FROM filling;

DROP TABLE filling;

ANALYZE

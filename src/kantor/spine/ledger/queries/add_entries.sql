-- Write the entries of a batch; answers the id that each voucher got.
INSERT INTO ledger_entry
    (client_id, document_id, period_id, ledger, series, year, voucher, booked_on, document_on, text, lines, reverses_id, posted_at)
SELECT %(client_id)s, document_id, period_id, ledger, series, year, voucher, booked_on, document_on, text, lines, reverses_id,
    %(at)s::timestamptz
FROM unnest(
    %(documents)s::bigint[], %(periods)s::bigint[], trim_array(string_to_array(%(ledgers)s, E'\x1f'), 1),
    trim_array(string_to_array(%(series)s, E'\x1f'), 1), %(years)s::int[], %(vouchers)s::bigint[], %(booked)s::date[],
    %(dated)s::date[], trim_array(string_to_array(%(texts)s, E'\x1f'), 1), %(lines)s::smallint[], %(reverses)s::bigint[]
) AS fresh (document_id, period_id, ledger, series, year, voucher, booked_on, document_on, text, lines, reverses_id)
RETURNING id, series, year, voucher

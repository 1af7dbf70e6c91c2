-- Write all postings of a batch in one statement; the database looks at them as a whole and refuses what does not balance.
INSERT INTO ledger_posting
    (client_id, entry_id, line, account_id, period_id, currency, dr, cr, foreign_currency, foreign_amount, party_id, tax_code,
    cost_centre, project, text)
SELECT %(client_id)s, fresh.*
FROM unnest(
    %(entries)s::bigint[], %(lines)s::smallint[], %(accounts)s::bigint[], %(periods)s::bigint[],
    trim_array(string_to_array(%(currencies)s, E'\x1f'), 1), %(debits)s::bigint[], %(credits)s::bigint[],
    trim_array(string_to_array(%(foreign_currencies)s, E'\x1f'), 1), %(foreign_amounts)s::bigint[], %(parties)s::bigint[],
    trim_array(string_to_array(%(tax_codes)s, E'\x1f'), 1), trim_array(string_to_array(%(cost_centres)s, E'\x1f'), 1),
    trim_array(string_to_array(%(projects)s, E'\x1f'), 1), trim_array(string_to_array(%(texts)s, E'\x1f'), 1)
) AS fresh

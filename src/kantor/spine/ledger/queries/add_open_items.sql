-- Write the open items of a batch; what has been posted is owed in full.
INSERT INTO ledger_open_item
    (client_id, document_id, entry_id, side, party_id, account_id, reference, currency, amount, open, local_amount, document_on, due_on,
    discounts, iban, held_reason)
SELECT %(client_id)s, document_id, entry_id, side, party_id, account_id, reference, currency, amount, amount, local_amount, document_on,
    due_on, discounts::jsonb, iban, held_reason
FROM unnest(
    %(documents)s::bigint[], %(entries)s::bigint[], trim_array(string_to_array(%(sides)s, E'\x1f'), 1), %(parties)s::bigint[],
    %(accounts)s::bigint[], trim_array(string_to_array(%(references)s, E'\x1f'), 1),
    trim_array(string_to_array(%(currencies)s, E'\x1f'), 1), %(amounts)s::bigint[], %(local_amounts)s::bigint[], %(dated)s::date[],
    %(due)s::date[], trim_array(string_to_array(%(discounts)s, E'\x1f'), 1), trim_array(string_to_array(%(ibans)s, E'\x1f'), 1),
    trim_array(string_to_array(%(held)s, E'\x1f'), 1)
) AS fresh (document_id, entry_id, side, party_id, account_id, reference, currency, amount, local_amount, document_on, due_on, discounts,
    iban, held_reason)

-- Write moves of goods; they are never changed afterwards.
INSERT INTO ledger_move (client_id, document_id, article, lot, source, destination, quantity, unit, effective_at, reverses_id)
SELECT %(client_id)s, fresh.*
FROM unnest(
    %(documents)s::bigint[], trim_array(string_to_array(%(articles)s, E'\x1f'), 1), trim_array(string_to_array(%(lots)s, E'\x1f'), 1),
    trim_array(string_to_array(%(sources)s, E'\x1f'), 1), trim_array(string_to_array(%(destinations)s, E'\x1f'), 1),
    %(quantities)s::numeric[], trim_array(string_to_array(%(units)s, E'\x1f'), 1), %(moments)s::timestamptz[], %(reverses)s::bigint[]
) AS fresh

-- Write down what runs decided about open items.
INSERT INTO receivables_dunning (client_id, document_id, open_item_id, level, dunned_on, currency, interest, fee, hold, held_until)
SELECT %(client_id)s, document_id, open_item_id, level, dunned_on, currency, interest, fee, hold, held_until
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (document_id bigint, open_item_id bigint, level smallint, dunned_on date, currency text,
    interest bigint, fee bigint, hold text, held_until date)

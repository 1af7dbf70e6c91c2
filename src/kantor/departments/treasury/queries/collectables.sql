-- What could be collected: receivables in euros that are due by a day, of customers with a mandate, without those that stand in a run that waits.
SELECT o.id AS open_item_id, coalesce(i.lead_id, i.id) AS party_id, o.party_id AS booked_party_id, p.name AS debtor, o.reference, o.currency, o.open, o.due_on
FROM ledger_open_item o
JOIN parties_party i ON i.client_id = o.client_id AND i.id = o.party_id
JOIN parties_party p ON p.client_id = i.client_id AND p.id = coalesce(i.lead_id, i.id)
WHERE o.client_id = %(client_id)s AND o.side = 'receivable' AND o.open > 0 AND o.currency = 'EUR' AND o.due_on <= %(until)s AND o.held_reason = ''
    AND EXISTS (
        SELECT FROM treasury_mandate m
        WHERE m.client_id = o.client_id AND m.reversed_by IS NULL AND m.party_id IN (SELECT own.id FROM parties_family(o.party_id) AS own (id))
    )
    AND NOT EXISTS (
        SELECT 1 FROM documents_document run
        JOIN documents_reading r ON r.client_id = run.client_id AND r.document_id = run.id AND r.version = run.reading_version
        CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'tables' -> 'collections') AS collected
        WHERE run.client_id = o.client_id AND run.type = 'treasury.collection_run' AND run.state IN ('waiting', 'ready')
            AND collected -> 'open_item_id' ->> 0 = o.id::text
    )
ORDER BY p.name, p.id, o.due_on, o.id

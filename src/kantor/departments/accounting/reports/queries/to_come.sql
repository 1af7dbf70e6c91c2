-- What is open on both sides and expected within the weeks from a Monday on, in the books' currency: what is late today, of customers so many
-- days behind the due day as each usually pays, or all do. Of each week the first ones singly, the rest of each side together.
-- What was merged counts for whom it leads to.
WITH told AS (
    SELECT o.id, o.side, o.document_id, o.reference, p.id AS party_id, p.name AS party, o.due_on,
        round(o.local_amount::numeric * o.open / o.amount)::bigint AS local,
        greatest(%(today)s, o.due_on + CASE WHEN o.side = 'receivable' THEN coalesce(h.days, %(usual)s) ELSE 0 END) AS expected_on
    FROM ledger_open_item o
    JOIN parties_party b ON b.client_id = o.client_id AND b.id = o.party_id
    JOIN parties_party p ON p.client_id = b.client_id AND p.id = coalesce(b.lead_id, b.id)
    LEFT JOIN unnest(%(parties)s::bigint[], %(days)s::integer[]) AS h (party_id, days) ON h.party_id = p.id
    WHERE o.client_id = %(client_id)s AND o.open <> 0
), placed AS (
    SELECT t.*, (t.expected_on - %(begins)s) / 7 AS week,
        row_number() OVER (PARTITION BY (t.expected_on - %(begins)s) / 7 ORDER BY t.expected_on, t.party, t.reference, t.id) AS place
    FROM told t
    WHERE t.expected_on < %(ends)s
)
SELECT w.side, min(w.expected_on) AS expected_on, min(w.due_on) AS due_on, min(w.party) AS party, min(w.reference) AS reference,
    min(w.document_id) AS document_id, sum(w.local)::bigint AS local, count(*) AS number
FROM placed w
GROUP BY w.week, w.side, CASE WHEN w.place <= %(singly)s THEN w.id END

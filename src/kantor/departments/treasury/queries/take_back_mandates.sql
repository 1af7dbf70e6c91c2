-- What these documents noted counts no more: mandates that they gave, and ends that they set.
WITH reversing AS (
    SELECT * FROM unnest(%(documents)s::bigint[], %(reversed_by)s::bigint[]) AS r (document_id, reversed_by)
), ended AS (
    UPDATE treasury_mandate_end e SET reversed_by = r.reversed_by FROM reversing r WHERE e.client_id = %(client_id)s AND e.document_id = r.document_id
)
UPDATE treasury_mandate m SET reversed_by = r.reversed_by FROM reversing r WHERE m.client_id = %(client_id)s AND m.document_id = r.document_id

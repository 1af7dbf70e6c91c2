-- One worker at a time compares the partners of a client.
SELECT whole_at FROM parties_comparison WHERE client_id = %(client_id)s::int FOR UPDATE

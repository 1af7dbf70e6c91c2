-- The calendar entries of these documents.
SELECT document_id, "on", works, name FROM cases_company_day WHERE client_id = %(client_id)s AND document_id = ANY(%(documents)s) ORDER BY id

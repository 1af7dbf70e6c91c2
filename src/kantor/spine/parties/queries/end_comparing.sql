-- The partners of a client are compared.
UPDATE parties_comparison
SET began_at = NULL, compared_at = %(at)s::timestamptz, whole_at = CASE WHEN %(is_whole)s::boolean THEN %(at)s::timestamptz ELSE whole_at END
WHERE client_id = %(client_id)s::int

-- Which of these roles somebody holds for the acting clients that day.
SELECT DISTINCT role
FROM access_assignment
WHERE role = ANY(%(roles)s::text[]) AND from_on <= %(on)s::date AND (until_on IS NULL OR until_on >= %(on)s::date)

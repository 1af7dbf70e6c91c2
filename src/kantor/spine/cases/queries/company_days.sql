-- The days on which a client's calendar differs from its country's; of several entries for a day the last one counts.
SELECT DISTINCT ON ("on") "on", works FROM cases_company_day WHERE client_id = %(client_id)s ORDER BY "on", id DESC

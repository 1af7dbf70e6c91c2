-- Which of these codes a client has, whoever acts.
SELECT code FROM access_codes_taken(%(codes)s::text[]) AS taken (code)

-- People by the addresses they log in with, in small letters.
SELECT id, name, email, language, is_active FROM access_person WHERE lower(email) = ANY(%(emails)s::text[])

-- The one client for whom this transaction acts; an error where there are several.
SELECT nullif(current_setting('kantor.clients', true), '')::integer

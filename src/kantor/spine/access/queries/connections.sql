-- To which numbers the acting client has agreed to be connected.
SELECT ways FROM access_connection WHERE ended_at IS NULL

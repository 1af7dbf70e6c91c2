"""The client to whose own account a bank statement belongs, asked before any client's rows may be seen."""

from django.db import migrations
from django.db.migrations import RunSQL

CLIENT_BY_ACCOUNT = """
CREATE FUNCTION access_client_by_account(account text)
RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    -- The one open client with this account, as an IBAN or as the national number in it, NULL where there is none or more than one.
    SELECT CASE WHEN count(*) = 1 THEN min(id) END FROM access_client
    WHERE own_iban <> '' AND account IN (own_iban, substr(own_iban, 5)) AND closed_on IS NULL;
END
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0010_password_codes")]

    operations = [RunSQL(CLIENT_BY_ACCOUNT, "DROP FUNCTION access_client_by_account(text)")]

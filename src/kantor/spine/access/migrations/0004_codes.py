"""Says whether a client's code is taken, which nobody sees who does not act for that client; it says nothing else."""

from django.db import migrations
from django.db.migrations import RunSQL

CODES_TAKEN = """
CREATE FUNCTION access_codes_taken(codes text[])
RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
BEGIN ATOMIC
    -- Those of the codes that a client has, closed ones among them.
    SELECT code FROM access_client WHERE code = ANY (codes);
END
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_attempts")]

    operations = [RunSQL(CODES_TAKEN, "DROP FUNCTION access_codes_taken(text[])")]

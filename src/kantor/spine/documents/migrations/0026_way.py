"""The way in which a document is seen, said once for all statements that ask for it.

The planner takes the function into each statement, so that the index `documents_document_seen_as` over the same expression is found.
"""

from django.db import migrations
from django.db.migrations import RunSQL

WAY = """
CREATE FUNCTION documents_way(type text, seen_by text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN seen_by = '' THEN type ELSE seen_by END
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0025_audience")]

    operations = [RunSQL(WAY, "DROP FUNCTION documents_way(text, text)")]

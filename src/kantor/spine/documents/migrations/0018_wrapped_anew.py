"""Keys of clients are wrapped anew when the master key is replaced; what they open is bound to client and key, so it stays theirs."""

from django.db import migrations
from django.db.migrations import RunSQL

from kantor.kit.rows import FOR_EACH_GRANTEE

TABLE = "documents_client_key"


class Migration(migrations.Migration):
    dependencies = [("documents", "0017_confidential")]

    operations = [
        RunSQL(
            [
                f"DROP TRIGGER refuse_change ON {TABLE}",
                FOR_EACH_GRANTEE.format(table=TABLE, statement=f"GRANT UPDATE (wrapped) ON {TABLE} TO %s"),
            ],
            [
                FOR_EACH_GRANTEE.format(table=TABLE, statement=f"REVOKE UPDATE (wrapped) ON {TABLE} FROM %s"),
                f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
                " FOR EACH STATEMENT EXECUTE FUNCTION kantor_refuse_change()",
            ],
        ),
    ]

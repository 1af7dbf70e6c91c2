"""The checklist by which a client's months are closed, and what people ticked off on it."""

from django.db import migrations, models

from kantor.kit.rows import FOR_EACH_GRANTEE, AppendOnly, AppRights, ClientKey, ClientReference, ClientRows


class Migration(migrations.Migration):
    dependencies = [("accounting", "0003_vat_return")]

    operations = [
        migrations.CreateModel(
            name="CloseItem",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("document_id", models.BigIntegerField()),
                ("title", models.TextField()),
                ("check_key", models.TextField(blank=True, default="")),
                ("email", models.TextField()),
                ("due_days", models.IntegerField()),
                ("rhythm", models.TextField()),
                ("from_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "accounting_close_item",
                "constraints": [models.UniqueConstraint(fields=["client_id", "document_id"], name="accounting_close_item_document")],
            },
        ),
        migrations.CreateModel(
            name="CloseTick",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_id", models.IntegerField()),
                ("item_id", models.BigIntegerField()),
                ("ends_on", models.DateField()),
                ("done", models.BooleanField()),
                ("note", models.TextField(blank=True, default="")),
                ("person_id", models.IntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "accounting_close_tick",
                "indexes": [models.Index(fields=["client_id", "item_id", "ends_on", "id"], name="accounting_close_tick_item")],
            },
        ),
        ClientRows("accounting_close_item"),
        ClientRows("accounting_close_tick"),
        ClientKey("accounting_close_item"),
        ClientReference("accounting_close_item", "document_id", "documents_document"),
        ClientReference("accounting_close_tick", "item_id", "accounting_close_item"),
        AppendOnly("accounting_close_tick"),
        AppRights("accounting_close_item", "SELECT, INSERT"),
        migrations.RunSQL(
            FOR_EACH_GRANTEE.format(table="accounting_close_item", statement="GRANT UPDATE (ended_on) ON accounting_close_item TO %s"),
            migrations.RunSQL.noop,
        ),
    ]

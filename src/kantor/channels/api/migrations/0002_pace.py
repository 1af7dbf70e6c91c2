"""One pace for a key over all web processes; kept answers and waiting files encrypted."""

from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights

ENCRYPTED = "encrypted with the client's key where `sealed`"


class Migration(migrations.Migration):
    dependencies = [("api", "0001_columns")]

    operations = [
        migrations.AlterField("answer", "body", models.BinaryField(help_text=ENCRYPTED)),
        migrations.AddField("answer", "sealed", models.BooleanField(default=False, db_default=False)),
        migrations.AlterField("bundlefile", "data", models.BinaryField(null=True, help_text=ENCRYPTED)),
        migrations.AddField("bundlefile", "sealed", models.BooleanField(default=False, db_default=False)),
        migrations.AddIndex("bundle", models.Index(fields=["client_id", "created_at"], name="api_bundle_created")),
        migrations.CreateModel(
            name="PaceRow",
            fields=[
                ("token_id", models.IntegerField(primary_key=True, serialize=False)),
                ("remaining", models.DecimalField(decimal_places=4, max_digits=12)),
                ("granted", models.IntegerField(help_text="the last time")),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "api_pace"},
        ),
        RunSQL("ALTER TABLE api_pace SET UNLOGGED", RunSQL.noop),
        RunSQL(
            "ALTER TABLE api_pace ADD CONSTRAINT api_pace_token_id_fkey FOREIGN KEY (token_id) REFERENCES access_token (id)",
            "ALTER TABLE api_pace DROP CONSTRAINT api_pace_token_id_fkey",
        ),
        AppRights("api_pace", "SELECT, INSERT, UPDATE"),
    ]

"""Who people are at the office's identity provider."""

from django.db import migrations, models
from django.db.migrations import RunSQL

from kantor.kit.rows import AppRights


class Migration(migrations.Migration):
    dependencies = [("access", "0008_factors")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("person_id", models.IntegerField()),
                ("issuer", models.TextField(help_text="the provider")),
                ("subject", models.TextField(help_text="the provider's own name for the person")),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "access_link",
                "constraints": [
                    models.UniqueConstraint(fields=("issuer", "subject"), name="access_link_subject"),
                    models.UniqueConstraint(fields=("person_id", "issuer"), name="access_link_person"),
                ],
            },
        ),
        RunSQL(
            "ALTER TABLE access_link ADD CONSTRAINT access_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES access_person (id)",
            "ALTER TABLE access_link DROP CONSTRAINT access_link_person_id_fkey",
        ),
        AppRights("access_link", "SELECT, INSERT, DELETE"),
    ]

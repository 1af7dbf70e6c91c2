"""The table of values that had passed and were put right by people whom nobody had asked."""

from django.db import migrations, models

from kantor.kit.rows import AppRights, ClientReference, ClientRows


class Migration(migrations.Migration):

    dependencies = [
        ('spotchecks', '0002_guard'),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('field', models.TextField()),
                ('was', models.TextField(help_text='a fingerprint of what the machine had read; whoever types that again takes the correction back')),
                ('made_by', models.IntegerField(null=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'spotchecks_correction',
                'constraints': [models.UniqueConstraint(fields=('client_id', 'document_id', 'field'), name='spotchecks_correction_once')],
            },
        ),
        ClientRows("spotchecks_correction"),
        ClientReference("spotchecks_correction", "document_id", "documents_document"),
        AppRights("spotchecks_correction", "SELECT, INSERT, DELETE"),
    ]

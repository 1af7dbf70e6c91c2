"""Tables of bank statements and their lines, and whether a payment was seen on one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('treasury', '0003_held'),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='seen_by',
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('account', models.TextField()),
                ('ledger_account', models.TextField()),
                ('currency', models.CharField(max_length=3)),
                ('number', models.TextField(blank=True, default='')),
                ('from_on', models.DateField()),
                ('to_on', models.DateField()),
                ('opening', models.BigIntegerField(null=True)),
                ('closing', models.BigIntegerField(null=True)),
                ('profile', models.TextField(blank=True, default='')),
                ('reversed_by', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'treasury_statement',
                'indexes': [models.Index(fields=['client_id', 'account', 'to_on', 'id'], name='treasury_statement_account')],
                'constraints': [models.UniqueConstraint(fields=('client_id', 'document_id'), name='treasury_statement_document')],
            },
        ),
        migrations.CreateModel(
            name='StatementLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('no', models.IntegerField()),
                ('account', models.TextField()),
                ('ledger_account', models.TextField()),
                ('booked_on', models.DateField()),
                ('value_on', models.DateField()),
                ('currency', models.CharField(max_length=3)),
                ('amount', models.BigIntegerField()),
                ('name', models.TextField(blank=True, default='')),
                ('iban', models.TextField(blank=True, default='')),
                ('reference', models.TextField(blank=True, default='')),
                ('end_to_end_id', models.TextField(blank=True, default='')),
                ('text', models.TextField(blank=True, default='')),
                ('state', models.TextField()),
                ('booked_to', models.TextField()),
                ('occurrence', models.IntegerField()),
                ('likeness', models.TextField(blank=True, default='')),
                ('evidence', models.TextField(blank=True, default='')),
                ('cleared_by', models.BigIntegerField(null=True)),
                ('reversed_by', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'treasury_statement_line',
                'indexes': [models.Index(fields=['client_id', 'document_id', 'no'], name='treasury_line_document'), models.Index(condition=models.Q(('reversed_by__isnull', True), ('state', 'suspense')), fields=['client_id', 'booked_on', 'id'], name='treasury_line_suspense'), models.Index(condition=models.Q(('state', 'account')), fields=['client_id', 'likeness', 'id'], name='treasury_line_likeness')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('reversed_by__isnull', True)), fields=('client_id', 'account', 'booked_on', 'amount', 'currency', 'occurrence'), name='treasury_statement_line_once'), models.CheckConstraint(condition=models.Q(('amount__isnull', False), ('state__in', ['matched', 'account', 'suspense'])), name='treasury_statement_line_state')],
            },
        ),
    ]

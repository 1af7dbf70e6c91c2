"""Tables of treasury."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('party_id', models.BigIntegerField()),
                ('bank_account_id', models.BigIntegerField()),
                ('end_to_end_id', models.TextField()),
                ('iban', models.TextField()),
                ('currency', models.CharField(max_length=3)),
                ('amount', models.BigIntegerField()),
                ('execute_on', models.DateField()),
                ('remittance', models.TextField(blank=True, default='')),
                ('reversed_by', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'treasury_payment',
                'indexes': [models.Index(fields=['client_id', 'document_id'], name='treasury_payment_document'), models.Index(fields=['client_id', 'party_id', 'id'], name='treasury_payment_party')],
                'constraints': [models.UniqueConstraint(fields=('client_id', 'end_to_end_id'), name='treasury_payment_once'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='treasury_payment_amount')],
            },
        ),
    ]

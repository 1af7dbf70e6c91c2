"""Tables of receivables."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Dunning',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('open_item_id', models.BigIntegerField()),
                ('level', models.SmallIntegerField()),
                ('dunned_on', models.DateField()),
                ('currency', models.CharField(max_length=3)),
                ('interest', models.BigIntegerField(default=0)),
                ('fee', models.BigIntegerField(default=0)),
                ('hold', models.TextField(blank=True, default='')),
                ('held_until', models.DateField(null=True)),
                ('reversed_by', models.BigIntegerField(null=True)),
            ],
            options={
                'db_table': 'receivables_dunning',
                'indexes': [models.Index(fields=['open_item_id'], name='receivables_dunning_item')],
                'constraints': [models.UniqueConstraint(fields=('client_id', 'document_id', 'open_item_id'), name='receivables_dunning_once'), models.CheckConstraint(condition=models.Q(models.Q(('hold', ''), ('level__gte', 1), ('level__lte', 3)), models.Q(('level', 0), models.Q(('hold', ''), _negated=True)), _connector='OR'), name='receivables_dunning_level_or_hold')],
            },
        ),
    ]

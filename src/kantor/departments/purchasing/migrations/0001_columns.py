"""Tables of purchasing."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='OrderLine',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('party_id', models.BigIntegerField()),
                ('order_number', models.TextField()),
                ('line', models.TextField()),
                ('article', models.TextField(blank=True, default='')),
                ('name', models.TextField()),
                ('unit', models.TextField()),
                ('ordered', models.DecimalField(decimal_places=6, max_digits=18)),
                ('received', models.DecimalField(decimal_places=6, default=0, max_digits=18)),
                ('price', models.DecimalField(decimal_places=6, max_digits=18)),
                ('currency', models.CharField(max_length=3)),
                ('clearing', models.BooleanField(default=False)),
                ('account', models.TextField(blank=True, default='')),
                ('cost_centre', models.TextField(blank=True, default='')),
                ('ordered_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'purchasing_order_line',
                'indexes': [models.Index(fields=['client_id', 'party_id', 'order_number'], name='purchasing_order_line_party')],
                'constraints': [models.UniqueConstraint(fields=('client_id', 'order_number', 'line'), name='purchasing_order_line_number'), models.CheckConstraint(condition=models.Q(('ordered__gt', 0), ('received__gte', 0)), name='purchasing_order_line_ordered')],
            },
        ),
    ]

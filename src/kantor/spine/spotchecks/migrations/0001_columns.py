"""The tables of the spot checks."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('drawn', models.BooleanField()),
                ('per_mille', models.SmallIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'spotchecks_draw',
                'constraints': [models.UniqueConstraint(fields=('client_id', 'document_id'), name='spotchecks_draw_once')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('version', models.IntegerField()),
                ('type', models.TextField()),
                ('field', models.TextField()),
                ('rule', models.TextField(blank=True, default='', help_text="by which it had passed; '' where a person had typed it")),
                ('model', models.TextField(blank=True, default='')),
                ('keyed', models.TextField(blank=True, default='', help_text='what was keyed where it differs')),
                ('verdict', models.TextField(help_text='same, open, first_wrong (the second entry was right), second_wrong, both_wrong')),
                ('keyed_by', models.IntegerField()),
                ('keyed_for', models.IntegerField(help_text='in whose place, where a deputy keyed it', null=True)),
                ('at', models.DateTimeField()),
                ('settled_by', models.IntegerField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'spotchecks_entry',
                'indexes': [models.Index(fields=['client_id', 'type', 'model', 'field', 'rule', 'at'], name='spotchecks_entry_rule')],
                'constraints': [models.UniqueConstraint(fields=('client_id', 'document_id', 'field'), name='spotchecks_entry_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_by__isnull', True), ('verdict__in', ('same', 'open'))), models.Q(('settled_by__isnull', False), ('verdict__in', ('first_wrong', 'second_wrong', 'both_wrong'))), _connector='OR'), name='spotchecks_entry_settled')],
            },
        ),
        migrations.CreateModel(
            name='Passed',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('document_id', models.BigIntegerField()),
                ('type', models.TextField()),
                ('field', models.TextField()),
                ('rule', models.TextField()),
                ('model', models.TextField(help_text='name and version of the model that read it')),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'spotchecks_passed',
                'indexes': [models.Index(fields=['client_id', 'type', 'model', 'field', 'rule', 'at'], name='spotchecks_passed_rule')],
                'constraints': [models.UniqueConstraint(fields=('client_id', 'document_id', 'field'), name='spotchecks_passed_field')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('per_mille', models.SmallIntegerField(db_default=30, default=30)),
                ('to_go', models.IntegerField()),
            ],
            options={
                'db_table': 'spotchecks_share',
                'constraints': [models.UniqueConstraint(fields=('client_id',), name='spotchecks_share_client'), models.CheckConstraint(condition=models.Q(('per_mille__gte', 20), ('per_mille__lte', 50)), name='spotchecks_share_range')],
            },
        ),
        migrations.CreateModel(
            name='Stop',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('client_id', models.IntegerField()),
                ('type', models.TextField()),
                ('field', models.TextField()),
                ('rule', models.TextField()),
                ('model', models.TextField()),
                ('checked', models.IntegerField()),
                ('wrong', models.IntegerField()),
                ('stopped_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True, default='', help_text='why it may pass again')),
                ('asked_by', models.IntegerField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('allowed_by', models.IntegerField(null=True)),
                ('allowed_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'spotchecks_stop',
                'constraints': [models.UniqueConstraint(condition=models.Q(('allowed_at__isnull', True)), fields=('client_id', 'type', 'model', 'field', 'rule'), name='spotchecks_stop_once'), models.CheckConstraint(condition=models.Q(('allowed_by__isnull', True), models.Q(('asked_by__isnull', False), models.Q(('asked_by', models.F('allowed_by')), _negated=True)), _connector='OR'), name='spotchecks_stop_four_eyes')],
            },
        ),
    ]

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from alongside.foundation.tables.actions import AtOnce
from django.conf import settings
from django.db import migrations, models


class Migration(AtOnce):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Chain',
            fields=[
                ('number', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('length', models.BigIntegerField(default=0)),
                ('head', models.CharField(blank=True, default='', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=80)),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_id', models.CharField(max_length=40)),
                ('about', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('by_label', models.CharField(blank=True, max_length=60)),
                ('at', models.DateTimeField()),
                ('detail', models.JSONField(default=dict)),
                ('chain', models.SmallIntegerField(default=0)),
                ('position', models.BigIntegerField(default=0)),
                ('hash', models.CharField(default='', max_length=64)),
                ('by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('chain', 'position'), name='entry_has_one_place_in_its_chain')],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=True, fields=['about'], name='entry_about'), models.Index(fields=['by', 'at'], name='entry_by_whom'), models.Index(fields=['at', 'id'], name='entry_when')],
            },
        ),
    ]

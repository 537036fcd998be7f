import alongside.foundation.references.rules
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from alongside.foundation.tables.actions import AtOnce
from django.conf import settings
from django.db import migrations, models


class Migration(AtOnce):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('is_active', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='WorkerProfile',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('hours_a_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('working_pattern', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('skills', models.ManyToManyField(blank=True, related_name='workers', to='workforce.skill')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='worker_profile', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__lte', 60), _connector='OR'), name='worker_takes_a_number_of_families_that_can_be'), models.CheckConstraint(condition=models.Q(('hours_a_week__isnull', True), models.Q(('hours_a_week__gt', 0), ('hours_a_week__lte', 48)), _connector='OR'), name='worker_works_hours_that_the_law_allows')],
            },
        ),
        migrations.CreateModel(
            name='WorkerProfileEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('hours_a_week', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True)),
                ('working_pattern', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='workforce.workerprofile')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workerprofile',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "workforce_workerprofileevent" ("capacity", "changed_at", "hours_a_week", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version", "working_pattern") VALUES (NEW."capacity", NEW."changed_at", NEW."hours_a_week", NEW."id", NEW."languages", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id", NEW."version", NEW."working_pattern"); RETURN NULL;', hash='8c9dc9974a1bbad8cd6f38c296ed89df85ed4cba', operation='INSERT', pgid='pgtrigger_insert_insert_d1d46', table='workforce_workerprofile', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='workerprofile',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "workforce_workerprofileevent" ("capacity", "changed_at", "hours_a_week", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "version", "working_pattern") VALUES (NEW."capacity", NEW."changed_at", NEW."hours_a_week", NEW."id", NEW."languages", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id", NEW."version", NEW."working_pattern"); RETURN NULL;', hash='c0404157253541094cc28b1de1a47629d41edfd1', operation='UPDATE', pgid='pgtrigger_update_update_4014f', table='workforce_workerprofile', when='AFTER')),
        ),
    ]

import alongside.cases.rules.cases
import alongside.foundation.references.rules
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from alongside.foundation.tables.actions import AtOnce
from django.conf import settings
from django.db import migrations, models


class Migration(AtOnce):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('status', models.CharField(choices=[(alongside.cases.rules.cases.CaseStatus['TO_ALLOCATE'], 'Waiting for a lead professional'), (alongside.cases.rules.cases.CaseStatus['OPEN'], 'Being helped'), (alongside.cases.rules.cases.CaseStatus['STEPPED_UP'], 'Stepped up to social care'), (alongside.cases.rules.cases.CaseStatus['CLOSED'], 'Closed')], max_length=20)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Level 1: universal'), (2, 'Level 2: early help'), (3, 'Level 3: targeted'), (4, 'Level 4: specialist')])),
                ('opened_on', models.DateField()),
                ('opened_from', models.CharField(blank=True, max_length=20)),
                ('source_id', models.UUIDField(blank=True, null=True, unique=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[(alongside.cases.rules.cases.ClosingOutcome['NEEDS_MET'], 'The needs in the plan were met'), (alongside.cases.rules.cases.ClosingOutcome['SOME_NEEDS_MET'], 'Some needs were met; universal services go on helping'), (alongside.cases.rules.cases.ClosingOutcome['MOVED_AWAY'], 'The family moved away; the new area was told'), (alongside.cases.rules.cases.ClosingOutcome['FAMILY_ENDED'], 'The family chose to end'), (alongside.cases.rules.cases.ClosingOutcome['SOCIAL_CARE'], 'Social care is now helping instead'), (alongside.cases.rules.cases.ClosingOutcome['NOT_ENGAGED'], 'The family could not be reached or did not take part')], max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='people.family')),
                ('hub_team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='identity.team')),
                ('lead', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases_led', to=settings.AUTH_USER_MODEL)),
                ('locality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='places.locality')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('status', alongside.cases.rules.cases.CaseStatus['CLOSED'])), models.Q(models.Q(('status', alongside.cases.rules.cases.CaseStatus['CLOSED']), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='case_has_a_closing_day_exactly_when_closed'), models.CheckConstraint(condition=models.Q(models.Q(('status', alongside.cases.rules.cases.CaseStatus['CLOSED']), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('status', alongside.cases.rules.cases.CaseStatus['CLOSED']), _negated=True), ('outcome', '')), _connector='OR'), name='case_has_an_outcome_exactly_when_closed'), models.CheckConstraint(condition=models.Q(models.Q(('status', alongside.cases.rules.cases.CaseStatus['OPEN']), _negated=True), ('lead__isnull', False), _connector='OR'), name='case_being_helped_has_a_lead_professional'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='case_closes_on_or_after_it_opened'), models.UniqueConstraint(condition=models.Q(('status', alongside.cases.rules.cases.CaseStatus['CLOSED']), _negated=True), fields=('family',), name='case_is_the_only_open_one_of_its_family'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', [alongside.cases.rules.cases.CaseStatus['TO_ALLOCATE'], alongside.cases.rules.cases.CaseStatus['CLOSED']]), _negated=True), ('lead__isnull', True), _connector='OR'), name='case_waiting_or_closed_has_no_lead_professional')],
                'indexes': [models.Index(fields=['hub_team', 'status', 'opened_on'], name='case_by_hub'), models.Index(fields=['lead', 'status'], name='case_by_lead')],
            },
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('service', models.CharField(blank=True, max_length=200)),
                ('worker', models.CharField(blank=True, max_length=200)),
                ('ring', models.CharField(blank=True, max_length=200)),
                ('from_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=120)),
                ('as_of', models.DateField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='identity.agency')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='people.family')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('from_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='involvement_ends_on_or_after_it_started'), models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('family', 'person', 'agency', 'service'), name='involvement_of_an_agency_is_noted_once_while_it_lasts', nulls_distinct=False)],
                'indexes': [models.Index(fields=['family', 'as_of', 'id'], name='involvement_of_family')],
            },
        ),
        migrations.CreateModel(
            name='ThresholdDocument',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('version', models.CharField(max_length=40, unique=True)),
                ('from_on', models.DateField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='CaseEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('reference', models.CharField(max_length=20)),
                ('status', models.CharField(choices=[(alongside.cases.rules.cases.CaseStatus['TO_ALLOCATE'], 'Waiting for a lead professional'), (alongside.cases.rules.cases.CaseStatus['OPEN'], 'Being helped'), (alongside.cases.rules.cases.CaseStatus['STEPPED_UP'], 'Stepped up to social care'), (alongside.cases.rules.cases.CaseStatus['CLOSED'], 'Closed')], max_length=20)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'Level 1: universal'), (2, 'Level 2: early help'), (3, 'Level 3: targeted'), (4, 'Level 4: specialist')])),
                ('opened_on', models.DateField()),
                ('opened_from', models.CharField(blank=True, max_length=20)),
                ('source_id', models.UUIDField(blank=True, null=True)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[(alongside.cases.rules.cases.ClosingOutcome['NEEDS_MET'], 'The needs in the plan were met'), (alongside.cases.rules.cases.ClosingOutcome['SOME_NEEDS_MET'], 'Some needs were met; universal services go on helping'), (alongside.cases.rules.cases.ClosingOutcome['MOVED_AWAY'], 'The family moved away; the new area was told'), (alongside.cases.rules.cases.ClosingOutcome['FAMILY_ENDED'], 'The family chose to end'), (alongside.cases.rules.cases.ClosingOutcome['SOCIAL_CARE'], 'Social care is now helping instead'), (alongside.cases.rules.cases.ClosingOutcome['NOT_ENGAGED'], 'The family could not be reached or did not take part')], max_length=20)),
                ('version', models.PositiveIntegerField(default=1)),
                ('family', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.family')),
                ('hub_team', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='identity.team')),
                ('lead', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('locality', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.locality')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='cases.case')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Descriptor',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('level', models.PositiveSmallIntegerField()),
                ('domain', models.CharField(max_length=80)),
                ('words', models.CharField(max_length=300)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='descriptors', to='cases.thresholddocument')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 4)), name='descriptor_is_of_one_of_four_levels'), models.UniqueConstraint(fields=('document', 'level', 'domain', 'words'), name='descriptor_stands_once_in_a_document')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.cases.rules.cases.StepKind['OPENED'], 'Opened'), (alongside.cases.rules.cases.StepKind['ALLOCATED'], 'Lead professional allocated'), (alongside.cases.rules.cases.StepKind['STEP_UP'], 'Stepped up to social care'), (alongside.cases.rules.cases.StepKind['STEP_DOWN'], 'Stepped down from social care'), (alongside.cases.rules.cases.StepKind['LEVEL_CHANGED'], 'Level of need changed'), (alongside.cases.rules.cases.StepKind['CLOSED'], 'Closed'), (alongside.cases.rules.cases.StepKind['REOPENED'], 'Reopened')], max_length=20)),
                ('from_status', models.CharField(blank=True, max_length=20)),
                ('to_status', models.CharField(max_length=20)),
                ('from_level', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('to_level', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('why', models.TextField(blank=True)),
                ('agreed_by', models.CharField(blank=True, max_length=200)),
                ('family_said', models.TextField(blank=True)),
                ('outcome', models.CharField(blank=True, max_length=20)),
                ('last_meeting_on', models.DateField(blank=True, null=True)),
                ('named_lead', models.CharField(blank=True, max_length=200)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='cases.case')),
            ],
            options={
                'indexes': [models.Index(fields=['case', 'at', 'id'], name='step_of_case')],
            },
        ),
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True)),
                ('link', models.CharField(blank=True, max_length=300)),
                ('is_for_family', models.BooleanField(default=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='timeline', to='cases.case')),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='timeline', to='people.family')),
            ],
            options={
                'indexes': [models.Index(fields=['family', '-at', '-id'], name='timeline_of_family')],
            },
        ),
        migrations.CreateModel(
            name='Allocation',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[(alongside.cases.rules.cases.AllocationRole['LEAD'], alongside.cases.rules.cases.AllocationRole['LEAD']), (alongside.cases.rules.cases.AllocationRole['CO_WORKER'], alongside.cases.rules.cases.AllocationRole['CO_WORKER'])], max_length=10)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('allocated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='cases.case')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('role', 'lead'), ('until_at__isnull', True)), fields=('case',), name='allocation_names_one_lead_at_a_time'), models.UniqueConstraint(condition=models.Q(('until_at__isnull', True)), fields=('case', 'worker'), name='allocation_gives_a_family_to_a_worker_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until_at__isnull', True), ('until_at__gte', models.F('from_at')), _connector='OR'), name='allocation_ends_on_or_after_it_began')],
                'indexes': [models.Index(condition=models.Q(('until_at__isnull', True)), fields=['worker'], name='allocation_now')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "cases_caseevent" ("closed_on", "family_id", "hub_team_id", "id", "lead_id", "level", "locality_id", "opened_from", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "source_id", "status", "version") VALUES (NEW."closed_on", NEW."family_id", NEW."hub_team_id", NEW."id", NEW."lead_id", NEW."level", NEW."locality_id", NEW."opened_from", NEW."opened_on", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."source_id", NEW."status", NEW."version"); RETURN NULL;', hash='7c37a9318d14c7ad915fa3f7b48d1c1e743ddefc', operation='INSERT', pgid='pgtrigger_insert_insert_0b483', table='cases_case', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='case',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "cases_caseevent" ("closed_on", "family_id", "hub_team_id", "id", "lead_id", "level", "locality_id", "opened_from", "opened_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "source_id", "status", "version") VALUES (NEW."closed_on", NEW."family_id", NEW."hub_team_id", NEW."id", NEW."lead_id", NEW."level", NEW."locality_id", NEW."opened_from", NEW."opened_on", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."source_id", NEW."status", NEW."version"); RETURN NULL;', hash='fd72059134b98ee5698f8cd72b20eac5a52223d1', operation='UPDATE', pgid='pgtrigger_update_update_f5146', table='cases_case', when='AFTER')),
        ),
    ]

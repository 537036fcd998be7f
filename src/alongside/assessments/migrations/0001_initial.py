import alongside.assessments.rules.points
import alongside.assessments.rules.standing
import alongside.assessments.rules.voices
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
        ('cases', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('framework', models.CharField(max_length=20)),
                ('status', models.CharField(choices=[(alongside.assessments.rules.standing.AssessmentStatus['DRAFT'], 'Being written'), (alongside.assessments.rules.standing.AssessmentStatus['COMPLETE'], 'Complete'), (alongside.assessments.rules.standing.AssessmentStatus['SUPERSEDED'], 'Replaced by a later one')], max_length=20)),
                ('started_on', models.DateField()),
                ('due_on', models.DateField()),
                ('completed_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='cases.case')),
                ('completed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='assessments.assessment')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', alongside.assessments.rules.standing.AssessmentStatus['DRAFT'])), fields=('case',), name='assessment_is_the_only_draft_of_its_case'), models.CheckConstraint(condition=models.Q(models.Q(('status', alongside.assessments.rules.standing.AssessmentStatus['DRAFT']), ('completed_at__isnull', True), ('completed_by__isnull', True)), models.Q(models.Q(('status', alongside.assessments.rules.standing.AssessmentStatus['DRAFT']), _negated=True), ('completed_at__isnull', False), ('completed_by__isnull', False)), _connector='OR'), name='assessment_says_when_and_by_whom_exactly_when_complete'), models.CheckConstraint(condition=models.Q(('follows__isnull', True), models.Q(('follows', models.F('id')), _negated=True), _connector='OR'), name='assessment_does_not_follow_itself')],
                'indexes': [models.Index(fields=['case', 'started_on', 'id'], name='assessment_of_case'), models.Index(condition=models.Q(('status', alongside.assessments.rules.standing.AssessmentStatus['DRAFT'])), fields=['due_on', 'id'], name='assessment_due')],
            },
        ),
        migrations.CreateModel(
            name='StartingPoint',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.assessments.rules.points.PointKind['WORRY'], 'What is worrying'), (alongside.assessments.rules.points.PointKind['STRENGTH'], 'What is going well'), (alongside.assessments.rules.points.PointKind['TRIED'], 'What has been tried'), (alongside.assessments.rules.points.PointKind['HOPE'], 'What is hoped for'), (alongside.assessments.rules.points.PointKind['OTHER'], 'Also said')], max_length=10)),
                ('words', models.TextField()),
                ('said_by', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(max_length=120)),
                ('source_id', models.UUIDField()),
                ('as_of', models.DateField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='starting_points', to='cases.case')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'source_id', 'kind', 'person'), name='starting_point_is_carried_in_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='starting_point_has_words')],
                'indexes': [models.Index(fields=['case', 'as_of', 'id'], name='starting_point_of_case')],
            },
        ),
        migrations.CreateModel(
            name='About',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('led_to', models.TextField(blank=True)),
                ('tried', models.TextField(blank=True)),
                ('others_present', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='about', to='assessments.assessment')),
            ],
        ),
        migrations.CreateModel(
            name='Approach',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('answer', models.CharField(choices=[(alongside.assessments.rules.voices.Approached['TOOK_PART'], 'They took part'), (alongside.assessments.rules.voices.Approached['ASKED'], 'They have been asked and have not answered yet'), (alongside.assessments.rules.voices.Approached['DECLINED'], 'They were asked and said no'), (alongside.assessments.rules.voices.Approached['NOT_FOUND'], 'We tried and could not reach them'), (alongside.assessments.rules.voices.Approached['NOT_SAFE'], 'It is not safe to ask them')], max_length=20)),
                ('words', models.TextField(blank=True)),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approaches', to='assessments.assessment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'person'), name='approach_is_one_for_each_person')],
            },
        ),
        migrations.CreateModel(
            name='AssessmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('reference', models.CharField(max_length=20)),
                ('framework', models.CharField(max_length=20)),
                ('status', models.CharField(choices=[(alongside.assessments.rules.standing.AssessmentStatus['DRAFT'], 'Being written'), (alongside.assessments.rules.standing.AssessmentStatus['COMPLETE'], 'Complete'), (alongside.assessments.rules.standing.AssessmentStatus['SUPERSEDED'], 'Replaced by a later one')], max_length=20)),
                ('started_on', models.DateField()),
                ('due_on', models.DateField()),
                ('completed_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='cases.case')),
                ('completed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.assessment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assessments.assessment')),
                ('started_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Conclusion',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('needed', models.TextField(blank=True)),
                ('level', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('level_why', models.TextField(blank=True)),
                ('next_steps', models.TextField(blank=True)),
                ('family_comments', models.TextField(blank=True)),
                ('no_comments_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='conclusion', to='assessments.assessment')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('level__isnull', True), models.Q(('level__gte', 1), ('level__lte', 4)), _connector='OR'), name='conclusion_is_at_one_of_four_levels')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('heading', models.CharField(max_length=40)),
                ('strengths', models.TextField(blank=True)),
                ('worries', models.TextField(blank=True)),
                ('evidence', models.TextField(blank=True)),
                ('said_by', models.CharField(blank=True, max_length=200)),
                ('is_nothing', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='assessments.assessment')),
                ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='assessments.entry')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'about', 'heading'), name='entry_stands_once_under_its_heading', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('is_nothing', False), models.Q(('strengths', ''), ('worries', '')), _connector='OR'), name='entry_with_nothing_to_note_has_no_words')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='assessments.assessment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'person'), name='presence_is_noted_once')],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.assessments.rules.voices.VoiceKind['WORDS'], 'In their own words'), (alongside.assessments.rules.voices.VoiceKind['SEEN'], 'What was seen, as they are too young or cannot say'), (alongside.assessments.rules.voices.VoiceKind['NONE'], 'Not heard yet, and why')], max_length=10)),
                ('words', models.TextField()),
                ('how', models.CharField(blank=True, choices=[(alongside.assessments.rules.voices.Gathering['ALONE'], 'Talking, on their own'), (alongside.assessments.rules.voices.Gathering['WITH_FAMILY'], 'Talking, with family there'), (alongside.assessments.rules.voices.Gathering['PLAY'], 'Through play or drawing'), (alongside.assessments.rules.voices.Gathering['WRITTEN'], 'They wrote it'), (alongside.assessments.rules.voices.Gathering['CALL'], 'By telephone or video'), (alongside.assessments.rules.voices.Gathering['INTERPRETER'], 'With an interpreter'), (alongside.assessments.rules.voices.Gathering['AIDS'], 'With signs, pictures or a device'), (alongside.assessments.rules.voices.Gathering['WATCHED'], 'By watching how they were'), (alongside.assessments.rules.voices.Gathering['TOLD_BY_OTHER'], 'Someone else told us what they say')], max_length=20)),
                ('gathered_by', models.CharField(blank=True, max_length=200)),
                ('gathered_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='assessments.assessment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'person'), name='voice_is_one_for_each_person'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='voice_has_words'), models.CheckConstraint(condition=models.Q(('kind', alongside.assessments.rules.voices.VoiceKind['NONE']), models.Q(models.Q(('how', ''), _negated=True), ('gathered_on__isnull', False)), _connector='OR'), name='voice_that_was_gathered_says_how_and_when')],
            },
        ),
        migrations.CreateModel(
            name='ApproachEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('answer', models.CharField(choices=[(alongside.assessments.rules.voices.Approached['TOOK_PART'], 'They took part'), (alongside.assessments.rules.voices.Approached['ASKED'], 'They have been asked and have not answered yet'), (alongside.assessments.rules.voices.Approached['DECLINED'], 'They were asked and said no'), (alongside.assessments.rules.voices.Approached['NOT_FOUND'], 'We tried and could not reach them'), (alongside.assessments.rules.voices.Approached['NOT_SAFE'], 'It is not safe to ask them')], max_length=20)),
                ('words', models.TextField(blank=True)),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assessments.approach')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.assessment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AboutEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('led_to', models.TextField(blank=True)),
                ('tried', models.TextField(blank=True)),
                ('others_present', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assessments.about')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.assessment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConclusionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('needed', models.TextField(blank=True)),
                ('level', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('level_why', models.TextField(blank=True)),
                ('next_steps', models.TextField(blank=True)),
                ('family_comments', models.TextField(blank=True)),
                ('no_comments_why', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.assessment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assessments.conclusion')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('heading', models.CharField(max_length=40)),
                ('strengths', models.TextField(blank=True)),
                ('worries', models.TextField(blank=True)),
                ('evidence', models.TextField(blank=True)),
                ('said_by', models.CharField(blank=True, max_length=200)),
                ('is_nothing', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('about', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.assessment')),
                ('copied_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.entry')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assessments.entry')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.assessments.rules.voices.VoiceKind['WORDS'], 'In their own words'), (alongside.assessments.rules.voices.VoiceKind['SEEN'], 'What was seen, as they are too young or cannot say'), (alongside.assessments.rules.voices.VoiceKind['NONE'], 'Not heard yet, and why')], max_length=10)),
                ('words', models.TextField()),
                ('how', models.CharField(blank=True, choices=[(alongside.assessments.rules.voices.Gathering['ALONE'], 'Talking, on their own'), (alongside.assessments.rules.voices.Gathering['WITH_FAMILY'], 'Talking, with family there'), (alongside.assessments.rules.voices.Gathering['PLAY'], 'Through play or drawing'), (alongside.assessments.rules.voices.Gathering['WRITTEN'], 'They wrote it'), (alongside.assessments.rules.voices.Gathering['CALL'], 'By telephone or video'), (alongside.assessments.rules.voices.Gathering['INTERPRETER'], 'With an interpreter'), (alongside.assessments.rules.voices.Gathering['AIDS'], 'With signs, pictures or a device'), (alongside.assessments.rules.voices.Gathering['WATCHED'], 'By watching how they were'), (alongside.assessments.rules.voices.Gathering['TOLD_BY_OTHER'], 'Someone else told us what they say')], max_length=20)),
                ('gathered_by', models.CharField(blank=True, max_length=200)),
                ('gathered_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='assessments.assessment')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='assessments.voice')),
                ('written_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_assessmentevent" ("case_id", "completed_at", "completed_by_id", "due_on", "follows_id", "framework", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "started_by_id", "started_on", "status") VALUES (NEW."case_id", NEW."completed_at", NEW."completed_by_id", NEW."due_on", NEW."follows_id", NEW."framework", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."started_by_id", NEW."started_on", NEW."status"); RETURN NULL;', hash='0f6412b555c5df2eb5334568fa7d538e4c76d918', operation='INSERT', pgid='pgtrigger_insert_insert_3ca2a', table='assessments_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_assessmentevent" ("case_id", "completed_at", "completed_by_id", "due_on", "follows_id", "framework", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "started_by_id", "started_on", "status") VALUES (NEW."case_id", NEW."completed_at", NEW."completed_by_id", NEW."due_on", NEW."follows_id", NEW."framework", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."started_by_id", NEW."started_on", NEW."status"); RETURN NULL;', hash='0100bd62909c85c8d70ac0e3841e5f56746e2430', operation='UPDATE', pgid='pgtrigger_update_update_d96c6', table='assessments_assessment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='about',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_aboutevent" ("assessment_id", "id", "led_to", "others_present", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tried", "version", "written_at", "written_by_id") VALUES (NEW."assessment_id", NEW."id", NEW."led_to", NEW."others_present", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."tried", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='498fafdce161e914d026b449c40bcd9569ffffed', operation='INSERT', pgid='pgtrigger_insert_insert_1f905', table='assessments_about', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='about',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_aboutevent" ("assessment_id", "id", "led_to", "others_present", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tried", "version", "written_at", "written_by_id") VALUES (NEW."assessment_id", NEW."id", NEW."led_to", NEW."others_present", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."tried", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='ea0a0e993a5b04c03f2142337033bc480f5d93ff', operation='UPDATE', pgid='pgtrigger_update_update_3c738', table='assessments_about', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approach',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_approachevent" ("answer", "asked_on", "assessment_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words", "written_at", "written_by_id") VALUES (NEW."answer", NEW."asked_on", NEW."assessment_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."words", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='c131c343d2476aca360df6b5cddfb7223cbadee6', operation='INSERT', pgid='pgtrigger_insert_insert_a3a04', table='assessments_approach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='approach',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_approachevent" ("answer", "asked_on", "assessment_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words", "written_at", "written_by_id") VALUES (NEW."answer", NEW."asked_on", NEW."assessment_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."words", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='951f1656b7ee0c48f3a86621e1ddf2aa2ec9f931', operation='UPDATE', pgid='pgtrigger_update_update_40e28', table='assessments_approach', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conclusion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_conclusionevent" ("assessment_id", "family_comments", "id", "level", "level_why", "needed", "next_steps", "no_comments_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "written_at", "written_by_id") VALUES (NEW."assessment_id", NEW."family_comments", NEW."id", NEW."level", NEW."level_why", NEW."needed", NEW."next_steps", NEW."no_comments_why", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='4cee88921b94cf75a8422ef1f0f9ff36ec134c89', operation='INSERT', pgid='pgtrigger_insert_insert_771fb', table='assessments_conclusion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conclusion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_conclusionevent" ("assessment_id", "family_comments", "id", "level", "level_why", "needed", "next_steps", "no_comments_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "written_at", "written_by_id") VALUES (NEW."assessment_id", NEW."family_comments", NEW."id", NEW."level", NEW."level_why", NEW."needed", NEW."next_steps", NEW."no_comments_why", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='3a1d3c67745febe75b2136de93556d3634cff6da', operation='UPDATE', pgid='pgtrigger_update_update_456d7', table='assessments_conclusion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_entryevent" ("about_id", "assessment_id", "copied_from_id", "evidence", "heading", "id", "is_nothing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_by", "strengths", "version", "worries", "written_at", "written_by_id") VALUES (NEW."about_id", NEW."assessment_id", NEW."copied_from_id", NEW."evidence", NEW."heading", NEW."id", NEW."is_nothing", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said_by", NEW."strengths", NEW."version", NEW."worries", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='bccaff1e5c9320beaad16949e85d14c1085dbb93', operation='INSERT', pgid='pgtrigger_insert_insert_a1dde', table='assessments_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_entryevent" ("about_id", "assessment_id", "copied_from_id", "evidence", "heading", "id", "is_nothing", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_by", "strengths", "version", "worries", "written_at", "written_by_id") VALUES (NEW."about_id", NEW."assessment_id", NEW."copied_from_id", NEW."evidence", NEW."heading", NEW."id", NEW."is_nothing", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said_by", NEW."strengths", NEW."version", NEW."worries", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='ee466daa8cb1a0ce88f6d61880cd0f405aa27217', operation='UPDATE', pgid='pgtrigger_update_update_d6421', table='assessments_entry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "assessments_voiceevent" ("assessment_id", "gathered_by", "gathered_on", "how", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words", "written_at", "written_by_id") VALUES (NEW."assessment_id", NEW."gathered_by", NEW."gathered_on", NEW."how", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version", NEW."words", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='18636981a9d79430eb5a125ec41cbca8cb615f68', operation='INSERT', pgid='pgtrigger_insert_insert_7af1b', table='assessments_voice', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='voice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "assessments_voiceevent" ("assessment_id", "gathered_by", "gathered_on", "how", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words", "written_at", "written_by_id") VALUES (NEW."assessment_id", NEW."gathered_by", NEW."gathered_on", NEW."how", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version", NEW."words", NEW."written_at", NEW."written_by_id"); RETURN NULL;', hash='5fddfe48aaeee7e5e025688afb38d3de2714c6d4', operation='UPDATE', pgid='pgtrigger_update_update_2b75c', table='assessments_voice', when='AFTER')),
        ),
    ]

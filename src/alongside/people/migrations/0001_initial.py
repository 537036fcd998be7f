import alongside.foundation.references.rules
import alongside.people.rules.kinds
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
        ('pghistory', '0007_auto_20250421_0444'),
        ('places', '0001_initial'),
    ]

    operations = [
        # Other apps may need them too: going back leaves them.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS intarray", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Family',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('sort_name', models.CharField(db_index=True, max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('given_names', models.CharField(blank=True, max_length=120)),
                ('family_name', models.CharField(blank=True, max_length=120)),
                ('known_as', models.CharField(blank=True, max_length=120)),
                ('sort_name', models.CharField(db_index=True, max_length=250)),
                ('born_on', models.DateField(blank=True, db_index=True, null=True)),
                ('birth_precision', models.CharField(choices=[(alongside.people.rules.kinds.BirthPrecision['EXACT'], alongside.people.rules.kinds.BirthPrecision['EXACT']), (alongside.people.rules.kinds.BirthPrecision['MONTH'], alongside.people.rules.kinds.BirthPrecision['MONTH']), (alongside.people.rules.kinds.BirthPrecision['YEAR'], alongside.people.rules.kinds.BirthPrecision['YEAR']), (alongside.people.rules.kinds.BirthPrecision['ESTIMATED'], alongside.people.rules.kinds.BirthPrecision['ESTIMATED']), (alongside.people.rules.kinds.BirthPrecision['DUE'], alongside.people.rules.kinds.BirthPrecision['DUE']), (alongside.people.rules.kinds.BirthPrecision['UNKNOWN'], alongside.people.rules.kinds.BirthPrecision['UNKNOWN'])], default=alongside.people.rules.kinds.BirthPrecision['UNKNOWN'], max_length=10)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('died_on', models.DateField(blank=True, null=True)),
                ('sex', models.CharField(choices=[(alongside.people.rules.kinds.Sex['FEMALE'], alongside.people.rules.kinds.Sex['FEMALE']), (alongside.people.rules.kinds.Sex['MALE'], alongside.people.rules.kinds.Sex['MALE']), (alongside.people.rules.kinds.Sex['OTHER'], alongside.people.rules.kinds.Sex['OTHER']), (alongside.people.rules.kinds.Sex['UNKNOWN'], alongside.people.rules.kinds.Sex['UNKNOWN'])], default=alongside.people.rules.kinds.Sex['UNKNOWN'], max_length=10)),
                ('nhs_number', models.CharField(blank=True, max_length=10)),
                ('upn', models.CharField(blank=True, max_length=13)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('family_name', ''), ('given_names', ''), ('known_as', ''), _negated=True), ('due_on__isnull', False), _connector='OR'), name='person_has_a_name_or_is_unborn'), models.UniqueConstraint(condition=models.Q(('nhs_number', ''), _negated=True), fields=('nhs_number',), name='person_has_an_nhs_number_of_their_own')],
                'indexes': [models.Index(condition=models.Q(('upn', ''), _negated=True), fields=['upn'], name='person_by_upn')],
            },
        ),
        migrations.CreateModel(
            name='FamilyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('reference', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('sort_name', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.family')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FamilyMember',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[(alongside.people.rules.kinds.FamilyRole['CHILD'], 'Child'), (alongside.people.rules.kinds.FamilyRole['PARENT'], 'Parent'), (alongside.people.rules.kinds.FamilyRole['CARER'], 'Carer'), (alongside.people.rules.kinds.FamilyRole['OTHER'], 'Someone else in the family')], max_length=10)),
                ('in_household', models.BooleanField(default=True)),
                ('from_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='people.family')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('family', 'person'), name='member_is_in_a_family_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('reference', models.CharField(max_length=20)),
                ('given_names', models.CharField(blank=True, max_length=120)),
                ('family_name', models.CharField(blank=True, max_length=120)),
                ('known_as', models.CharField(blank=True, max_length=120)),
                ('sort_name', models.CharField(max_length=250)),
                ('born_on', models.DateField(blank=True, null=True)),
                ('birth_precision', models.CharField(choices=[(alongside.people.rules.kinds.BirthPrecision['EXACT'], alongside.people.rules.kinds.BirthPrecision['EXACT']), (alongside.people.rules.kinds.BirthPrecision['MONTH'], alongside.people.rules.kinds.BirthPrecision['MONTH']), (alongside.people.rules.kinds.BirthPrecision['YEAR'], alongside.people.rules.kinds.BirthPrecision['YEAR']), (alongside.people.rules.kinds.BirthPrecision['ESTIMATED'], alongside.people.rules.kinds.BirthPrecision['ESTIMATED']), (alongside.people.rules.kinds.BirthPrecision['DUE'], alongside.people.rules.kinds.BirthPrecision['DUE']), (alongside.people.rules.kinds.BirthPrecision['UNKNOWN'], alongside.people.rules.kinds.BirthPrecision['UNKNOWN'])], default=alongside.people.rules.kinds.BirthPrecision['UNKNOWN'], max_length=10)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('died_on', models.DateField(blank=True, null=True)),
                ('sex', models.CharField(choices=[(alongside.people.rules.kinds.Sex['FEMALE'], alongside.people.rules.kinds.Sex['FEMALE']), (alongside.people.rules.kinds.Sex['MALE'], alongside.people.rules.kinds.Sex['MALE']), (alongside.people.rules.kinds.Sex['OTHER'], alongside.people.rules.kinds.Sex['OTHER']), (alongside.people.rules.kinds.Sex['UNKNOWN'], alongside.people.rules.kinds.Sex['UNKNOWN'])], default=alongside.people.rules.kinds.Sex['UNKNOWN'], max_length=10)),
                ('nhs_number', models.CharField(blank=True, max_length=10)),
                ('upn', models.CharField(blank=True, max_length=13)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('version', models.PositiveIntegerField(default=1)),
                ('recorded_at', models.DateTimeField()),
                ('account', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('given_names', models.CharField(blank=True, max_length=120)),
                ('family_name', models.CharField(blank=True, max_length=120)),
                ('kind', models.CharField(default='also known as', max_length=40)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_names', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Relationship',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.people.rules.kinds.RelationKind['PARENT'], 'parent of'), (alongside.people.rules.kinds.RelationKind['STEP_PARENT'], 'step-parent of'), (alongside.people.rules.kinds.RelationKind['GRANDPARENT'], 'grandparent of'), (alongside.people.rules.kinds.RelationKind['SIBLING'], 'brother or sister of'), (alongside.people.rules.kinds.RelationKind['HALF_SIBLING'], 'half-brother or half-sister of'), (alongside.people.rules.kinds.RelationKind['STEP_SIBLING'], 'step-brother or step-sister of'), (alongside.people.rules.kinds.RelationKind['TWIN'], 'twin of'), (alongside.people.rules.kinds.RelationKind['PARTNER'], 'partner of'), (alongside.people.rules.kinds.RelationKind['FORMER_PARTNER'], 'former partner of'), (alongside.people.rules.kinds.RelationKind['AUNT_OR_UNCLE'], 'aunt or uncle of'), (alongside.people.rules.kinds.RelationKind['CARER'], 'carer of'), (alongside.people.rules.kinds.RelationKind['OTHER'], 'connected to')], max_length=20)),
                ('has_parental_responsibility', models.BooleanField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=120)),
                ('as_of', models.DateField()),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_to', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations_from', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='relationship_is_between_two_people'), models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('person', 'other', 'kind'), name='relationship_is_recorded_once')],
            },
        ),
        migrations.CreateModel(
            name='SharingBasis',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('basis', models.CharField(choices=[(alongside.people.rules.kinds.LawfulBasis['PUBLIC_TASK'], 'Public task, for social care or health (Article 6(1)(e) and 9(2)(h))'), (alongside.people.rules.kinds.LawfulBasis['LEGAL_OBLIGATION'], 'Legal obligation (Article 6(1)(c))'), (alongside.people.rules.kinds.LawfulBasis['VITAL_INTERESTS'], 'Vital interests (Article 6(1)(d) and 9(2)(c))'), (alongside.people.rules.kinds.LawfulBasis['SAFEGUARDING'], 'Safeguarding a child or adult at risk (Article 9(2)(g))'), (alongside.people.rules.kinds.LawfulBasis['CRIME'], 'Preventing or detecting crime'), (alongside.people.rules.kinds.LawfulBasis['COURT'], 'A court’s order')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('is_without_agreement', models.BooleanField(default=False)),
                ('decided_at', models.DateTimeField()),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sharing_bases', to='people.family')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_without_agreement', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='sharing_without_agreement_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('lines', models.CharField(blank=True, max_length=300)),
                ('postcode', models.CharField(blank=True, db_index=True, max_length=8)),
                ('is_restricted', models.BooleanField(default=False)),
                ('from_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=120)),
                ('as_of', models.DateField()),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.locality')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='people.person')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('until_on__isnull', True)), fields=['person'], name='address_now')],
            },
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=60)),
                ('value', models.TextField(blank=True)),
                ('meaning', models.CharField(choices=[(alongside.people.rules.kinds.Meaning['VALUE'], alongside.people.rules.kinds.Meaning['VALUE']), (alongside.people.rules.kinds.Meaning['NONE'], alongside.people.rules.kinds.Meaning['NONE']), (alongside.people.rules.kinds.Meaning['NOT_ASKED'], alongside.people.rules.kinds.Meaning['NOT_ASKED']), (alongside.people.rules.kinds.Meaning['NOT_IN_OUR_DATA'], alongside.people.rules.kinds.Meaning['NOT_IN_OUR_DATA'])], max_length=20)),
                ('source', models.CharField(max_length=120)),
                ('as_of', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('is_current', models.BooleanField(default=True)),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facts', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('person', 'key'), name='fact_has_one_current_value'), models.CheckConstraint(condition=models.Q(models.Q(('meaning', alongside.people.rules.kinds.Meaning['VALUE']), models.Q(('value', ''), _negated=True)), models.Q(models.Q(('meaning', alongside.people.rules.kinds.Meaning['VALUE']), _negated=True), ('value', '')), _connector='OR'), name='fact_has_a_value_exactly_when_it_says_so')],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=200)),
                ('answer', models.CharField(choices=[(alongside.people.rules.kinds.AgreementAnswer['AGREED'], alongside.people.rules.kinds.AgreementAnswer['AGREED']), (alongside.people.rules.kinds.AgreementAnswer['REFUSED'], alongside.people.rules.kinds.AgreementAnswer['REFUSED']), (alongside.people.rules.kinds.AgreementAnswer['NOT_ABLE'], alongside.people.rules.kinds.AgreementAnswer['NOT_ABLE'])], max_length=10)),
                ('given_on', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=300)),
                ('how', models.CharField(blank=True, max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.agency')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='people.family')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('person', 'agency', 'purpose'), name='agreement_stands_once_for_person_agency_and_purpose'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), ('withdrawn_on__gte', models.F('given_on')), _connector='OR'), name='agreement_is_withdrawn_on_or_after_it_was_given')],
            },
        ),
        migrations.CreateModel(
            name='SearchKey',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_key', serialize=False, to='people.person')),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None)),
                ('given', models.CharField(blank=True, max_length=400)),
                ('family', models.CharField(blank=True, max_length=400)),
                ('born_on', models.DateField(blank=True, null=True)),
                ('postcodes', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='search_by_keys', opclasses=['gin__int_ops']), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('given'), 'gin_trgm_ops'), django.contrib.postgres.indexes.OpClass(models.F('family'), 'gin_trgm_ops'), fastupdate=False, name='search_by_spelling')],
            },
        ),
        migrations.CreateModel(
            name='FamilyMemberEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('role', models.CharField(choices=[(alongside.people.rules.kinds.FamilyRole['CHILD'], 'Child'), (alongside.people.rules.kinds.FamilyRole['PARENT'], 'Parent'), (alongside.people.rules.kinds.FamilyRole['CARER'], 'Carer'), (alongside.people.rules.kinds.FamilyRole['OTHER'], 'Someone else in the family')], max_length=10)),
                ('in_household', models.BooleanField(default=True)),
                ('from_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('family', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.family')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.familymember')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RelationshipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.people.rules.kinds.RelationKind['PARENT'], 'parent of'), (alongside.people.rules.kinds.RelationKind['STEP_PARENT'], 'step-parent of'), (alongside.people.rules.kinds.RelationKind['GRANDPARENT'], 'grandparent of'), (alongside.people.rules.kinds.RelationKind['SIBLING'], 'brother or sister of'), (alongside.people.rules.kinds.RelationKind['HALF_SIBLING'], 'half-brother or half-sister of'), (alongside.people.rules.kinds.RelationKind['STEP_SIBLING'], 'step-brother or step-sister of'), (alongside.people.rules.kinds.RelationKind['TWIN'], 'twin of'), (alongside.people.rules.kinds.RelationKind['PARTNER'], 'partner of'), (alongside.people.rules.kinds.RelationKind['FORMER_PARTNER'], 'former partner of'), (alongside.people.rules.kinds.RelationKind['AUNT_OR_UNCLE'], 'aunt or uncle of'), (alongside.people.rules.kinds.RelationKind['CARER'], 'carer of'), (alongside.people.rules.kinds.RelationKind['OTHER'], 'connected to')], max_length=20)),
                ('has_parental_responsibility', models.BooleanField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=120)),
                ('as_of', models.DateField()),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.person')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.relationship')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='family',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_familyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "reference", "sort_name", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."reference", NEW."sort_name", NEW."version"); RETURN NULL;', hash='3309d58ea1c81ec08ce4ec94e2fca96f1597f34b', operation='INSERT', pgid='pgtrigger_insert_insert_0459c', table='people_family', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='family',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_familyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "reference", "sort_name", "version") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."reference", NEW."sort_name", NEW."version"); RETURN NULL;', hash='71a76e2811857084236cc607ab7721881f05551f', operation='UPDATE', pgid='pgtrigger_update_update_1c4bb', table='people_family', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_personevent" ("account_id", "birth_precision", "born_on", "died_on", "due_on", "email", "family_name", "given_names", "id", "known_as", "nhs_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_at", "reference", "sex", "sort_name", "upn", "version") VALUES (NEW."account_id", NEW."birth_precision", NEW."born_on", NEW."died_on", NEW."due_on", NEW."email", NEW."family_name", NEW."given_names", NEW."id", NEW."known_as", NEW."nhs_number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."recorded_at", NEW."reference", NEW."sex", NEW."sort_name", NEW."upn", NEW."version"); RETURN NULL;', hash='92da664615551a29757cab4f07d89bcc04d39ad5', operation='INSERT', pgid='pgtrigger_insert_insert_65688', table='people_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_personevent" ("account_id", "birth_precision", "born_on", "died_on", "due_on", "email", "family_name", "given_names", "id", "known_as", "nhs_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_at", "reference", "sex", "sort_name", "upn", "version") VALUES (NEW."account_id", NEW."birth_precision", NEW."born_on", NEW."died_on", NEW."due_on", NEW."email", NEW."family_name", NEW."given_names", NEW."id", NEW."known_as", NEW."nhs_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."recorded_at", NEW."reference", NEW."sex", NEW."sort_name", NEW."upn", NEW."version"); RETURN NULL;', hash='70a846287cc31697d63cd6c5588ae5682ecba288', operation='UPDATE', pgid='pgtrigger_update_update_de829', table='people_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familymember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_familymemberevent" ("family_id", "from_on", "id", "in_household", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until_on") VALUES (NEW."family_id", NEW."from_on", NEW."id", NEW."in_household", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."until_on"); RETURN NULL;', hash='ae72d4f3991111a788e9a465ccbdc1216cc69f7a', operation='INSERT', pgid='pgtrigger_insert_insert_66b25', table='people_familymember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='familymember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_familymemberevent" ("family_id", "from_on", "id", "in_household", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "until_on") VALUES (NEW."family_id", NEW."from_on", NEW."id", NEW."in_household", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."until_on"); RETURN NULL;', hash='4493d56f4f503b87eabdb66b9ab7e5509cd40c92', operation='UPDATE', pgid='pgtrigger_update_update_ea06e', table='people_familymember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relationship',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "people_relationshipevent" ("as_of", "has_parental_responsibility", "id", "kind", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "until_on") VALUES (NEW."as_of", NEW."has_parental_responsibility", NEW."id", NEW."kind", NEW."other_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."until_on"); RETURN NULL;', hash='a0fd166e18e99fc6f592321e0836582cdadc2151', operation='INSERT', pgid='pgtrigger_insert_insert_07fb7', table='people_relationship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relationship',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "people_relationshipevent" ("as_of", "has_parental_responsibility", "id", "kind", "other_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "until_on") VALUES (NEW."as_of", NEW."has_parental_responsibility", NEW."id", NEW."kind", NEW."other_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."until_on"); RETURN NULL;', hash='e1a7fe0bfcc62fc5a3eb8f6aefb4f08df12d68a0', operation='UPDATE', pgid='pgtrigger_update_update_4eff7', table='people_relationship', when='AFTER')),
        ),
    ]

import alongside.directory.rules
import alongside.foundation.references.rules
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from alongside.foundation.tables.actions import AtOnce
from django.db import migrations, models


class Migration(AtOnce):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('places', '0001_initial'),
    ]

    operations = [
        # Other apps need it too: going back leaves it.
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS pg_trgm", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='CoreItem',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('promise', models.CharField(max_length=400)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_active', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField()),
                ('for_whom', models.CharField(blank=True, max_length=300)),
                ('from_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('to_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), blank=True, default=list, size=None)),
                ('how_to_ask', models.TextField(blank=True)),
                ('cost', models.CharField(blank=True, max_length=200)),
                ('website', models.URLField(blank=True, max_length=300)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('found_by', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('name', config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector('for_whom', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), '||', django.contrib.postgres.search.SearchVector('description', config='english', weight='C'), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='identity.agency')),
                ('localities', models.ManyToManyField(blank=True, related_name='services', to='places.locality')),
                ('sites', models.ManyToManyField(blank=True, related_name='services', to='places.site')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('from_age__isnull', True), ('to_age__isnull', True), ('to_age__gte', models.F('from_age')), _connector='OR'), name='service_is_for_ages_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('description', ''), _negated=True)), name='service_says_what_it_is')],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['found_by'], name='service_by_words'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='service_by_name'), models.Index(fields=['name', 'id'], name='service_in_order')],
            },
        ),
        migrations.CreateModel(
            name='HubOffer',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.directory.rules.OfferKind['CORE'], 'Core offer: every hub promises this'), (alongside.directory.rules.OfferKind['LOCAL'], 'This hub’s own offer'), (alongside.directory.rules.OfferKind['NOT_OFFERED'], 'Not offered here')], max_length=12)),
                ('name', models.CharField(blank=True, max_length=160)),
                ('promise', models.CharField(blank=True, max_length=400)),
                ('when', models.CharField(blank=True, max_length=200)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('core_item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='directory.coreitem')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='places.site')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='directory.service')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('core_item__isnull', False), ('kind', alongside.directory.rules.OfferKind['CORE'])), models.Q(models.Q(('kind', alongside.directory.rules.OfferKind['CORE']), _negated=True), ('core_item__isnull', True)), _connector='OR'), name='offer_names_a_core_item_exactly_when_core'), models.CheckConstraint(condition=models.Q(('core_item__isnull', False), ('service__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='offer_says_what_it_is'), models.UniqueConstraint(condition=models.Q(('core_item__isnull', False)), fields=('site', 'core_item'), name='offer_answers_each_core_item_once_in_a_hub')],
                'indexes': [models.Index(fields=['site', 'kind', 'position', 'id'], name='offer_of_hub')],
            },
        ),
        migrations.CreateModel(
            name='ServiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('slug', models.SlugField(db_index=False, max_length=120)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField()),
                ('for_whom', models.CharField(blank=True, max_length=300)),
                ('from_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('to_age', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), blank=True, default=list, size=None)),
                ('how_to_ask', models.TextField(blank=True)),
                ('cost', models.CharField(blank=True, max_length=200)),
                ('website', models.URLField(blank=True, max_length=300)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('checked_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('agency', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='identity.agency')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HubOfferEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, serialize=False)),
                ('kind', models.CharField(choices=[(alongside.directory.rules.OfferKind['CORE'], 'Core offer: every hub promises this'), (alongside.directory.rules.OfferKind['LOCAL'], 'This hub’s own offer'), (alongside.directory.rules.OfferKind['NOT_OFFERED'], 'Not offered here')], max_length=12)),
                ('name', models.CharField(blank=True, max_length=160)),
                ('promise', models.CharField(blank=True, max_length=400)),
                ('when', models.CharField(blank=True, max_length=200)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('core_item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.coreitem')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='directory.huboffer')),
                ('site', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.site')),
                ('service', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='directory.service')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_serviceevent" ("agency_id", "checked_on", "cost", "description", "email", "for_whom", "from_age", "how_to_ask", "id", "is_active", "levels", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "to_age", "version", "website") VALUES (NEW."agency_id", NEW."checked_on", NEW."cost", NEW."description", NEW."email", NEW."for_whom", NEW."from_age", NEW."how_to_ask", NEW."id", NEW."is_active", NEW."levels", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."slug", NEW."to_age", NEW."version", NEW."website"); RETURN NULL;', hash='d1bbbb074d770a15ef38018980c2b27f1f988d65', operation='INSERT', pgid='pgtrigger_insert_insert_26dc6', table='directory_service', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='service',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."checked_on" IS DISTINCT FROM (NEW."checked_on") OR OLD."cost" IS DISTINCT FROM (NEW."cost") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."for_whom" IS DISTINCT FROM (NEW."for_whom") OR OLD."from_age" IS DISTINCT FROM (NEW."from_age") OR OLD."how_to_ask" IS DISTINCT FROM (NEW."how_to_ask") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."levels" IS DISTINCT FROM (NEW."levels") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."to_age" IS DISTINCT FROM (NEW."to_age") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "directory_serviceevent" ("agency_id", "checked_on", "cost", "description", "email", "for_whom", "from_age", "how_to_ask", "id", "is_active", "levels", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "slug", "to_age", "version", "website") VALUES (NEW."agency_id", NEW."checked_on", NEW."cost", NEW."description", NEW."email", NEW."for_whom", NEW."from_age", NEW."how_to_ask", NEW."id", NEW."is_active", NEW."levels", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."slug", NEW."to_age", NEW."version", NEW."website"); RETURN NULL;', hash='2b462692747b76e05c0b025291177288aaeae821', operation='UPDATE', pgid='pgtrigger_update_update_dd0d1', table='directory_service', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='huboffer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "directory_hubofferevent" ("core_item_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "promise", "service_id", "site_id", "when") VALUES (NEW."core_item_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."promise", NEW."service_id", NEW."site_id", NEW."when"); RETURN NULL;', hash='25dbe101dd93ecb01e6be141376edce46d6c3d25', operation='INSERT', pgid='pgtrigger_insert_insert_ff607', table='directory_huboffer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='huboffer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "directory_hubofferevent" ("core_item_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "promise", "service_id", "site_id", "when") VALUES (NEW."core_item_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."promise", NEW."service_id", NEW."site_id", NEW."when"); RETURN NULL;', hash='068d5e1efe007fa023d083ba098d4e47e8a7a0a6', operation='UPDATE', pgid='pgtrigger_update_update_f22a9', table='directory_huboffer', when='AFTER')),
        ),
    ]

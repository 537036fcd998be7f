import alongside.foundation.references.rules
import alongside.places.rules.kinds
import django.db.models.deletion
from alongside.foundation.tables.actions import AtOnce
from django.conf import settings
from django.db import migrations, models


class Migration(AtOnce):

    initial = True

    dependencies = [
        ('identity', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=12, unique=True)),
                ('name', models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('key', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=160)),
                ('unit', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=200)),
                ('vintage', models.CharField(max_length=8)),
                ('higher_means', models.CharField(max_length=12)),
                ('decimals', models.PositiveSmallIntegerField(default=0)),
                ('is_estimate', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'vintage'), name='a_measure_is_kept_once_for_each_vintage'), models.CheckConstraint(condition=models.Q(('vintage__in', ['2011', '2021', 'demo'])), name='a_measure_is_of_a_known_vintage'), models.CheckConstraint(condition=models.Q(('higher_means__in', ['more_need', 'less_need', 'neither'])), name='a_measure_says_what_a_bigger_figure_means')],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('report', models.JSONField(default=dict)),
                ('status', models.CharField(default=alongside.places.rules.kinds.ImportStatus['RUNNING'], max_length=12)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['running', 'done', 'refused', 'failed'])), name='an_import_is_in_a_known_state'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('status', alongside.places.rules.kinds.ImportStatus['RUNNING'])), models.Q(models.Q(('status', alongside.places.rules.kinds.ImportStatus['RUNNING']), _negated=True), ('finished_at__gte', models.F('started_at')), ('finished_at__isnull', False)), _connector='OR'), name='an_import_has_finished_exactly_when_no_longer_running')],
            },
        ),
        migrations.CreateModel(
            name='Locality',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='localities', to='identity.team')),
            ],
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=12, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('place_name', models.CharField(blank=True, max_length=160)),
                ('vintage', models.CharField(max_length=8)),
                ('urban_rural', models.CharField(blank=True, max_length=8)),
                ('easting', models.IntegerField()),
                ('northing', models.IntegerField()),
                ('boundary', models.JSONField(blank=True, null=True)),
                ('is_current', models.BooleanField(default=True)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='places.district')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='places.locality')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('vintage__in', ['2011', '2021', 'demo'])), name='an_area_is_of_a_known_vintage'), models.CheckConstraint(condition=models.Q(('urban_rural__in', ['urban', 'rural', ''])), name='an_area_is_urban_or_rural_or_not_known')],
            },
        ),
        migrations.CreateModel(
            name='Postcode',
            fields=[
                ('code', models.CharField(max_length=8, primary_key=True, serialize=False)),
                ('easting', models.IntegerField()),
                ('northing', models.IntegerField()),
                ('is_live', models.BooleanField(default=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postcodes', to='places.area')),
            ],
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(max_length=20)),
                ('address_line_1', models.CharField(blank=True, max_length=120)),
                ('address_line_2', models.CharField(blank=True, max_length=120)),
                ('town', models.CharField(blank=True, max_length=80)),
                ('postcode', models.CharField(blank=True, max_length=8)),
                ('easting', models.IntegerField(blank=True, null=True)),
                ('northing', models.IntegerField(blank=True, null=True)),
                ('detail', models.CharField(blank=True, max_length=160)),
                ('source_id', models.CharField(blank=True, max_length=40)),
                ('is_active', models.BooleanField(default=True)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='identity.agency')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='places.area')),
                ('locality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='places.locality')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='identity.team')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['hub', 'childrens_centre', 'school', 'library', 'gp_practice', 'venue', 'office'])), name='a_site_is_of_a_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('easting__isnull', True), ('northing__isnull', True)), models.Q(('easting__isnull', False), ('northing__isnull', False)), _connector='OR'), name='a_site_has_both_coordinates_or_neither'), models.UniqueConstraint(condition=models.Q(('source_id', ''), _negated=True), fields=('kind', 'source_id'), name='a_source_names_a_site_of_one_kind_once')],
                'indexes': [models.Index(fields=['locality', 'kind'], name='sites_by_locality_and_kind')],
            },
        ),
        migrations.CreateModel(
            name='Statistic',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('period', models.CharField(max_length=20)),
                ('value', models.FloatField(blank=True, null=True)),
                ('suppressed', models.BooleanField(default=False)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statistics', to='places.area')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statistics', to='places.measure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('measure', 'area', 'period'), name='a_figure_is_kept_once_for_each_measure_area_and_period'), models.CheckConstraint(condition=models.Q(models.Q(('suppressed', True), ('value__isnull', True)), models.Q(('suppressed', False), ('value__isnull', False)), _connector='OR'), name='a_figure_has_no_value_exactly_when_suppressed')],
            },
        ),
        migrations.AddField(
            model_name='locality',
            name='hub_site',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hub_of', to='places.site'),
        ),
        migrations.AddConstraint(
            model_name='locality',
            constraint=models.UniqueConstraint(fields=('hub_site',), name='a_site_is_the_hub_of_one_locality_at_most'),
        ),
    ]

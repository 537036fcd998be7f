import alongside.foundation.identity.rules
import alongside.foundation.references.rules
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from alongside.foundation.tables.actions import AtOnce
from django.conf import settings
from django.db import migrations, models


class Migration(AtOnce):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[(alongside.foundation.identity.rules.AgencyKind['EARLY_HELP'], 'Early intervention service'), (alongside.foundation.identity.rules.AgencyKind['SOCIAL_CARE'], 'Children’s social care'), (alongside.foundation.identity.rules.AgencyKind['SCHOOL'], 'School or college'), (alongside.foundation.identity.rules.AgencyKind['EARLY_YEARS'], 'Nursery or childminder'), (alongside.foundation.identity.rules.AgencyKind['HEALTH'], 'Health'), (alongside.foundation.identity.rules.AgencyKind['POLICE'], 'Police'), (alongside.foundation.identity.rules.AgencyKind['HOUSING'], 'Housing'), (alongside.foundation.identity.rules.AgencyKind['YOUTH_JUSTICE'], 'Youth justice'), (alongside.foundation.identity.rules.AgencyKind['VOLUNTARY'], 'Voluntary or community group'), (alongside.foundation.identity.rules.AgencyKind['OTHER'], 'Another agency')], max_length=20)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('for_whom', models.CharField(blank=True, max_length=300)),
                ('permissions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('offered', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, size=None)),
                ('needs_second_factor', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('kind', models.CharField(choices=[(alongside.foundation.identity.rules.UserKind['STAFF'], alongside.foundation.identity.rules.UserKind['STAFF']), (alongside.foundation.identity.rules.UserKind['PARTNER'], alongside.foundation.identity.rules.UserKind['PARTNER']), (alongside.foundation.identity.rules.UserKind['FAMILY'], alongside.foundation.identity.rules.UserKind['FAMILY'])], max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='identity.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_is_unique_whatever_its_capitals'), models.CheckConstraint(condition=models.Q(('kind', alongside.foundation.identity.rules.UserKind['FAMILY']), ('agency__isnull', False), _connector='OR'), name='user_outside_a_family_has_an_agency')],
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[(alongside.foundation.identity.rules.TeamKind['FRONT_DOOR'], 'Front door'), (alongside.foundation.identity.rules.TeamKind['HUB'], 'Hub'), (alongside.foundation.identity.rules.TeamKind['PARTNER'], 'Partner agency’s team'), (alongside.foundation.identity.rules.TeamKind['COUNTY'], 'County team')], max_length=20)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('is_active', models.BooleanField(default=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='identity.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='identity.role')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='identity.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('user', 'role', 'team'), name='membership_is_held_once_at_a_time', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='membership_ends_on_or_after_it_started')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('invited_at'))), name='invitation_expires_after_it_was_sent')],
            },
        ),
    ]

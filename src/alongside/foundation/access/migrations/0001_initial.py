import alongside.foundation.access.rules
import alongside.foundation.references.rules
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
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('reason', models.CharField(choices=[(alongside.foundation.access.rules.GrantReason['FRONT_DOOR'], 'works at the front door, which decides on this contact'), (alongside.foundation.access.rules.GrantReason['ASKED'], 'asked for help for this family'), (alongside.foundation.access.rules.GrantReason['HUB'], 'works in the hub that helps this family'), (alongside.foundation.access.rules.GrantReason['ALLOCATED'], 'is allocated to this family'), (alongside.foundation.access.rules.GrantReason['TEAM_AROUND'], 'is in the team around this family'), (alongside.foundation.access.rules.GrantReason['AGENDA'], 'sits on a panel that has this family on its agenda'), (alongside.foundation.access.rules.GrantReason['AGREEMENT'], 'the family agreed to share with them'), (alongside.foundation.access.rules.GrantReason['FAMILY'], 'is a member of this family'), (alongside.foundation.access.rules.GrantReason['SOCIAL_CARE'], 'works in social care with this family'), (alongside.foundation.access.rules.GrantReason['BREAK_GLASS'], 'opened the record beyond their work, with a reason that a manager reviews')], max_length=20)),
                ('because', models.CharField(blank=True, max_length=300)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField(blank=True, null=True)),
                ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='identity.agency')),
                ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='identity.team')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', True), ('team__isnull', True), ('user__isnull', False)), models.Q(('agency__isnull', True), ('team__isnull', False), ('user__isnull', True)), models.Q(('agency__isnull', False), ('team__isnull', True), ('user__isnull', True)), _connector='OR'), name='grant_has_exactly_one_holder'), models.CheckConstraint(condition=models.Q(('until_at__isnull', True), ('until_at__gte', models.F('from_at')), _connector='OR'), name='grant_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('until_at__isnull', True)), fields=('subject_kind', 'subject_id', 'reason', 'user', 'team', 'agency'), name='grant_without_end_is_given_once', nulls_distinct=False)],
                'indexes': [models.Index(condition=models.Q(('user__isnull', False)), fields=['user', 'subject_kind', 'subject_id'], name='grant_by_user'), models.Index(condition=models.Q(('team__isnull', False)), fields=['team', 'subject_kind', 'subject_id'], name='grant_by_team'), models.Index(condition=models.Q(('agency__isnull', False)), fields=['agency', 'subject_kind', 'subject_id'], name='grant_by_agency'), models.Index(fields=['subject_kind', 'subject_id'], name='grant_by_subject')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('was_right', models.BooleanField(blank=True, null=True)),
                ('finding', models.TextField(blank=True)),
                ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='opening', to='access.grant')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True), ('was_right__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False), ('was_right__isnull', False)), _connector='OR'), name='opening_is_reviewed_whole_or_not_at_all')],
                'indexes': [models.Index(condition=models.Q(('reviewed_at__isnull', True)), fields=['at', 'id'], name='opening_to_review')],
            },
        ),
    ]

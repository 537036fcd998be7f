"""Models learnt from what people decided: kept as they were learnt, one of them in use."""

import alongside.foundation.references.rules
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from alongside.foundation.tables.actions import AtOnce


KEPT = """
create function people_keep_model() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.text, new.hash, new.version, new.judged, new.begun_with, new.begun_with_hash,
      new.learnt_at) is not distinct from (old.text, old.hash, old.version, old.judged, old.begun_with,
      old.begun_with_hash, old.learnt_at) then
    return new;
  end if;
  raise exception 'What a model says is written once: % is refused', tg_op;
end $$;
create trigger match_model_keep before update or delete on people_matchmodel
  for each row execute function people_keep_model();
create trigger match_model_keep_all before truncate on people_matchmodel
  for each statement execute function people_refuse_rewriting();
"""
BACK = """
drop trigger match_model_keep on people_matchmodel;
drop trigger match_model_keep_all on people_matchmodel;
drop function people_keep_model();
"""


class Migration(AtOnce):

    dependencies = [
        ('people', '0008_drift_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchModel',
            fields=[
                ('id', models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('hash', models.CharField(max_length=16)),
                ('text', models.TextField()),
                ('begun_with', models.CharField(max_length=80)),
                ('begun_with_hash', models.CharField(blank=True, max_length=16)),
                ('judged', models.JSONField()),
                ('status', models.CharField(choices=[('candidate', 'Waits for somebody to adopt or leave it'), ('present', 'Weighs pairs now'), ('past', 'Weighed pairs before'), ('left', 'Left')], default='candidate', max_length=10)),
                ('learnt_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, max_length=500)),
                ('learnt_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'present')), fields=('status',), name='match_model_in_use_is_one'), models.UniqueConstraint(fields=('hash',), name='match_model_is_kept_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('status', 'candidate')), models.Q(models.Q(('status', 'candidate'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='match_model_is_settled_unless_a_candidate')],
            },
        ),
        migrations.RunSQL(KEPT, BACK),
    ]

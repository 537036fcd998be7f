"""One index finds what is open to somebody in person, through a team or through their agency, with the date it ends."""

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce

from alongside.foundation.tables.actions import AtOnce

HOLDER_ALSO = """
create or replace view access_grantreach as
  select id, subject_kind, subject_id, user_id, team_id, agency_id, reason, until_at, holder_id from access_grant
  union all
  select held.id, held.subject_kind, one.subject_id, held.user_id, held.team_id, held.agency_id, held.reason,
         held.until_at, held.holder_id
  from access_onesubject as one
  join access_grant as held on held.subject_kind = one.subject_kind and held.subject_id = one.one_with;
"""
WITHOUT_HOLDER = """
drop view access_grantreach;
create view access_grantreach as
  select id, subject_kind, subject_id, user_id, team_id, agency_id, reason, until_at from access_grant
  union all
  select held.id, held.subject_kind, one.subject_id, held.user_id, held.team_id, held.agency_id, held.reason,
         held.until_at
  from access_onesubject as one
  join access_grant as held on held.subject_kind = one.subject_kind and held.subject_id = one.one_with;
"""


class Migration(AtOnce):
    dependencies = [
        ("access", "0004_grant_for_a_panels_decision"),
        ("identity", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="holder_id",
            field=models.GeneratedField(
                expression=Coalesce("user", "team", "agency", output_field=models.UUIDField()),
                output_field=models.UUIDField(),
                db_persist=True,
            ),
        ),
        migrations.RunSQL(HOLDER_ALSO, WITHOUT_HOLDER),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                fields=["holder_id", "subject_kind", "subject_id"], include=("until_at", "reason"), name="grant_by_holder"
            ),
        ),
        migrations.RemoveIndex(model_name="grant", name="grant_by_user"),
        migrations.RemoveIndex(model_name="grant", name="grant_by_team"),
        migrations.RemoveIndex(model_name="grant", name="grant_by_agency"),
    ]

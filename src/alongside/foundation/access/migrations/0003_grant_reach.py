"""Every grant with the record it is on, and again with each record that is one with it."""

from django.db import migrations

FORWARD = """
create view access_grantreach as
  select id, subject_kind, subject_id, user_id, team_id, agency_id, reason, until_at from access_grant
  union all
  select held.id, held.subject_kind, one.subject_id, held.user_id, held.team_id, held.agency_id, held.reason,
         held.until_at
  from access_onesubject as one
  join access_grant as held on held.subject_kind = one.subject_kind and held.subject_id = one.one_with;
"""
BACK = "drop view access_grantreach;"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_one_subject")]

    operations = [migrations.RunSQL(FORWARD, BACK)]

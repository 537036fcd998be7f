"""Where many were read at once, one in each lot had no row to be found by: they are noted, and read within a minute."""

from django.db import migrations

NOTE_WHO_IS_MISSING = """
insert into people_matchstale (person_id) select id from people_person
where not exists (select from people_matchrecord where person_id = people_person.id)
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0010_learnings")]
    operations = [migrations.RunSQL(NOTE_WHO_IS_MISSING, migrations.RunSQL.noop)]

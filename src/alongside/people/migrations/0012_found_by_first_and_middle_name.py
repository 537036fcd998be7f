"""First and middle name together are a new key: whoever has both is noted, and read again in the background.

Until then they are found by their other keys. Which keys many people share is counted anew when all are read, since
what was counted is forgotten here.
"""

from django.db import migrations

NOTE_WHO_HAS_BOTH = """
insert into people_matchstale (person_id) select person_id from people_matchrecord where cardinality(middle_words) > 0;
delete from people_matchfrequency where "column" = 'keys' and value = '';
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0011_whoever_was_left_out_is_read")]
    operations = [migrations.RunSQL(NOTE_WHO_HAS_BOTH, migrations.RunSQL.noop)]

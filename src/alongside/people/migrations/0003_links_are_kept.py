"""What was said of two records cannot be changed or removed; and each record beside all that are one with it."""

from django.db import migrations


def kept(table: str) -> str:
    return f"""
create trigger link_keep before update or delete on {table} for each row execute function people_refuse_change();
create trigger link_keep_all before truncate on {table} for each statement execute function people_refuse_change();
"""


def as_one(view: str, records: str, ones: str) -> str:
    return f"""
create view {view} as
  select id as record_id, id as also_id from {records}
  union all
  select mine.record_id, theirs.record_id from {ones} as mine join {ones} as theirs using (lead_id)
  where mine.record_id <> theirs.record_id;
"""


FORWARD = (
    """
create function people_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'What was said of two records is written once: % is refused', tg_op;
end $$;
"""
    + kept("people_personlink")
    + kept("people_familylink")
    + as_one("people_personasone", "people_person", "people_oneperson")
    + as_one("people_familyasone", "people_family", "people_onefamily")
)
BACK = """
drop view people_familyasone;
drop view people_personasone;
drop trigger link_keep on people_personlink;
drop trigger link_keep_all on people_personlink;
drop trigger link_keep on people_familylink;
drop trigger link_keep_all on people_familylink;
drop function people_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_links")]

    operations = [migrations.RunSQL(FORWARD, BACK)]

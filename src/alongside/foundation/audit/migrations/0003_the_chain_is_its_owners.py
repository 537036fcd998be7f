"""The chain is written by the owner of the log, so that whoever serves need not be able to write it."""

from django.db import migrations

FORWARD = """
alter function audit_link_entry() security definer;
do $$ begin
  execute format('alter function audit_link_entry() set search_path = %I, pg_temp', current_schema());
end $$;
"""
BACK = """
alter function audit_link_entry() security invoker;
alter function audit_link_entry() reset search_path;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunSQL(FORWARD, BACK)]

"""The two functions that every row of history calls, without raising an error inside PostgreSQL each time.

As their libraries write them they learn by an error that nobody has set anything. Each error takes back a part
of the transaction, and for that PostgreSQL looks through every check it has put off: a register of 1,000,000
people never came to its end. See docs/decisions/history-without-errors.md.
"""

from django.apps import apps
from django.db import connections
from django.db.models.signals import post_migrate  # noqa: TID251 - no event of ours tells of a migration

QUIETLY = """
create or replace function _pgtrigger_should_ignore(trigger_name name) returns boolean language sql stable as $$
  select coalesce(trigger_name = any(nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
$$;

create or replace function _pgh_attach_context() returns uuid language plpgsql as $$
declare
  context_id uuid := nullif(current_setting('pghistory.context_id', true), '');
  told jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
begin
  if context_id is null or told is null then
    return null;
  end if;
  insert into pghistory_context as known (id, metadata, created_at, updated_at) values (context_id, told, now(), now())
  on conflict (id) do update set metadata = excluded.metadata, updated_at = excluded.updated_at
    where known.metadata <> excluded.metadata;
  return context_id;
end $$;
"""


def keep_history_quietly(using: str, **_sent) -> None:
    """Put our two functions in place of the libraries' own, which some migrations write anew."""
    with connections[using].cursor() as cursor:
        cursor.execute("select to_regclass('pghistory_context') is not null")
        if cursor.fetchone()[0]:
            cursor.execute(QUIETLY)


def after_every_migration() -> None:
    """Have it done whenever the database has been brought to another version."""
    post_migrate.connect(
        keep_history_quietly, sender=apps.get_app_config("pghistory"), dispatch_uid="keep_history_quietly"
    )

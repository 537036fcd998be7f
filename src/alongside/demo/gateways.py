"""Reading back what a story wrote, and copying many families in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from alongside.demo.generate.gateways import bare_tables, written_fields

LEFT_OUT = frozenset(
    {
        *("people_searchkey", "people_matchrecord", "people_matchstale", "people_matchfrequency"),
        *("audit_chain", "notifications_letter", "drafts_draft"),
    }
)
"""Search keys and match records are worked out anew; letters are sent and gone; drafts are sent."""
AUDIT = "audit_entry"
STANDING = frozenset({"places", "identity", "directory", "workforce", "policy"})
"""Apps in whose tables no story writes."""

_CHAIN = """
do $$
declare
  before text; place bigint; words text; links text[] := '{}';
begin
  insert into audit_chain (number, length, head) values (0, 0, '') on conflict do nothing;
  select head, length into before, place from audit_chain where number = 0 for update;
  for words in
    select audit_words(id, kind, subject_kind, subject_id, about, by_id, by_label, at, detail)
    from stamped_entries order by n
  loop
    before := encode(sha256(convert_to(before || words, 'UTF8')), 'hex');
    links := links || before;
  end loop;
  insert into audit_entry (id, kind, subject_kind, subject_id, about, by_id, by_label, at, detail, chain, position,
    hash)
  select id, kind, subject_kind, subject_id, about, by_id, by_label, at, detail, 0, place + n, link
  from stamped_entries join unnest(links) with ordinality as linked (link, n) using (n) order by n;
  update audit_chain set head = before, length = place + cardinality(links) where number = 0;
end $$
"""
_ENTRY_COLUMNS = ("kind", "subject_kind", "subject_id", "about", "by_id", "by_label", "at", "detail")


class Written:
    """What has been written since a moment, table by table."""

    def __init__(self) -> None:
        self.tables: dict[str, tuple[str, ...]] = {}
        self._pk: dict[str, tuple[str, bool]] = {}
        self._counted: dict[str, int] = {}
        for model in apps.get_models(include_auto_created=True):
            table, meta = model._meta.db_table, model._meta
            is_ours = meta.managed and model.__module__.startswith("alongside.")
            if not is_ours or table in LEFT_OUT or meta.app_label in STANDING:
                continue
            is_counted = isinstance(meta.pk, models.AutoField)
            columns = [one.column for one in written_fields(model) if not (is_counted and one.primary_key)]
            if table == AUDIT:
                columns = list(_ENTRY_COLUMNS)
            self.tables[table] = tuple(columns)
            self._pk[table] = (meta.pk.column, is_counted)

    def count(self) -> None:
        """Remember how far the counted tables are."""
        with connection.cursor() as cursor:
            for table, (column, is_counted) in self._pk.items():
                if is_counted:
                    cursor.execute(f'select coalesce(max("{column}"), 0) from "{table}"')
                    self._counted[table] = cursor.fetchone()[0]

    def since(self, marker: UUID) -> dict[str, str]:
        """The rows written since, each table as the text in which PostgreSQL copies rows out."""
        found = {}
        with connection.cursor() as cursor:
            for table, columns in self.tables.items():
                column, is_counted = self._pk[table]
                from_where = f"> {self._counted[table]}" if is_counted else f">= '{marker}'"
                names = ", ".join(f'"{one}"' for one in columns)
                with cursor.copy(
                    f'copy (select {names} from "{table}" where "{column}" {from_where} order by "{column}") to stdout'
                ) as out:
                    if text := b"".join(bytes(part) for part in out).decode():
                        found[table] = text
        return found


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written within is taken back at the end."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def copy_in(rows: dict[str, list[str]], columns: dict[str, tuple[str, ...]]) -> None:
    """Copy many families' rows in as one whole, and chain what the audit log says of them."""
    columns = columns | {
        "people_searchkey": ("person_id", "keys", "given", "family", "born_on", "postcodes"),
    }
    tables = sorted(table for table in rows if table != AUDIT)
    with bare_tables([*tables, AUDIT], say=lambda words: None) as cursor:
        for table in tables:
            names = ", ".join(f'"{one}"' for one in columns[table])
            with cursor.copy(f'copy "{table}" ({names}) from stdin') as copy:
                for text in rows[table]:
                    copy.write(text.encode())
        _chain(cursor, rows.get(AUDIT, []))


def _chain(cursor, texts: list[str]) -> None:
    cursor.execute(
        "create temporary table stamped_entries (n bigserial, id bigint default nextval('audit_entry_id_seq'),"
        " kind text, subject_kind text, subject_id text, about uuid[], by_id uuid, by_label text, at timestamptz,"
        " detail jsonb) on commit drop"
    )
    with cursor.copy(f"copy stamped_entries ({', '.join(_ENTRY_COLUMNS)}) from stdin") as copy:
        for text in texts:
            copy.write(text.encode())
    cursor.execute(_CHAIN)
    cursor.execute("drop table stamped_entries")


def settle_post(*, unread_since: datetime) -> None:
    """Old notices have been read, and every letter has gone: nothing in the demo is sent to anybody."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update notifications_notice set read_at = at + interval '20 hours' where read_at is null and at < %s",
            [unread_since],
        )
        cursor.execute("update notifications_letter set sent_at = queued_at, tries = 1 where sent_at is null")

"""Writing the audit log."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from .models import Entry

TO_SERVE = (
    "grant usage on schema {where} to {who}",
    "grant select, insert, update, delete on all tables in schema {where} to {who}",
    "grant usage, select, update on all sequences in schema {where} to {who}",
    "grant execute on all functions in schema {where} to {who}",
    "revoke all on audit_entry, audit_chain, django_migrations from {who}",
    "grant select, insert on audit_entry to {who}",
    "grant select on audit_chain, django_migrations to {who}",
)
"""What whoever serves may do: everything but alter the audit log, its chain and which version this is."""


def record(
    kind: str,
    /,
    *,
    subject: Model,
    at: datetime,
    by: Model | None,
    about: Iterable[UUID] = (),
    by_label: str = "",
    **detail,
) -> None:
    """Note that someone did or saw something.

    `kind` is `app.verb_done` (`plans.review_held`), or `app.thing_seen` for a page that shows a person.
    `about` names the families, cases and people concerned, so that they can be told who looked.
    `by` is None for the system or for someone without an account, whom `by_label` describes without a name.
    """
    ids = {UUID(str(one)) for one in about}
    if isinstance(subject.pk, UUID):
        ids.add(subject.pk)
    Entry.objects.create(
        kind=kind,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        about=sorted(ids),
        by=by,
        by_label=by_label,
        at=at,
        detail=detail,
    )


class ServingRefused(Exception):
    """A database user cannot be let serve; the message says why."""


@transaction.atomic
def let_serve(user: str) -> int:
    """Give a database user what serving needs, and of the audit log only reading and adding; tell of how many tables.

    Whoever calls it owns the tables. What comes with a later version is given by calling it again.
    """
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper from pg_roles where rolname = %s", [user])
        found = cursor.fetchone()
        if found is None:
            raise ServingRefused(f"There is no database user {user}. Make it first: see docs/running.md")
        cursor.execute("select pg_has_role(%s, current_user, 'member')", [user])
        if found[0] or cursor.fetchone()[0]:
            raise ServingRefused(f"{user} owns the tables, or may act as their owner. Choose another to serve")
        cursor.execute("select current_schema()")
        names = {"who": sql.Identifier(user), "where": sql.Identifier(cursor.fetchone()[0])}
        for statement in TO_SERVE:
            cursor.execute(sql.SQL(statement).format(**names))
        cursor.execute("select count(*) from pg_tables where schemaname = current_schema()")
        return cursor.fetchone()[0]

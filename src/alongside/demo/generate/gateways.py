"""Copying rows into the tables: one transaction, with triggers, references and indexes put back at its end."""

from collections.abc import Callable, Iterable
from contextlib import contextmanager

from django.db import connection, transaction

from .pen import Staff
from .rows import copied

_FOREIGN_KEYS = """
select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
from pg_constraint where contype = 'f' and conrelid = any(%s::regclass[]) order by 1, 2
"""
_INDEXES = """
select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
where indrelid = any(%s::regclass[]) and not indisprimary and not indisunique order by 1
"""

_HUBS = """
select distinct l.id::text, l.team_id::text, u.id::text from places_locality l
join identity_membership m on m.team_id = l.team_id and m.ended_on is null
join identity_role r on r.id = m.role_id and r.slug in ('family-worker', 'lead-professional')
join identity_user u on u.id = m.user_id and u.is_active order by 1, 3
"""
_DOOR = """
select distinct u.id::text from identity_membership m join identity_role r on r.id = m.role_id
join identity_user u on u.id = m.user_id
where m.ended_on is null and u.is_active and r.slug = 'front-door-worker' order by 1
"""
_AGENCIES = """
select id::text, name from identity_agency where is_active and kind not in ('early_help', 'social_care')
order by name, id
"""
_TAKEN = """
select reference from people_person union all select reference from people_family
union all select nhs_number from people_person where nhs_number <> ''
union all select reference from cases_case union all select reference from frontdoor_contact
union all select reference from assessments_assessment union all select reference from plans_plan
union all select reference from plans_meeting
"""
_FRAMEWORKS = """
select f.id::text, o.id::text from plans_outcomeframework f left join plans_outcome o on o.framework_id = f.id
order by f.from_on, f.id, o.position
"""


@contextmanager
def bare_tables(tables: list[str], *, say: Callable[[str], None]):
    """Tables without triggers, references and plain indexes while rows are copied in; a failure undoes it all."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local maintenance_work_mem = '512MB'")
        cursor.execute("set constraints all immediate")
        keys, indexes = _found(cursor, _FOREIGN_KEYS, tables), _found(cursor, _INDEXES, tables)
        for table in tables:
            cursor.execute(f"alter table {table} disable trigger user")
        for table, name, _ in keys:
            cursor.execute(f"alter table {table} drop constraint {name}")
        for name, _ in indexes:
            cursor.execute(f"drop index {name}")
        yield cursor
        for name, definition in indexes:
            say(f"Indexing {name}")
            cursor.execute(definition)
        say("Checking references between tables")
        for table, name, definition in keys:
            cursor.execute(f"alter table {table} add constraint {name} {definition}")
        for table in tables:
            cursor.execute(f"alter table {table} enable trigger user")


def copy_rows(cursor, table: str, columns: tuple[str, ...], rows: bytes) -> None:
    """Copy rows into one table."""
    with cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        copy.write(rows)


def analyse(tables: Iterable[str]) -> None:
    """Have PostgreSQL count what the tables hold, so that it plans well."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"{'analyze' if connection.in_atomic_block else 'vacuum analyze'} {table}")


def written_fields(model: type) -> list:
    """The columns that are written; what the database works out by itself cannot be."""
    return [one for one in model._meta.local_concrete_fields if not one.generated]


def shapes_of(models: Iterable[type]) -> dict[str, dict[str, str]]:
    """The columns of tables, each with what stands there when nothing is said, as COPY reads it."""
    return {model._meta.db_table: {one.column: _otherwise(one) for one in written_fields(model)} for model in models}


def _otherwise(field) -> str:
    if field.has_default() and not callable(field.default):
        return copied(field.get_default())
    return copied(None if field.null or field.empty_strings_allowed is False else "")


def references_taken() -> frozenset[str]:
    """The references and NHS numbers that somebody or something already has."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN)
        return frozenset(reference for (reference,) in cursor.fetchall())


def homes_there() -> list[tuple]:
    """Every live postcode of the county, with its area and locality."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.code, a.id::text, a.locality_id::text from places_postcode p"
            " join places_area a on a.id = p.area_id where p.is_live order by p.code"
        )
        return cursor.fetchall()


def staff_there() -> Staff | None:
    """Who works in the hubs and at the front door, and the agencies round families; none where there are none."""
    with connection.cursor() as cursor:
        teams = _found(cursor, _HUBS, [])
        door = [user_id for (user_id,) in _found(cursor, _DOOR, [])]
        agencies = _found(cursor, _AGENCIES, [])
        frameworks = _found(cursor, _FRAMEWORKS, [])
    hubs: dict[str, tuple[str, list[str]]] = {}
    for locality_id, team_id, user_id in teams:
        hubs.setdefault(locality_id, (team_id, []))[1].append(user_id)
    if not (hubs and door and agencies):
        return None
    framework_id = frameworks[-1][0] if frameworks else None
    outcomes = [outcome_id for framework, outcome_id in frameworks if framework == framework_id and outcome_id]
    return Staff(hubs=hubs, door=door, agencies=agencies, framework_id=framework_id, outcome_ids=outcomes)


def _found(cursor, query: str, tables: list[str]) -> list[tuple]:
    cursor.execute(query, [tables] if tables else [])
    return cursor.fetchall()

"""A migration drawn up as one makes and takes back what one drawn step by step does."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from alongside.foundation.tables.actions import AtOnce

STEPS = [
    migrations.CreateModel(
        "Boat", [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
    ),
    migrations.CreateModel("Oar", [("id", models.AutoField(primary_key=True))]),
    migrations.AddField("Oar", "boat", models.ForeignKey("tables.Boat", models.CASCADE)),
    migrations.AddField("Boat", "best_oar", models.ForeignKey("tables.Oar", models.SET_NULL, null=True)),
    migrations.AddIndex("Boat", models.Index(fields=["name"], name="boat_by_name")),
    migrations.AddConstraint("Boat", models.CheckConstraint(condition=~models.Q(name=""), name="boat_has_a_name")),
    migrations.RunSQL("create view boats as select name from tables_boat", "drop view boats"),
]
LATER = [
    migrations.AddField("Boat", "length", models.IntegerField(null=True)),
    migrations.AddConstraint(
        "Boat", models.CheckConstraint(condition=models.Q(length__gt=0), name="boat_has_a_length")
    ),
]


def _made_by(kind: type, *, steps: list, state: ProjectState) -> ProjectState:
    migration = kind("0001", "tables")
    migration.operations = steps
    with connection.schema_editor() as editor:
        return migration.apply(state, editor)


def _taken_back(kind: type, *, steps: list, state: ProjectState) -> None:
    migration = kind("0001", "tables")
    migration.operations = steps
    with connection.schema_editor() as editor:
        migration.unapply(state, editor)


def _columns_and_constraints() -> set[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name, data_type, is_nullable from information_schema.columns"
            " where table_name like 'tables_%' or table_name = 'boats'"
        )
        found = set(cursor.fetchall())
        cursor.execute(
            "select conrelid::regclass::text, contype::text, pg_get_constraintdef(oid) from pg_constraint"
            " where conrelid::regclass::text like 'tables_%'"
        )
        found |= set(cursor.fetchall())
        cursor.execute(
            "select tablename, regexp_replace(indexdef, '_[0-9a-f]{8}', '') from pg_indexes"
            " where tablename like 'tables_%'"
        )
        return found | set(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_the_tables_are_those_that_single_steps_make():
    made = {}
    for kind in (migrations.Migration, AtOnce):
        state = _made_by(kind, steps=STEPS, state=ProjectState())
        _made_by(kind, steps=LATER, state=state)
        made[kind] = _columns_and_constraints()
        first = ProjectState()
        for step in STEPS:
            step.state_forwards("tables", first)
        _taken_back(kind, steps=LATER, state=first)
        _taken_back(kind, steps=STEPS, state=ProjectState())
        assert _columns_and_constraints() == set()
    assert made[AtOnce] == made[migrations.Migration]
    assert len(made[AtOnce]) > 12


@pytest.mark.django_db
def test_the_sql_can_be_read_beforehand():
    migration = AtOnce("0001", "tables")
    migration.operations = STEPS
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        migration.apply(ProjectState(), editor, collect_sql=True)
    said = "\n".join(editor.collected_sql)
    assert "-- Create model Boat" in said
    assert 'CREATE TABLE "tables_boat"' in said
    assert "best_oar_id" in said
    assert "-- Add field" not in said
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        migration.unapply(ProjectState(), editor, collect_sql=True)
    assert 'DROP TABLE "tables_boat"' in "\n".join(editor.collected_sql)


def test_what_stands_after_it_is_known_without_a_database():
    migration = AtOnce("0001", "tables")
    migration.operations = STEPS
    before = ProjectState()
    assert set(migration.mutate_state(before).models) == {("tables", "boat"), ("tables", "oar")}
    assert not before.models
    migration.mutate_state(before, preserve=False)
    assert set(before.models) == {("tables", "boat"), ("tables", "oar")}

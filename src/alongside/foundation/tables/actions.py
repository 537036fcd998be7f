"""A migration whose steps are drawn up as one.

Django draws every related model anew after each single step, and in this house nearly all are related:
the first start took 46 s of processor time for migrations, most of it for that. See
docs/decisions/migrations-at-once.md.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import CreateModel, IndexOperation
from django.db.migrations.state import ProjectState


class AtOnce(Migration):
    """Take all steps of a migration on paper first, draw the models once, and then make the tables.

    A table made here is made whole: later steps that add a column, an index or a constraint to it find it
    there already. No step may undo or rename what an earlier one of the same migration made.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Apply, or collect the SQL."""
        before = project_state.clone()
        self._on_paper(project_state)
        for step in self._steps_in_tables():
            if collect_sql:
                schema_editor.collected_sql.append(f"-- {step.describe()}")
            step.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state

    def unapply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Take back, or collect the SQL."""
        after = project_state.clone()
        self._on_paper(after)
        for step in reversed(self._steps_in_tables()):
            if collect_sql:
                schema_editor.collected_sql.append(f"-- {step.describe()}")
            step.database_backwards(self.app_label, schema_editor, after, project_state)
        return project_state

    def mutate_state(self, project_state: ProjectState, preserve: bool = True) -> ProjectState:
        """What stands after this migration, on paper only; with `preserve` what stood before is left as it was."""
        state = project_state.clone() if preserve else project_state
        self._on_paper(state)
        return state

    def _on_paper(self, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # nothing is drawn while it changes
        for step in self.operations:
            step.state_forwards(self.app_label, state)

    def _steps_in_tables(self) -> list[Operation]:
        made = {step.name_lower for step in self.operations if isinstance(step, CreateModel)}
        return [step for step in self.operations if not _is_part_of(step, made)]


def _is_part_of(step: Operation, made: set[str]) -> bool:
    """Whether a step only completes a table that is made in the same migration."""
    return isinstance(step, FieldOperation | IndexOperation) and step.model_name_lower in made

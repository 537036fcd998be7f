"""A report on matching for each month, which nobody can change or remove."""

from django.db import migrations, models

import alongside.foundation.references.rules
from alongside.foundation.tables.actions import AtOnce

KEPT = """
create function people_refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'A row of % is written once: % is refused', tg_table_name, tg_op;
end $$;
create trigger drift_report_keep before update or delete on people_driftreport
  for each row execute function people_refuse_rewriting();
create trigger drift_report_keep_all before truncate on people_driftreport
  for each statement execute function people_refuse_rewriting();
"""
BACK = """
drop trigger drift_report_keep on people_driftreport;
drop trigger drift_report_keep_all on people_driftreport;
drop function people_refuse_rewriting();
"""


class Migration(AtOnce):
    dependencies = [("people", "0007_stale_notes_by_person")]

    operations = [
        migrations.CreateModel(
            name="DriftReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=alongside.foundation.references.rules.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("month_from", models.DateField(unique=True)),
                ("counts", models.JSONField()),
                ("model_version", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month_from__day", 1)), name="drift_report_is_of_a_whole_month"
                    )
                ],
            },
        ),
        migrations.RunSQL(KEPT, BACK),
    ]

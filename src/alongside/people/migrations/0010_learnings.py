"""Models are learnt in the background: who asked for one, and what came of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alongside.foundation.references.rules
from alongside.foundation.tables.actions import AtOnce


class Migration(AtOnce):
    dependencies = [
        ("people", "0009_match_models"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Learning",
            fields=[
                ("id", models.UUIDField(default=alongside.foundation.references.rules.new_id, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("model", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.matchmodel")),
            ],
            options={
                "indexes": [models.Index(fields=["-asked_at", "-id"], name="match_model_learnings_by_day")],
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("finished_at__isnull", True), ("model__isnull", True), ("problem", "")), models.Q(("finished_at__isnull", False), ("model__isnull", False), ("problem", "")), models.Q(("finished_at__isnull", False), ("model__isnull", True), models.Q(("problem", ""), _negated=True)), _connector="OR"), name="match_model_learning_ends_with_a_model_or_a_problem")],
            },
        ),
    ]

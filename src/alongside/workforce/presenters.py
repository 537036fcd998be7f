"""How workers are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from .queries import Worker

COLUMNS = ["Name", "Job", "Agency", "Skills", "Languages", "When", "To change"]


def worker_row(worker: Worker, *, viewer, may_edit: bool) -> list:
    """One worker in a list, with a way to change their details for those who may."""
    user, profile = worker.user, worker.profile
    address = reverse("workforce:own_profile") if user == viewer else reverse("workforce:edit", args=[user.id])
    change = {"text": f"Change {user.name}’s details", "href": address}
    return [
        user.name,
        user.job_title or "Not said",
        user.agency.name if user.agency else "",
        ", ".join(worker.skills) or "Not said yet",
        ", ".join(worker.languages) or "English",
        (profile.working_pattern if profile else "") or "Not said yet",
        change if may_edit else "",
    ]

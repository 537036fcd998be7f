"""Letting a person sign in as themselves."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Person


@transaction.atomic
def link_account(*, person: Person, account: User, by: User, at: datetime) -> Person:
    """Say which account is this person's own. The caller has checked that they may be invited."""
    person.account = account
    person.save(update_fields=["account"])
    record("people.account_linked", subject=person, about=(account.id,), by=by, at=at)
    return person

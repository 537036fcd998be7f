"""Who can sign in to the invented county, and whether it is there."""

from alongside.cases.models import Case
from alongside.demo.organisations import COUNCIL, NAMED, PASSWORD, SignIn
from alongside.foundation.identity.models import Agency, User


def is_county_there() -> bool:
    """Whether the invented county has been written already."""
    return Agency.objects.filter(slug=COUNCIL).exists()


def are_families_there() -> bool:
    """Whether families have been written already."""
    return Case.objects.exists()


def sign_ins() -> list[SignIn]:
    """One person for each role: who they are, how to sign in as them, and what to try first."""
    names = dict(User.objects.filter(email__in=[one.email for one in NAMED]).values_list("email", "name"))
    return [SignIn(one.words, names[one.email], one.email, PASSWORD, one.first) for one in NAMED if one.email in names]

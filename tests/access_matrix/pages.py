"""The pages of the product by name, as the matrix asks for them."""

from uuid import uuid4

from alongside.config.handbook.permissions import LIBRARY, routes
from tests.access_matrix.asking import PARAMETER, Answer, address, ask, parameters_of
from tests.access_matrix.table import ANONYMOUS, ASKER, FAMILY, NO_ROLE, PAGES, PARTNER, VIEWERS
from tests.access_matrix.world import World

ROUTES = {name: pattern for name, pattern, door in routes() if door is not LIBRARY}
NAMES = sorted(ROUTES.keys() & PAGES.keys())
OF_SOMEONE = [name for name in NAMES if PAGES[name].about]
NOT_OF_A_FAMILY = {"to_whom", "domain", "key", "position", "number", "document_reference"}
NESTED = [
    name for name in NAMES if PAGES[name].about == "family" and set(parameters_of(ROUTES[name])[1:]) - NOT_OF_A_FAMILY
]


def lookers(name: str) -> list[str]:
    """Those to whom a page opens, and one of each kind to whom it does not."""
    some = PAGES[name].roles | {PARTNER, FAMILY, NO_ROLE, ASKER, ANONYMOUS}
    return [viewer for viewer in VIEWERS if viewer in some]


def own(world: World, viewer: str, name: str) -> Answer:
    """A page of our own family, or of nobody."""
    return ask(world, viewer, address(world, name, ROUTES[name], first=world.own), post=PAGES[name].post)


def others(world: World, viewer: str, name: str) -> Answer:
    """The same page of another family."""
    return ask(world, viewer, address(world, name, ROUTES[name], first=world.other), post=PAGES[name].post)


def mixed(world: World, viewer: str, name: str) -> Answer:
    """A page under our own family's address that asks for something of another's."""
    path = address(world, name, ROUTES[name], first=world.own, rest=world.other)
    return ask(world, viewer, path, post=PAGES[name].post)


def absent(world: World, viewer: str, name: str) -> Answer:
    """The same page of a family that there is not."""

    def nothing(found) -> str:
        if "uuid" in found[0]:
            return str(uuid4())
        return "7" if "int" in found[0] else "XX-NNNNNN-N"

    return ask(world, viewer, PARAMETER.sub(nothing, ROUTES[name]), post=PAGES[name].post)

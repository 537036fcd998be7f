"""What apps put into the menu. Each says so in its `apps.py`; nobody below has to know them."""

from dataclasses import dataclass

SECTIONS = ("main", "own", "footer")
MOST_LOOSE = 7
"""So many lines of the main menu stand beside one another; with more, lines of one group stand under its name."""
FAMILIES, HUBS, HELP, MONEY, NEED = "Families", "Hubs", "Who helps", "Panels and money", "Need and plans"


@dataclass(frozen=True)
class Entry:
    """One line of a menu; `permission` empty means that everybody signed in sees it.

    A line for agencies is for everybody who works in one, and not for a family.
    """

    label: str
    url_name: str
    permission: str = ""
    order: int = 100
    section: str = "main"
    posts: bool = False
    is_public: bool = False
    group: str = ""
    is_for_agencies: bool = False


_entries: dict[tuple[str, str], Entry] = {}


def register(
    label: str,
    url_name: str,
    permission: str = "",
    order: int = 100,
    section: str = "main",
    *,
    posts: bool = False,
    is_public: bool = False,
    group: str = "",
    is_for_agencies: bool = False,
) -> None:
    """Put a line into the menu `main`, the signed-in person's `own`, or the `footer`."""
    if section not in SECTIONS:
        raise ValueError(f"There is no section {section!r}; choose from {SECTIONS}")
    _entries[section, url_name] = Entry(
        label, url_name, permission, order, section, posts, is_public, group, is_for_agencies
    )


def entries(section: str) -> list[Entry]:
    """Return the lines of one menu in their order."""
    chosen = [entry for entry in _entries.values() if entry.section == section]
    return sorted(chosen, key=lambda entry: (entry.order, entry.label))

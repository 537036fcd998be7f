"""Every permission with the shipped roles that have it, and every page with its door."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from alongside.foundation.access.rules import Door, declared_permissions
from alongside.foundation.identity.rules import DEFAULT_ROLES

HEADING = "# Permissions\n\nMade from the code by `alongside docs`; do not edit.\n"
LIBRARY = Door("anyone", why="sign-in pages of the library, which guards its own")


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, str, Door | None]]:
    """Name, address and door of every page."""
    resolver = resolver or get_resolver()
    namespace = f"{resolver.namespace}:" if getattr(resolver, "namespace", None) else ""
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        elif isinstance(pattern, URLPattern):
            is_ours = pattern.callback.__module__.startswith("alongside.")
            door = getattr(pattern.callback, "door", None) if is_ours else LIBRARY
            yield f"{namespace}{pattern.name}", f"/{address}", door


def permissions() -> str:
    """The whole page."""
    roles = [role.slug for role in DEFAULT_ROLES]
    lines = [
        HEADING,
        "\n## What roles may do at the start\n\n",
        f"| permission | words | {' | '.join(roles)} |\n",
        f"|---|---|{'---|' * len(roles)}\n",
    ]
    for one in declared_permissions():
        marks = " | ".join("yes" if role in one.roles else "" for role in roles)
        lines.append(f"| `{one.code}` | {one.words} | {marks} |\n")
    lines.append("\n## Pages and their doors\n\n| page | address | opens to |\n|---|---|---|\n")
    for name, address, door in sorted(routes(), key=lambda route: (route[1], route[0])):
        if door is LIBRARY or door is None:
            continue
        opens = {
            "permission": f"`{door.permission}`",
            "signed_in": "everyone signed in, by their grants",
            "agencies": "everyone signed in who works for an agency",
        }
        lines.append(f"| `{name}` | `{address}` | {opens.get(door.kind, f'anyone: {door.why}')} |\n")
    return "".join(lines)

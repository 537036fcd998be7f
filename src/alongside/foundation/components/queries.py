"""What every page carries round its edges."""

from collections import Counter

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from . import navigation

DEMO_STRIP = "Demonstration. Invented families: nothing here is real."


def page_furniture(request: HttpRequest) -> dict:
    """Context processor: the menus open to whoever is looking, and the strip of the demo."""
    viewer = getattr(request, "user", None)
    is_in = bool(viewer is not None and viewer.is_authenticated)
    return {
        "furniture": {
            "navigation": gathered(list_entries(request, viewer, "main")),
            "own": list_entries(request, viewer, "own"),
            "footer": list_entries(request, viewer, "footer"),
            "who": str(viewer) if is_in else "",
            "strip": DEMO_STRIP if getattr(settings, "MODE", "") == "demo" else "",
        }
    }


def list_entries(request: HttpRequest, viewer, section: str) -> list[dict]:
    """Return the lines of one menu that the viewer may use, with where they are now marked."""
    match = getattr(request, "resolver_match", None)
    here = match.view_name if match else ""
    shown = []
    for entry in navigation.entries(section):
        if not _is_open(entry, viewer):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:  # the app that owns it is not in this installation
            continue
        shown.append(
            {
                "label": entry.label,
                "url": url,
                "posts": entry.posts,
                "is_here": entry.url_name == here,
                "is_near": False,
                "group": entry.group,
            }
        )
    _mark_nearest(shown, getattr(request, "path", ""))
    return shown


def gathered(lines: list[dict]) -> list[dict]:
    """Put a long menu's lines under their groups; a group stands where its first line stood."""
    if len(lines) <= navigation.MOST_LOOSE:
        return lines
    groups = Counter(line["group"] for line in lines)
    shown: dict[str, dict] = {}
    for line in lines:
        name = line["group"]
        if not name or groups[name] == 1:
            shown[line["url"]] = line
            continue
        group = shown.setdefault(name, {"label": name, "lines": [], "is_here": False, "is_near": False})
        group["lines"].append(line)
        group["is_near"] = group["is_near"] or line["is_here"] or line["is_near"]
    return list(shown.values())


def _mark_nearest(shown: list[dict], path: str) -> None:
    """Where no line is the page itself, mark the one whose address the page's begins with."""
    above = [line for line in shown if line["url"] != "/" and path.startswith(line["url"])]
    if above and not any(line["is_here"] for line in shown):
        max(above, key=lambda line: len(line["url"]))["is_near"] = True


def _is_open(entry: navigation.Entry, viewer) -> bool:
    if entry.is_public:
        return True
    if viewer is None or not viewer.is_authenticated:
        return False
    if entry.is_for_agencies and viewer.kind == "family":
        return False
    return not entry.permission or viewer.may(entry.permission)

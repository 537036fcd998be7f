"""What an upper app shows on a lower app's page, without the lower one knowing of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

Render = Callable[[Any, Any, date], str | None]


@dataclass(frozen=True)
class Card:
    """Draws itself for a viewer, a subject and a day; nothing at all when it has nothing to say."""

    page: str
    name: str
    order: int
    render: Render


_cards: dict[tuple[str, str], Card] = {}


def register(*, page: str, name: str, order: int, render: Render) -> None:
    """Have `render(viewer, subject, today)` called whenever `page` is shown."""
    _cards[page, name] = Card(page, name, order, render)


def forget(*, page: str, name: str) -> None:
    """Take a card away again (tests do)."""
    _cards.pop((page, name), None)


def draw(*, page: str, viewer: Any, subject: Any, today: date) -> list[str]:
    """Return what every card of the page has to show, in order."""
    chosen = sorted((card for card in _cards.values() if card.page == page), key=lambda c: (c.order, c.name))
    drawn = (card.render(viewer, subject, today) for card in chosen)
    return [html for html in drawn if html]


def still_open(title: str, href: str, hint: str) -> str:
    """A line of a list of what is still open, drawn: the way to it, and what becomes of it."""
    return render_to_string("components/leading_to.html", {"title": title, "href": href, "hint": hint})


def leading_to(title: str, url_name: str, *, hint: str, permission: str) -> Render:
    """A card that leads whoever may to another page, such as those of the settings."""

    def render(viewer: Any, subject: Any, today: date) -> str | None:
        if not viewer.may(permission):
            return None
        shown = {"title": title, "href": reverse(url_name), "hint": hint}
        return render_to_string("components/leading_to.html", shown)

    return render

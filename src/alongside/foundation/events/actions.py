"""Tell those above that something happened.

An event is a frozen dataclass named for what happened (`CaseClosed`). The app below publishes it
inside its own action; the apps above subscribe when they start, in `apps.py`. Handlers run at once
and inside the same transaction, so that the action and all that follows from it stand or fall
together.
"""

from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, TypeVar

Event = TypeVar("Event")

_handlers: dict[type, dict[str, Callable[[Any], object]]] = {}


def subscribe(event_type: type[Event], handler: Callable[[Event], object], *, name: str) -> None:
    """Ask that `handler` be called, after those already asked for, with each event of this type.

    The name says who does what (`record.adds_to_timeline`). Asking again with the same name is
    harmless; the same name for another handler is a mistake and is refused.
    """
    if not _is_frozen_dataclass(event_type):
        raise TypeError(f"{event_type.__name__} is not an event: events are frozen dataclasses")
    handlers = _handlers.setdefault(event_type, {})
    if handlers.setdefault(name, handler) != handler:
        raise ValueError(f"Another handler of {event_type.__name__} is already named {name!r}")


def publish(event: object) -> None:
    """Call every handler of this event, in order of subscription.

    What a handler raises reaches the publisher: nothing is half done.
    """
    for handler in tuple(_handlers.get(type(event), {}).values()):
        handler(event)


def _is_frozen_dataclass(event_type: type) -> bool:
    return is_dataclass(event_type) and event_type.__dataclass_params__.frozen  # type: ignore[attr-defined]

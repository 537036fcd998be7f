from dataclasses import dataclass

import pytest

from alongside.foundation.events.actions import publish, subscribe


@pytest.fixture
def door_opened() -> type:
    @dataclass(frozen=True)
    class DoorOpened:
        house: str

    return DoorOpened


def test_handlers_hear_in_order_of_subscription(door_opened):
    heard = []
    subscribe(door_opened, lambda event: heard.append(("first", event.house)), name="a.first")
    subscribe(door_opened, lambda event: heard.append(("second", event.house)), name="a.second")
    publish(door_opened(house="Rose Cottage"))
    assert heard == [("first", "Rose Cottage"), ("second", "Rose Cottage")]


def test_subscribing_the_same_again_is_harmless(door_opened):
    heard = []
    for _ in range(2):
        subscribe(door_opened, heard.append, name="a.listens")
    publish(door_opened(house="Rose Cottage"))
    assert heard == [door_opened(house="Rose Cottage")]


def test_one_name_is_not_two_handlers(door_opened):
    subscribe(door_opened, lambda event: None, name="a.listens")
    with pytest.raises(ValueError, match=r"^Another handler of DoorOpened is already named 'a\.li"):
        subscribe(door_opened, lambda event: None, name="a.listens")


def test_a_name_may_listen_to_two_events(door_opened):
    @dataclass(frozen=True)
    class DoorShut:
        house: str

    heard = []
    subscribe(door_opened, heard.append, name="a.listens")
    subscribe(DoorShut, heard.append, name="a.listens")
    publish(DoorShut(house="Mill House"))
    assert heard == [DoorShut(house="Mill House")]


def test_nobody_listening_is_no_trouble(door_opened):
    publish(door_opened(house="Rose Cottage"))


def test_what_a_handler_raises_reaches_the_publisher_and_stops_the_rest(door_opened):
    heard = []

    def fails(event):
        raise LookupError("no such house")

    subscribe(door_opened, fails, name="a.fails")
    subscribe(door_opened, heard.append, name="a.comes_after")
    with pytest.raises(LookupError, match="no such house"):
        publish(door_opened(house="Rose Cottage"))
    assert heard == []


def test_one_subscribed_while_an_event_is_heard_hears_the_next(door_opened):
    heard = []

    late = heard.append
    subscribe(door_opened, lambda event: subscribe(door_opened, late, name="a.late"), name="a.brings")
    publish(door_opened(house="Rose Cottage"))
    publish(door_opened(house="Mill House"))
    assert heard == [door_opened(house="Mill House")]


def test_a_changeable_thing_is_no_event():
    @dataclass
    class Changeable:
        house: str

    for not_an_event in (Changeable, str):
        with pytest.raises(TypeError, match="events are frozen dataclasses"):
            subscribe(not_an_event, print, name="a.listens")

"""What was typed, read back before it is sent, and after."""

from __future__ import annotations

from alongside.people.rules import RelationKind
from alongside.values.dates import spoken_date

from .. import rules


def answers_of(told: rules.Told, *, change: str = "") -> list[dict]:
    """Every answer in parts, each with a link to change it where `change` says where."""
    children = [one for one in told.people if one.part is rules.Part.CHILD]
    adults = [one for one in told.people if one.part is not rules.Part.CHILD]
    home = "\n".join(part for part in (told.home_lines, told.home_postcode) if part)
    parts = [
        {
            "title": "The children",
            "rows": [
                _row(f"Child {n}", _person(one), f"{change}#children" if change else "")
                for n, one in enumerate(children, start=1)
            ],
        },
        {
            "title": "The adults",
            "rows": [
                _row(f"Adult {n}", _person(one), f"{change}#adults" if change else "")
                for n, one in enumerate(adults, start=1)
            ]
            or [_row("Adults", "", f"{change}#adults" if change else "", blank="None told")],
        },
        {
            "title": "Home",
            "rows": [
                _row("Address", home, f"{change}#id_home_lines" if change else "", blank="Not told"),
            ],
        },
        {
            "title": "What is happening",
            "rows": [
                _row(key, getattr(told, name), f"{change}#id_{name}" if change else "", blank="Not told")
                for name, key in (
                    ("worries", "What you are worried about"),
                    ("going_well", "What is going well"),
                    ("tried", "What has been tried"),
                )
            ],
        },
        {
            "title": "The family",
            "rows": [
                _row(
                    "What the family wants",
                    told.family_wants,
                    f"{change}#id_family_wants" if change else "",
                    blank="Not told",
                ),
                _row(
                    "Whether the family agrees",
                    rules.FAMILY_VIEW_WORDS[told.family_view],
                    f"{change}#id_family_view_0" if change else "",
                ),
                *(
                    [_row("Why", told.family_view_why, f"{change}#id_family_view_why" if change else "")]
                    if told.family_view_why
                    else []
                ),
            ],
        },
        {"title": "You", "rows": [_row("Who asks", _asker(told.asker), f"{change}#you" if change else "")]},
    ]
    if told.stepped_down:
        parts.insert(0, {"title": "The statutory work that ends", "rows": _stepped_down(told.stepped_down)})
    if told.harm_rang:
        parts.insert(0, {"title": "Danger now", "rows": [_row("Whom you rang", told.harm_rang, "")]})
    return parts


def _stepped_down(step: rules.SteppedDown) -> list[dict]:
    rows = (
        ("From which statutory work", rules.STATUTORY_WORDS[step.work]),
        ("Last meeting", spoken_date(step.last_meeting_on)),
        ("Named lead professional", step.named_lead),
        ("Who agreed", step.agreed_by),
        ("What the family said", step.family_said),
    )
    return [_row(key, value, "", blank="Not told") for key, value in rows]


def _row(key: str, value: str, href: str, *, blank: str = "") -> dict:
    return {"key": key, "value": value, "href": href, "blank": blank}


def _person(one: rules.ToldOf) -> str:
    name = f"{one.given_names} {one.family_name}".strip() or "A baby not yet born"
    lines = [name, describe_birth(one)]
    if one.relation:
        lines.append(rules.RELATION_LABELS.get(RelationKind(one.relation), "Someone else"))
    lines += [one.school, one.phone, "" if one.in_household else "Lives somewhere else"]
    return "\n".join(line for line in lines if line)


def describe_birth(one) -> str:
    """What was told of a birth, in words."""
    match rules.birth_known(born_on=one.born_on, age=one.age, due_on=one.due_on):
        case rules.BirthKnown.DAY:
            return f"Born {spoken_date(one.born_on)}"
        case rules.BirthKnown.AGE:
            return "Less than a year old" if one.age == 0 else f"Aged about {one.age}"
        case rules.BirthKnown.DUE:
            return f"Due {spoken_date(one.due_on)}"
        case _:
            return "Birth not told" if one.part == rules.Part.CHILD else ""


def _asker(asker: rules.Asker) -> str:
    parts = (asker.name, asker.role, asker.organisation, asker.email, asker.phone)
    return "\n".join(part for part in parts if part)

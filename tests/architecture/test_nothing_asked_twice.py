"""Along contact, assessment and plan no fact of a family is asked twice.

Every field of every form of those three apps says what it is for: it asks a new fact, confirms a known
one, or is part of the process. A fact may be new in one app only; whoever comes later shows it filled,
to be confirmed, changed or added to.
"""

import ast
import importlib
import inspect
import pkgutil
import textwrap
from pathlib import Path

import pytest
from django.forms import BaseForm

import alongside
from alongside.foundation.components.forms.asking import FACTS, PROCESS, Ask, ask_of

HOUSE = Path(alongside.__file__).parent
ALONG = ("frontdoor", "assessments", "plans")
WITH_A_HOME_ELSEWHERE = {"person.fact"}
"""Facts of the catalogue live with the person, and any of the three may find them there."""


def forms_of(app: str) -> list[type[BaseForm]]:
    """Every form that an app defines, in whichever of its modules."""
    found = {}
    for name in _modules(app):
        module = importlib.import_module(name)
        for form in vars(module).values():
            if inspect.isclass(form) and issubclass(form, BaseForm) and form.__module__.startswith(f"alongside.{app}."):
                found[form.__qualname__, form.__module__] = form
    return [found[key] for key in sorted(found)]


def _modules(app: str) -> list[str]:
    folder = HOUSE / app
    if not (folder / "forms").is_dir() and not (folder / "forms.py").exists():
        return []
    package = importlib.import_module(f"alongside.{app}.forms")
    inner = [one.name for one in pkgutil.iter_modules(getattr(package, "__path__", []))]
    return [f"alongside.{app}.forms", *(f"alongside.{app}.forms.{name}" for name in inner)]


FORMS = [(app, form) for app in ALONG for form in forms_of(app)]
NAMES = [f"{app}.{form.__name__}" for app, form in FORMS]


def own_asks(form: type[BaseForm]) -> dict[str, Ask]:
    return dict(getattr(form, "asks", {}))


def asked_in(kind: str) -> dict[str, dict[str, list[str]]]:
    """For each fact: in which apps its fields are of this kind, and which fields those are."""
    found: dict[str, dict[str, list[str]]] = {}
    for app, form in FORMS:
        for field, ask in own_asks(form).items():
            if ask.kind == kind:
                found.setdefault(ask.fact, {}).setdefault(app, []).append(f"{form.__name__}.{field}")
    return found


def test_the_three_apps_have_forms_to_walk():
    walked = {app for app, _ in FORMS}
    assert {"frontdoor", "assessments"} <= walked
    assert len(FORMS) > 20


@pytest.mark.parametrize(("app", "form"), FORMS, ids=NAMES)
def test_every_field_says_what_it_is_for(app, form):
    silent = [field for field in form.base_fields if ask_of(form, field) is None]
    assert not silent, f"{form.__name__} does not say what these fields are for: {silent}"


@pytest.mark.parametrize(("app", "form"), FORMS, ids=NAMES)
def test_a_form_names_only_facts_of_the_catalogue(app, form):
    unknown = {ask.fact for ask in own_asks(form).values() if ask != PROCESS} - set(FACTS)
    assert not unknown, f"Put these into the catalogue of facts, or use the name that stands there: {unknown}"


def made_by_code(form: type[BaseForm]) -> list[str]:
    """The names of fields that a form puts in by code, with a star for whatever is not a constant."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(form)))
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            names += [
                target.slice
                for target in node.targets
                if isinstance(target, ast.Subscript) and _is_fields(target.value)
            ]
        elif isinstance(node, ast.AugAssign) and _is_fields(node.target) and isinstance(node.value, ast.Dict):
            names += node.value.keys
    return [_starred(name) for name in names]


def _is_fields(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "fields"


def _starred(name: ast.expr) -> str:
    if isinstance(name, ast.Constant):
        return name.value
    if isinstance(name, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "*" for part in name.values)
    return "*"


@pytest.mark.parametrize(("app", "form"), FORMS, ids=NAMES)
def test_fields_that_a_form_makes_for_itself_say_it_too(app, form):
    patterns = [pattern for pattern in own_asks(form) if "*" in pattern]
    for name in made_by_code(form):
        said = bool(patterns) if name == "*" else name in own_asks(form)
        assert said, f"{form.__name__} makes fields named “{name}” and does not say what they ask"


def test_no_fact_is_asked_in_two_places():
    twice = {fact: places for fact, places in asked_in("asks").items() if len(places) > 1}
    assert not twice, "Asked twice: " + "; ".join(
        f"{FACTS[fact]} ({', '.join(field for fields in places.values() for field in fields)})"
        for fact, places in twice.items()
    )


def test_what_is_confirmed_was_asked_before():
    asked = asked_in("asks")
    for fact, places in asked_in("confirms").items():
        if fact in WITH_A_HOME_ELSEWHERE:
            continue
        first = min((ALONG.index(app) for app in asked.get(fact, {})), default=None)
        assert first is not None, f"{FACTS[fact]} is confirmed in {places} and asked nowhere"
        for app in places:
            assert ALONG.index(app) >= first, f"{FACTS[fact]} is confirmed in {app} before it is asked"


@pytest.mark.parametrize(
    "spoilt",
    [
        pytest.param("assessments", id="an assessment that asks what a request has told"),
        pytest.param("plans", id="a plan that does"),
    ],
)
def test_the_walk_would_find_a_fact_asked_twice(spoilt, monkeypatch):
    class AsksAgain:
        asks = {"worries": Ask("asks", "request.worries")}

    monkeypatch.setitem(globals(), "FORMS", [*FORMS, (spoilt, AsksAgain)])
    with pytest.raises(AssertionError, match=r"Asked twice: what is worrying"):
        test_no_fact_is_asked_in_two_places()


def test_the_walk_would_find_a_field_that_says_nothing():
    class Silent:
        __name__ = "Silent"
        base_fields = {"worries": None}
        asks: dict = {}

    with pytest.raises(AssertionError, match="does not say"):
        test_every_field_says_what_it_is_for("plans", Silent)


def test_the_walk_sees_fields_made_by_code():
    section = next(form for _, form in FORMS if form.__name__ == "WriteSection")
    assert {"*-strengths", "*-worries", "*-evidence", "*-said_by"} <= set(made_by_code(section))

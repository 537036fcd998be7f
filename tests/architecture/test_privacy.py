"""Every field of every model is in exactly one privacy class."""

import pytest
from django.apps import apps

CLASSES = ("open", "personal", "sensitive")
OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("alongside.") and not hasattr(model, "pgh_tracked_model")
]


def _classes(model) -> dict[str, set[str]]:
    privacy = model.__dict__.get("Privacy")
    assert privacy is not None, f"{model.__name__} has no Privacy class"
    return {name: set(getattr(privacy, name, set())) for name in CLASSES}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_in_exactly_one_privacy_class(model):
    classes = _classes(model)
    named = [field for fields in classes.values() for field in fields]
    fields = {field.name for field in model._meta.concrete_fields} | {
        field.name for field in model._meta.local_many_to_many
    }
    assert sorted(named) == sorted(fields)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_model_has_a_default_order(model):
    assert not model._meta.ordering

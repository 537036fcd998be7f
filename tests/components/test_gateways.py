"""The stylesheet is what its Sass says, and static files can be shipped under hashed names."""

import re
from collections import defaultdict

from django.contrib.staticfiles import finders
from django.core.management import call_command

from alongside.foundation.components import gateways

SCSS = gateways.HERE / "scss"


def test_committed_stylesheet_is_what_the_sass_makes():
    assert gateways.STYLESHEET.read_text(encoding="utf-8") == gateways.compile_stylesheet()


def test_stylesheet_carries_nothing_that_belongs_to_gov_uk_alone():
    css = gateways.STYLESHEET.read_text(encoding="utf-8").lower()
    for kept_for_gov_uk in ("crest", "crown", "gds transport", "govuk-header", "govuk-footer"):
        assert kept_for_gov_uk not in css


def test_no_two_parts_of_the_stylesheet_style_the_same_name():
    """A name used by two apps for two things would draw one of them wrongly."""
    where = defaultdict(set)
    for part in SCSS.glob("_*.scss"):
        for name in re.findall(r"^\.(al-[a-z-]+) \{", part.read_text(encoding="utf-8"), re.MULTILINE):
            where[name].add(part.name)
    assert {name: parts for name, parts in where.items() if len(parts) > 1} == {}


def test_stylesheet_asks_only_for_files_that_are_there():
    css = gateways.STYLESHEET.read_text(encoding="utf-8")
    asked = set(re.findall(r"""url\(["']?([^"')]+)""", css))
    assert asked
    assert [name for name in asked if not (gateways.STYLESHEET.parent / name).is_file()] == []


def test_static_files_are_shipped_under_names_that_follow_their_content(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "alongside.foundation.components.gateways.StaticFiles"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    (script,) = tmp_path.glob("alongside/alongside.????????????.js")
    imported = re.findall(r'from\s*"\./([^"]+)"', script.read_text(encoding="utf-8"))
    assert len(imported) == 3
    for name in imported:
        assert re.search(r"\.[0-9a-f]{12}\.js$", name)
        assert (tmp_path / "alongside" / name).is_file()


def test_licences_stand_beside_what_they_are_for():
    for folder in (gateways.HERE / "vendor").iterdir():
        assert folder.name == "README.md" or (folder / "LICENSE").is_file()
    assert finders.find("alongside/vendor/govuk-frontend.min.js")


def test_text_can_be_read_on_every_ground_it_stands_on():
    colours = dict(re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", (SCSS / "_brand.scss").read_text(), re.M))
    grounds = ("paper", "surface", "sand")
    pairs = [(text, ground) for text in ("ink", "quiet", "pine", "red", "plum", "clay", "leaf") for ground in grounds]
    pairs += [("surface", dark) for dark in ("pine", "pine-deep", "red", "leaf", "clay")]
    pairs += [("ink", light) for light in ("honey", "honey-tint", "leaf-tint", "red-tint", "pine-tint")]
    hard = {pair: round(_contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in hard.items() if ratio < 4.5} == {}


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_brightness(one), _brightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _brightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    straight = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * straight[0] + 0.7152 * straight[1] + 0.0722 * straight[2]

"""The check of accessibility finds what is wrong at only one of its two widths."""

import re

import pytest

from tests.browser import axe_source, violations_of

pytestmark = pytest.mark.browser
ADDRESS = "http://localhost/"
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><style>
  body {{ font: 20px sans-serif }}
  {style}
</style></head><body><main><h1>A page</h1><p id="words">Words that are read</p>{more}</main></body></html>"""
ON_THE_DESK = "@media (min-width: 800px) {{ {0} }}"
ON_THE_PHONE = "@media (max-width: 799px) {{ {0} }}"
FAINT = "#words { color: #bbb }"
WHICH = re.compile(r"\d+ px: ([a-z-]+|\d+ px wider)")
HIDDEN = "#more { display: none }"


@pytest.mark.parametrize(
    ("style", "more", "found"),
    [
        pytest.param("", "", [], id="nothing is wrong"),
        pytest.param(FAINT, "", ["375 px: color-contrast"], id="faint at either width is told once"),
        pytest.param(ON_THE_DESK.format(FAINT), "", ["1280 px: color-contrast"], id="faint on the desk"),
        pytest.param(ON_THE_PHONE.format(FAINT), "", ["375 px: color-contrast"], id="faint on the phone"),
        pytest.param(
            "#words { color: #808080; font-size: 30px }" + ON_THE_DESK.format("#words { font-size: 16px }"),
            "",
            ["1280 px: color-contrast"],
            id="pale words that are large only on the phone",
        ),
        pytest.param(
            ON_THE_PHONE.format(HIDDEN), '<p id="more"><input></p>', ["1280 px: label"], id="shown on the desk"
        ),
        pytest.param(
            ON_THE_PHONE.format(HIDDEN), '<h4 id="more">Low</h4>', ["1280 px: heading-order"], id="a heading there"
        ),
        pytest.param(
            "a { display: block; padding: 20px }" + ON_THE_DESK.format("a { padding: 0; line-height: 9px }"),
            '<a href="#a">One</a><a href="#b">Two</a>',
            ["1280 px: target-size"],
            id="too small to press on the desk",
        ),
        pytest.param(
            ON_THE_DESK.format("#words { width: 1400px }"), "", ["1280 px: 128 px wider"], id="wider than the desk"
        ),
    ],
)
def test_what_is_wrong_at_one_width_is_told(desk_page, style, more, found):
    desk_page.route(
        ADDRESS, lambda asked: asked.fulfill(content_type="text/html", body=PAGE.format(style=style, more=more))
    )
    desk_page.goto(ADDRESS)
    desk_page.evaluate(axe_source())
    assert [WHICH.match(one)[0] for one in violations_of(desk_page)] == found

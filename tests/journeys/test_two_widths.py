"""The check of accessibility finds what is wrong at only one of its two widths."""

import re

import pytest

from tests.browser import PHONE, axe_source, violations_of

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
        pytest.param(FAINT, "", ["375 px: color-contrast", "1280 px: color-contrast"], id="faint at either width"),
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
    assert wrong_with(desk_page, style, more) == found


def wrong_with(page, style: str, more: str) -> list[str]:
    """What is told of a page: the width, and the rule or by how much it is too wide."""
    body = PAGE.format(style=style, more=more)
    page.unroute(ADDRESS)
    page.route(ADDRESS, lambda asked: asked.fulfill(content_type="text/html", body=body))
    page.goto(ADDRESS)
    page.evaluate(axe_source())
    return [WHICH.match(one)[0] for one in violations_of(page)]


PRESSED = "button {{ color: #999; background: #fff; border: 0; padding: 20px; font: 20px sans-serif{0} }}"
FAINT_AT_BOTH = ["375 px: color-contrast", "1280 px: color-contrast"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            ("", ""),
            ("#more { position: absolute; inset: 0; z-index: -1; background: #222 }", '<div id="more"></div>'),
            id="something dark lies behind",
        ),
        pytest.param(
            ("", ""),
            (
                "#words { position: relative; top: 60px } #more { height: 99px; background: #222 }",
                '<div id="more"></div>',
            ),
            id="they are moved onto something dark",
        ),
        pytest.param(("", ""), ("main { background: #222 }", ""), id="the ground is another"),
        pytest.param(
            (PRESSED.format(""), "<button disabled>Send</button>"),
            (PRESSED.format(""), "<button>Send</button>"),
            id="it can be pressed now",
        ),
        pytest.param(
            (PRESSED.format("; position: absolute; clip-path: inset(50%)"), "<button>Send</button>"),
            (PRESSED.format(""), "<button>Send</button>"),
            id="it is shown now",
        ),
    ],
)
def test_what_looks_like_words_found_easy_to_read_and_is_not_is_told(desk_page, before, after):
    assert wrong_with(desk_page, *before) == []
    assert wrong_with(desk_page, *after) == FAINT_AT_BOTH


def test_words_once_found_easy_to_read_are_not_measured_again(desk_page):
    assert wrong_with(desk_page, "", "") == []
    desk_page.set_viewport_size(PHONE)
    asked = "() => { const run = axe.run; window.runs = 0; axe.run = (...all) => (window.runs++, run(...all)) }"
    desk_page.evaluate(asked)
    assert violations_of(desk_page) == []
    assert desk_page.evaluate("window.runs") == 2, "once at each width, and for no words"

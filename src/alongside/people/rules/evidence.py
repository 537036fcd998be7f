"""What speaks for and against two records being one person, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..gateways import Weighed

KIN_WORDS = "A brother, sister or twin would show this too"
TWIN_WORDS = "Perhaps a twin, or a brother or sister: somebody who knows them decides"
SAYS_SOMETHING = 1.0
STRENGTHS = ((7.0, "strongly"), (3.0, ""), (0.0, "a little"))


def waterfall_parts(weighed: Weighed) -> list[dict]:
    """What spoke for and against, the strongest first, and at the end what a brother, sister or twin would show too.

    Source: local default.
    """
    parts = [
        {
            "says": one.says,
            "value": one.bits,
            "kind": "kin" if one.is_shared_by_kin else "for" if one.bits >= 0 else "against",
            "speaks": _speaks(one.bits, is_kin=one.is_shared_by_kin),
        }
        for one in sorted(weighed.parts, key=lambda one: -one.bits)
    ]
    kin = weighed.kin_bits
    parts.append(
        {"says": KIN_WORDS, "value": kin, "kind": "against" if kin < 0 else "kin", "speaks": _speaks(kin, is_kin=False)}
    )
    return parts


def _speaks(bits: float, *, is_kin: bool) -> str:
    if abs(bits) < 0.05:
        return "says nothing either way"
    how = next(words for least, words in STRENGTHS if abs(bits) >= least)
    side = "for" if bits > 0 else "against"
    return f"{how} {side}".strip() + (", as a brother, sister or twin would too" if is_kin else "")


def because_of(weighed: Weighed) -> tuple[str, ...]:
    """What spoke for it, the strongest first, and then what spoke clearly against it.

    Source: local default.
    """
    by_weight = sorted(weighed.parts, key=lambda one: -one.bits)
    spoke_for = [one.says for one in by_weight if one.bits >= SAYS_SOMETHING]
    against = [one.says for one in reversed(by_weight) if one.bits <= -SAYS_SOMETHING]
    perhaps = [TWIN_WORDS] if weighed.is_always_asked else []
    return (*spoke_for, *against, *perhaps)


def verdict_of(weighed: Weighed) -> str:
    """What the evidence comes to, in words; people decide.

    Source: local default.
    """
    if weighed.is_always_asked:
        return "Perhaps twins, or a brother and sister: a person decides, whatever the weight."
    match weighed.kinship:
        case "person":
            return f"By the evidence they may be one person ({_percent(weighed.probability)})."
        case "household":
            return "By the evidence they are two people of one household."
        case _:
            return "By the evidence they are two people who have nothing to do with one another."


def _percent(probability: float) -> str:
    if probability > 0.995:
        return "more than 99 in 100"
    return f"about {max(1, round(100 * probability))} in 100"

"""Rules of opening records."""

import pytest

from alongside.foundation.access.rules import is_reason_enough


@pytest.mark.parametrize(
    ("reason", "enough"),
    [
        pytest.param("", False, id="nothing was said"),
        pytest.param("needed it", False, id="nine letters say too little"),
        pytest.param("abcdefghijklmno", True, id="fifteen letters are enough"),
        pytest.param("abcdefghijklmn", False, id="fourteen are not"),
        pytest.param("12345678901234567890", False, id="figures are no reason"),
        pytest.param("The school rang about her", True, id="a sentence"),
    ],
)
def test_is_reason_enough(reason, enough):
    assert is_reason_enough(reason) is enough

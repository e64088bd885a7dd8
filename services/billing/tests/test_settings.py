"""What an operator may set, and what is said when it is wrong."""

import pytest

from billing.settings import OPENING_BALANCE, OPENING_SPONSORED, Settings


def test_credits_become_micro_credits_exactly() -> None:
    assert Settings.of({OPENING_BALANCE: "12.345678", OPENING_SPONSORED: "1"}) == Settings(12_345_678, 1_000_000)
    assert Settings.of({}) == Settings()


@pytest.mark.parametrize("text", ["", "much", "-1", "0.0000001", "1e99", "NaN", "Infinity"])
def test_a_wrong_amount_is_told_with_its_variable(text: str) -> None:
    with pytest.raises(ValueError, match=f"{OPENING_BALANCE} is .*between 0 and 1,000,000,000"):
        Settings.of({OPENING_BALANCE: text})

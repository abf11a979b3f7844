"""Transfers abroad: thresholds just under, at and over, exemptions, and the day the law changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipl_audit.reading.packs import load_policies
from pipl_audit.rules.computed import Argument, Context, assessment_owed, mechanism_owed

POLICIES = load_policies()
NOW = date(2026, 6, 1)
DAY_BEFORE = date(2024, 3, 21)
DAY_OF_CHANGE = date(2024, 3, 22)
NOTHING: dict[str, Any] = {
    "critical": False,
    "exemption": "none",
    "important_data": False,
    "handled": 0,
    "persons": 0,
    "sensitive_persons": 0,
    "exempt_contract": 0,
    "exempt_emergency": 0,
    "exempt_free_trade_zone": 0,
    "exempt_human_resources": 0,
    "exempt_sensitive": 0,
    "exempt_transit": 0,
    "last_persons": 0,
    "last_sensitive": 0,
}


def owed(day: date = NOW, **facts: Any) -> tuple[bool | None, bool | None]:
    """(assessment owed, some mechanism owed)."""
    given = {k: Argument(v, True) for k, v in {**NOTHING, **facts}.items()}
    context = Context(POLICIES, day)
    return assessment_owed(context, given), mechanism_owed(context, given)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"persons": 99_999}, (False, False)),
        ({"persons": 100_000}, (False, True)),
        ({"persons": 999_999}, (False, True)),
        ({"persons": 1_000_000}, (True, True)),
        ({"sensitive_persons": 0}, (False, False)),
        ({"sensitive_persons": 1}, (False, True)),
        ({"sensitive_persons": 9_999}, (False, True)),
        ({"sensitive_persons": 10_000}, (True, True)),
        ({"persons": 130_000, "exempt_contract": 40_000}, (False, False)),
        ({"persons": 140_000, "exempt_contract": 40_000}, (False, True)),
        ({"persons": 10**7, "exemption": "contract"}, (False, False)),
        ({"persons": 10**7, "exemption": "small_volume"}, (True, True)),  # claimed, not so
        ({"critical": True, "persons": 1}, (True, True)),
        ({"critical": True, "exemption": "contract"}, (False, False)),
        ({"important_data": True, "exemption": "contract"}, (True, True)),
        ({"handled": 10**9}, (False, False)),
    ],
)
def test_thresholds_now(facts: dict[str, Any], expected: Any) -> None:
    assert owed(**facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"persons": None}, (None, None)),
        ({"persons": None, "sensitive_persons": 10_000}, (True, True)),
        ({"persons": 99_999, "exempt_contract": None}, (False, False)),  # cannot be more
        ({"persons": 130_000, "exempt_contract": None}, (False, None)),
        ({"persons": 100_000, "exemption": None}, (False, None)),
        ({"persons": 1, "exemption": None}, (False, False)),
        ({"exemption": "contract", "important_data": None}, (None, None)),
        ({"critical": None, "persons": 1}, (None, None)),
    ],
)
def test_what_is_unknown_stays_open_unless_it_cannot_matter(
    facts: dict[str, Any], expected: Any
) -> None:
    assert owed(**facts) == expected


@pytest.mark.parametrize(
    ("day", "facts", "expected"),
    [
        # Before the change every transfer needed a mechanism, and volumes ran from last year.
        (DAY_BEFORE, {"last_persons": 1}, (False, True)),
        (DAY_OF_CHANGE, {"persons": 1}, (False, False)),
        (DAY_BEFORE, {"last_persons": 99_999}, (False, True)),
        (DAY_BEFORE, {"last_persons": 100_000}, (True, True)),
        (DAY_BEFORE, {"last_sensitive": 10_000}, (True, True)),
        (DAY_BEFORE, {"handled": 999_999}, (False, True)),
        (DAY_BEFORE, {"handled": 1_000_000}, (True, True)),
        (DAY_OF_CHANGE, {"handled": 1_000_000}, (False, False)),
        (date(2022, 8, 31), {"handled": 1_000_000}, (False, True)),
        (date(2022, 9, 1), {"handled": 1_000_000}, (True, True)),
    ],
)
def test_the_law_of_the_day(day: date, facts: dict[str, Any], expected: Any) -> None:
    assert owed(day, **facts) == expected

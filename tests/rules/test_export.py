"""Transfers abroad: thresholds just under, at and over, exemptions, and the day the law changed."""

from __future__ import annotations

from datetime import date
from random import Random
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
    "began": date(2026, 1, 2),
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
        ({"important_data": True, "exemption": "human_resources"}, (True, True)),
        # A zone's list (CBDF 6) and a treaty (PIPL 38(2)) reach all data.
        ({"important_data": True, "exemption": "free_trade_zone"}, (False, False)),
        ({"important_data": True, "exemption": "treaty"}, (False, False)),
        # Article 5(1)(4) is not for operators of critical infrastructure.
        ({"critical": True, "exemption": "small_volume", "persons": 1}, (True, True)),
        # Sensitive and other information are counted apart.
        ({"persons": 99_999, "sensitive_persons": 9_999}, (False, True)),
        ({"persons": 999_999, "sensitive_persons": 9_999}, (False, True)),
        ({"persons": 0, "sensitive_persons": 500, "exempt_sensitive": 500}, (False, False)),
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
        ({"exemption": None, "important_data": True}, (None, None)),
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
        # DXSA 4(3) counts persons of every kind together, CBDF 7 those without sensitive data.
        (DAY_BEFORE, {"last_persons": 95_000, "last_sensitive": 5_000}, (True, True)),
        (DAY_BEFORE, {"last_persons": 94_999, "last_sensitive": 5_000}, (False, True)),
        # Transfers begun before the measures: six months to put them right.
        (date(2023, 2, 28), {"handled": 10**6, "began": date(2022, 8, 31)}, (False, False)),
        (date(2023, 2, 28), {"handled": 10**6, "began": date(2022, 9, 1)}, (True, True)),
        (date(2023, 3, 1), {"handled": 10**6, "began": date(2022, 8, 31)}, (True, True)),
        (date(2023, 11, 30), {"last_persons": 1, "began": date(2023, 5, 31)}, (False, False)),
        (date(2023, 11, 30), {"last_persons": 1, "began": date(2023, 6, 1)}, (False, True)),
        (date(2023, 11, 30), {"last_persons": 1, "began": None}, (False, None)),
        (date(2023, 12, 1), {"last_persons": 1, "began": date(2023, 5, 31)}, (False, True)),
        # A statutory duty is another condition only since the regulation of 2025.
        (date(2024, 12, 31), {"persons": 10**6, "exemption": "statutory_duty"}, (True, True)),
        (date(2025, 1, 1), {"persons": 10**6, "exemption": "statutory_duty"}, (False, False)),
        (DAY_BEFORE, {"last_persons": 10**6, "exemption": "treaty"}, (False, False)),
    ],
)
def test_the_law_of_the_day(day: date, facts: dict[str, Any], expected: Any) -> None:
    assert owed(day, **facts) == expected


CHOICES: dict[str, list[Any]] = {
    "critical": [True, False],
    "important_data": [True, False],
    "exemption": ["none", "contract", "free_trade_zone", "statutory_duty", "treaty"],
    "handled": [0, 10**6],
    "persons": [0, 99_999, 100_000, 10**6],
    "sensitive_persons": [0, 1, 10_000],
    "exempt_contract": [0, 40_000],
    "exempt_sensitive": [0, 1],
    "last_persons": [0, 99_999, 100_000],
    "last_sensitive": [0, 1, 10_000],
    "began": [date(2022, 8, 31), date(2023, 5, 31), date(2023, 6, 1)],
}
DAYS = [date(2022, 8, 31), date(2022, 9, 1), date(2023, 2, 28), date(2023, 11, 30), DAY_BEFORE, NOW]


def test_what_is_decided_stays_decided() -> None:
    """Stating an unknown fact never turns one verdict into the other."""
    random = Random(7)
    for _ in range(4000):
        day = random.choice(DAYS)
        facts = {name: random.choice([None, *values]) for name, values in CHOICES.items()}
        unknown = [name for name, value in facts.items() if value is None]
        if not unknown:
            continue
        name = random.choice(unknown)
        before = owed(day, **facts)
        after = owed(day, **{**facts, name: random.choice(CHOICES[name])})
        for was, is_ in zip(before, after, strict=True):
            assert was is None or is_ is was, (day, facts, name)

"""Time limits at their edges: the last day, holidays, weekends worked, years nobody has published."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from builders import explained, verdict

from pipl_audit.rules.deadlines import (
    is_working_day,
    within_days,
    within_hours,
    within_working_days,
    within_years,
    year_without_calendar,
)

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("end", "limit", "expected"),
    [
        (date(2026, 6, 21), 20, True),  # the day of the event is not counted
        (date(2026, 6, 22), 20, None),  # the last day was a Sunday in a holiday
        (date(2026, 6, 23), 20, False),
        (date(2026, 6, 1), 0, True),
        (date(2026, 5, 31), 0, True),
        (date(2026, 6, 2), 0, False),
        (date(2026, 7, 21), 20, False),
    ],
)
def test_calendar_days(end: date, limit: float, expected: bool | None) -> None:
    assert within_days(date(2026, 6, 1), end, limit) is expected


@pytest.mark.parametrize(
    ("start", "end", "limit", "expected"),
    [
        # Friday to the Wednesday after: three working days.
        (date(2026, 6, 5), date(2026, 6, 10), 3, True),
        (date(2026, 6, 5), date(2026, 6, 11), 3, False),
        (date(2026, 6, 5), date(2026, 6, 10), 2, False),
        # Before the National Day holiday of 2026 (1 to 7 October; 20 September and 10 October worked).
        (date(2026, 9, 30), date(2026, 10, 8), 1, True),
        (date(2026, 9, 30), date(2026, 10, 9), 1, False),
        (date(2026, 10, 9), date(2026, 10, 10), 1, True),
        (date(2026, 10, 9), date(2026, 10, 11), 1, True),
        (date(2026, 10, 9), date(2026, 10, 12), 1, False),
        # A year whose holidays are not published yet, unless weekdays alone settle it.
        (date(2026, 12, 31), date(2027, 1, 6), 3, None),
        (date(2026, 12, 31), date(2027, 1, 2), 3, True),
    ],
)
def test_working_days(start: date, end: date, limit: float, expected: bool | None) -> None:
    assert within_working_days(start, end, limit) is expected


def test_weekends_worked_and_years_unknown() -> None:
    assert is_working_day(date(2026, 10, 10)) is True  # a Saturday worked in exchange
    assert is_working_day(date(2026, 10, 1)) is False
    assert is_working_day(date(2099, 1, 4)) is None
    assert year_without_calendar(date(2026, 12, 31), date(2099, 1, 6)) == 2027
    assert year_without_calendar(date(2026, 1, 1), date(2026, 2, 1)) is None


def test_hours() -> None:
    found = datetime(2026, 6, 1, 23, 30, tzinfo=CHINA)
    assert within_hours(found, found + timedelta(hours=1), 1) is True
    assert within_hours(found, found + timedelta(hours=1, seconds=1), 1) is False
    # The same moment told in another zone.
    assert within_hours(found, datetime(2026, 6, 1, 16, 30, tzinfo=UTC), 1) is True


def test_a_moment_counts_as_its_day_in_the_mainland() -> None:
    late = datetime(2026, 6, 1, 17, 0, tzinfo=UTC)  # 2 June in the mainland
    assert within_days(late, date(2026, 6, 4), 2) is True
    assert within_days(date(2026, 6, 1), late, 0) is False


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2021, 6, 1), date(2026, 5, 31), True),
        (date(2021, 6, 1), date(2026, 6, 1), True),
        (date(2021, 6, 1), date(2026, 6, 2), False),
        (date(2020, 2, 29), date(2025, 2, 28), True),
        (date(2020, 2, 29), date(2025, 3, 1), False),
        (date(2019, 2, 28), date(2024, 2, 29), False),
        (date(9998, 1, 1), date(9999, 1, 1), True),
    ],
)
def test_calendar_years(start: date, end: date, expected: bool) -> None:
    assert within_years(start, end, 5) is expected


def test_a_limit_that_ends_with_the_audit() -> None:
    rule = {"call": {"within_days": {"start": "found_at", "end": "as_of", "limit": "30"}}}
    for day, expected in ((date(2026, 7, 1), True), (date(2026, 7, 2), False)):
        data = {"incidents": [{"id": "i", "found_at": "2026-06-01T09:00+08:00"}]}
        assert verdict(data, rule, "incident", as_of=day) is expected
    assert verdict({"incidents": [{"id": "i"}]}, rule, "incident") is None
    assert explained({"incidents": [{"id": "i"}]}, rule, "incident") == ["incidents[i].found_at"]


def test_a_year_without_calendar_is_named() -> None:
    rule = {
        "call": {
            "within_working_days": {
                "start": "found_at",
                "end": "individuals_notified_at",
                "limit": "3",
            }
        }
    }
    incident = {
        "id": "i",
        "found_at": "2098-12-31T09:00+08:00",
        "individuals_notified_at": "2099-01-09T09:00+08:00",
    }
    data = {"incidents": [incident]}
    assert verdict(data, rule, "incident") is None
    assert "calendar_of_working_days.2098" in explained(data, rule, "incident")

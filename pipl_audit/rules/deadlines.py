"""Time limits: whether something was done within days, working days or hours of an event.

The day of the event is not counted (Civil Code 201). Working days are those of the mainland, with
its holidays and the weekends worked in exchange, from the ``chinesecalendar`` library; a year it
does not cover leaves the answer open.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

_MAINLAND = timezone(timedelta(hours=8))
# Nobody counts further than that; it also bounds the work.
_FAR = 4000


def mainland_day(value: date | datetime) -> date:
    """The day of an event in mainland time."""
    if isinstance(value, datetime):
        return (value.astimezone(_MAINLAND) if value.tzinfo else value).date()
    return value


def is_working_day(day: date) -> bool | None:
    """Whether offices work that day; ``None`` where the calendar of its year is not known."""
    import chinese_calendar  # type: ignore[import-untyped]  # tables of twenty years: only who asks pays for them

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def within_days(start: date | datetime, end: date | datetime, limit: float) -> bool | None:
    """Whether ``end`` is within ``limit`` calendar days of ``start``.

    Past a last day on which offices rest, the first working day after it leaves the answer open:
    whether the limit is extended (as Civil Code 203 does) depends on the law that sets it.
    """
    begun, done = mainland_day(start), mainland_day(end)
    if done <= begun or (done - begun).days <= limit:
        return True
    if limit > _FAR:
        return None
    last = begun + timedelta(days=int(limit))
    if (done - last).days > 16:  # no holiday is that long
        return False
    while (works := is_working_day(last)) is False:
        last += timedelta(days=1)
        if last == done:
            return None
    return None if works is None else False


def within_working_days(start: date | datetime, end: date | datetime, limit: float) -> bool | None:
    """Whether ``end`` is within ``limit`` working days of ``start``."""
    begun, done = mainland_day(start), mainland_day(end)
    if done <= begun or (done - begun).days <= limit:
        return True
    counted, day = 0, begun
    while day < done:
        day += timedelta(days=1)
        works = is_working_day(day)
        if works is None:
            return None
        counted += works
        if counted > limit:
            return False
    return True


def within_hours(start: datetime, end: datetime, limit: float) -> bool:
    """Whether ``end`` is within ``limit`` hours of ``start``."""
    return end - start <= timedelta(hours=limit)


def within_years(start: date | datetime, end: date | datetime, limit: float) -> bool:
    """Whether ``end`` is within ``limit`` calendar years of ``start``.

    The last day bears the date of the first; 29 February ends on the last of that month.
    """
    begun, done, years = mainland_day(start), mainland_day(end), int(limit)
    if begun.year + years > date.max.year:
        return True
    try:
        last = begun.replace(year=begun.year + years)
    except ValueError:
        last = date(begun.year + years, 2, 28)
    return done <= last


def year_without_calendar(start: date | datetime, end: date | datetime) -> int | None:
    """The first year between two events whose working days are not known."""
    for year in range(mainland_day(start).year, mainland_day(end).year + 1):
        if is_working_day(date(year, 6, 15)) is None:
            return year
    return None


LIMITS: dict[str, Callable[[Any, Any, float], bool | None]] = {
    "within_days": within_days,
    "within_working_days": within_working_days,
    "within_hours": within_hours,
    "within_years": within_years,
}

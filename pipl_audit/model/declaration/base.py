"""What every part of a declaration shares: silence, references, and how scalars are typed.

Every key is optional: an absent key or ``null`` is *unknown*, never "no". ``[]`` states "none".
Scalars arrive from YAML as text (numbers and dates included) and are typed here, strictly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

CHINA_TIME = timezone(timedelta(hours=8))

# Values of these keys describe a living person; excerpts and messages show them masked.
PERSON_KEYS = frozenset({"person_name", "phone", "email", "id_number"})


def say(zh: str, en: str) -> Any:
    """A field of a declaration, unknown unless stated, described in Chinese and English."""
    return Field(default=None, description=en, json_schema_extra={"zh": zh})


class Part(BaseModel):
    """A mapping in a declaration. Unknown keys are errors, except below ``x-house``."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,
        populate_by_name=True,
        protected_namespaces=(),
    )

    x_house: dict[str, Any] | None = Field(
        default=None,
        alias="x-house",
        description="Keys of your own; your Cerberus schema may govern them.",
        json_schema_extra={"zh": "本单位自用键，可由自有 Cerberus 模式校验。"},
    )


class RefTo(NamedTuple):
    """Marks a text field as the id of an object in the named list of the same declaration."""

    section: str


class Period(NamedTuple):
    """An ISO 8601 duration. Years and months stay calendar units; they are not days."""

    years: int = 0
    months: int = 0
    days: int = 0
    hours: int = 0

    def __str__(self) -> str:
        day_part = "".join(f"{n}{unit}" for n, unit in zip(self[:3], "YMD", strict=True) if n)
        return "P" + day_part + (f"T{self.hours}H" if self.hours else "") if any(self) else "P0D"


_COUNT = re.compile(r"(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?\Z"
)
_PERIOD = re.compile(
    r"P(?=[0-9T])(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,3})W)?(?:([0-9]{1,6})D)?"
    r"(?:T([0-9]{1,6})H)?\Z"
)


def _fail(kind: str, wanted: str) -> PydanticCustomError:
    return PydanticCustomError(kind, wanted)


def _count(value: Any) -> Any:
    if isinstance(value, str) and _COUNT.match(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**18:
        return value
    raise _fail("count", "a whole number without separators")


def _decimal(value: Any) -> Any:
    if isinstance(value, str) and _DECIMAL.match(value):
        return float(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**18:
        return float(value)
    raise _fail("decimal", "a decimal number")


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _fail("day", "a day as YYYY-MM-DD")


def _moment(value: Any) -> Any:
    if isinstance(value, str) and _MOMENT.match(value):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise _fail("moment", "a moment as YYYY-MM-DDTHH:MM+08:00") from None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=CHINA_TIME)
    raise _fail("moment", "a moment as YYYY-MM-DDTHH:MM+08:00")


def _period(value: Any) -> Any:
    if isinstance(value, Period):
        return value
    if isinstance(value, str) and (found := _PERIOD.match(value)):
        years, months, weeks, days, hours = (int(part or 0) for part in found.groups())
        return Period(years, months, weeks * 7 + days, hours)
    raise _fail("period", "a duration as P5Y, P6M, P30D or PT24H")


_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def unified_code_is_valid(code: str) -> bool:
    """Whether an 18-character unified social credit code has the right check character.

    Source: GB 32100-2015 (weights 3^i mod 31, alphabet without I, O, S, V, Z).
    """
    if len(code) != 18 or any(character not in _USCC_DIGITS for character in code):
        return False
    total = sum(
        _USCC_DIGITS.index(character) * weight
        for character, weight in zip(code, _USCC_WEIGHTS, strict=False)
    )
    return _USCC_DIGITS[(31 - total % 31) % 31] == code[17]


def _unified_code(value: Any) -> Any:
    if isinstance(value, str) and unified_code_is_valid(value):
        return value
    raise _fail(
        "unified_code", "an 18-character unified social credit code with its check character"
    )


def _json_schema(**schema: Any) -> Any:
    return Field(json_schema_extra=schema)


Flag = Annotated[bool, Strict()]
Text = Annotated[str, Strict()]
Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[^\W_][\w.-]{0,63}$")]
Count = Annotated[int, BeforeValidator(_count, json_schema_input_type=int | str)]
Decimal = Annotated[float, BeforeValidator(_decimal, json_schema_input_type=float | str)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    PlainSerializer(lambda moment: moment.isoformat(timespec="seconds"), return_type=str),
]
Duration = Annotated[
    Period,
    BeforeValidator(_period, json_schema_input_type=str),
    PlainSerializer(str, return_type=str),
]
UnifiedCode = Annotated[str, BeforeValidator(_unified_code, json_schema_input_type=str)]
Category = Annotated[str, Strict(), "taxonomy"]


# How values are read outside a declaration: the literals and parameters of rules. They raise
# ``ValueError``. (A ``TypeAdapter`` would do the same and cost a tenth of a start.)
READERS: dict[str, Callable[[Any], Any]] = {
    "number": _decimal,
    "day": _day,
    "moment": _moment,
    "duration": _period,
}


class Item(Part):
    """A listed object. Its ``id`` is how findings, references and waivers name it."""

    id: Id = Field(
        description="How findings and references name this object.",
        json_schema_extra={"zh": "本对象的标识，供引用与审计结果使用。"},
    )


class Names(Part):
    """A name in Chinese and English."""

    zh: Text | None = say("中文名称", "Name in Chinese")
    en: Text | None = say("英文名称", "Name in English")


class Contact(Part):
    """How to reach somebody. Persons' names, telephones and mail are masked in all output."""

    person_name: Text | None = say("姓名（输出时遮盖）", "Name of the person (masked in output)")
    phone: Text | None = say("电话（输出时遮盖）", "Telephone (masked in output)")
    email: Text | None = say("电子邮箱（输出时遮盖）", "E-mail (masked in output)")
    post: Text | None = say("岗位或部门", "Post or department")
    address: Text | None = say("地址", "Address")
    url: Text | None = say("网址", "Web address")

"""Named computations that predicates can call, where comparing keywords are not enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from pipl_audit.model.policy import Category, Policies


class Argument(NamedTuple):
    """A list handed to a computation; ``None`` is unknown."""

    value: Any
    complete: bool


class Context(NamedTuple):
    """What the law says on the day of the audit."""

    policies: Policies
    as_of: date

    def number(self, parameter: str) -> float | None:
        """The number of a dated parameter; ``None`` where none is set on that day."""
        found = self.policies.parameters.get(parameter)
        value = found.at(self.as_of) if found else None
        return None if value is None else float(value)

    def word(self, parameter: str) -> str | None:
        """The word of a dated parameter."""
        found = self.policies.parameters.get(parameter)
        return found.at(self.as_of) if found else None


Given = dict[str, Argument]
Computation = Callable[[Context, Given], bool | None]


# Kinds of information


def _lineage(category: str, taxonomy: dict[str, Category]) -> set[str]:
    found: set[str] = set()
    step: str | None = category
    while step is not None and step not in found:
        found.add(step)
        known = taxonomy.get(step)
        step = known.parent if known else None
    return found


def _sensitivities(context: Context, categories: list[str] | None) -> set[str]:
    """What PIPL 28 says of each kind: yes, no, depends. Data on organisations are no."""
    known = context.policies.categories
    return {
        "no" if mappings.get("personal") == "no" else mappings.get("sensitive", "depends")
        for mappings in (known[c].mappings if c in known else {} for c in categories or ())
    }


def categories_covered(context: Context, given: Given) -> bool | None:
    """Whether each kind of information in ``used``, or a kind above it, is named in ``by``.

    A kind of which only a part is named (``person`` against ``person.name``) leaves it unknown:
    the wider word may stand for that part alone.
    """
    used, by = given["used"], given["by"]
    if used.value is None or by.value is None:
        return None
    named = set(by.value)
    taxonomy = context.policies.categories
    open_ = [c for c in used.value if not _lineage(c, taxonomy) & named]
    if not open_:
        return True if used.complete else None
    above = set().union(*(_lineage(c, taxonomy) for c in named))
    return False if by.complete and not above.issuperset(open_) else None


def concerns_persons(context: Context, given: Given) -> bool | None:
    """Whether this kind of information is about natural persons at all."""
    categories = given["category"].value
    if categories is None:
        return None
    known = context.policies.categories
    return any(c not in known or known[c].mappings.get("personal") != "no" for c in categories)


def sensitive(context: Context, given: Given) -> bool | None:
    """Whether sensitive personal information is among ``categories`` (PIPL 28(1)).

    Kinds the article names decide, and so do subjects under 14. Otherwise circumstances do: the
    declarant's own assessment in ``stated`` is taken; without it, unknown.
    """
    categories, stated, subjects = given["categories"], given["stated"], given["subjects"]
    if stated.value is True or (subjects.value and "minor_under_14" in subjects.value):
        return True
    grades = _sensitivities(context, categories.value)
    if "yes" in grades:
        return True
    if categories.value is None or not categories.complete:
        return None
    if subjects.value is None or not subjects.complete:
        return None
    return None if stated.value is None else False


def sensitive_operation(context: Context, given: Given) -> bool | None:
    """Whether one operation of an activity concerns sensitive personal information.

    What is stated of the activity reaches an operation on kinds that are sensitive nowhere
    (``categories``) only if no other kind of the activity (``around``) can have been meant.
    """
    categories, around = given["categories"], given["around"]
    stated: bool | None = given["stated"].value
    subjects = given["subjects"]
    grades = _sensitivities(context, categories.value)
    if "yes" in grades or (subjects.value and "minor_under_14" in subjects.value):
        return True
    if categories.value is None or not categories.complete:
        return True if stated is True and "depends" in grades else None
    grown_ups = subjects.value is not None and subjects.complete
    if "depends" not in grades:
        if _sensitivities(context, around.value) & {"yes", "depends"}:
            return False if grown_ups else None
        if around.value is None or not around.complete:
            return None
    if stated is False:
        return False if grown_ups else None
    return stated


def may_be_sensitive(context: Context, given: Given) -> bool | None:
    """Whether a kind whose sensitivity depends on circumstances is among ``categories``."""
    categories = given["categories"]
    if "depends" in _sensitivities(context, categories.value):
        return True
    return None if categories.value is None or not categories.complete else False


# Transfers abroad (PIPL 38, 40; CBDF 3-8; DXSA 4; PISCC 4)

# Exemptions from assessment, standard contract and certification (CBDF 3, 4, 5(1)(1) to (3));
# small volumes (5(1)(4)) are counted. None of them reaches important data.
_EXEMPT = frozenset(
    {"contract", "human_resources", "emergency", "transit", "no_personal_information"}
)
# Exemptions whatever the data are: a zone's list (CBDF 6(2)), a treaty (PIPL 38(2)).
_EXEMPT_ALL = frozenset({"free_trade_zone", "treaty"})
_EXEMPT_COUNTS = (
    "exempt_contract",
    "exempt_human_resources",
    "exempt_emergency",
    "exempt_transit",
    "exempt_free_trade_zone",
)


class _Range(NamedTuple):
    """A number known to lie between two bounds."""

    least: float
    most: float

    def reaches(self, threshold: float | None) -> bool | None:
        """Whether it is ``threshold`` or more (以上); never, where no threshold is set."""
        if threshold is None or self.most < threshold:
            return False
        return True if self.least >= threshold else None


_UNKNOWN = _Range(0, float("inf"))


def _net(total: Argument, exempt: list[Argument]) -> _Range:
    """Persons counted, those exempt taken out."""
    if total.value is None:
        return _UNKNOWN
    known = sum(e.value for e in exempt if e.value is not None)
    most = max(total.value - known, 0)
    return _Range(0 if any(e.value is None for e in exempt) else most, most)


def _or(*verdicts: bool | None) -> bool | None:
    if True in verdicts:
        return True
    return None if None in verdicts else False


def _exempt(context: Context, given: Given) -> bool | None:
    """Whether an exemption claimed takes the transfer out; unknown while that turns on whether
    important data are included."""
    exemption, important = given["exemption"].value, given["important_data"].value
    if exemption in _EXEMPT_ALL:
        return True
    named = set(_EXEMPT)
    if context.word("export-statutory-duty"):
        named.add("statutory_duty")
    if exemption not in named:
        return False
    return _not(important)


def _in_grace(context: Context, given: Given, until: str) -> bool | None:
    """Whether a transfer begun before the measures had time to be put right (DXSA 20, PISCC 13).

    The parameter names the first day of the measures; it is set while the time runs.
    """
    measures_from = context.word(until)
    if measures_from is None:
        return False
    began = given["began"].value
    return None if began is None else bool(began < date.fromisoformat(measures_from))


def _and(*verdicts: bool | None) -> bool | None:
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _not(verdict: bool | None) -> bool | None:
    return None if verdict is None else not verdict


def _open_without_exemption(owed: Computation) -> Computation:
    """Without a word on exemptions the answer is open, unless nothing is owed anyway."""

    def asked(context: Context, given: Given) -> bool | None:
        if given["exemption"].value is not None:
            return owed(context, given)
        none = {**given, "exemption": Argument("none", True)}
        return False if owed(context, none) is False else None

    return asked


@_open_without_exemption
def assessment_owed(context: Context, given: Given) -> bool | None:
    """Whether this transfer needs the security assessment organised by the CAC."""
    critical, important = given["critical"].value, given["important_data"].value
    exemption = given["exemption"].value
    if exemption == "treaty":
        return False
    regime = context.word("export-regime")
    if regime == "cbdf":
        exempt = _exempt(context, given)
        if exempt is True:
            return False
        if important is True:
            return True
        if exempt is None:
            return None
        by_volume = _or(
            _net(given["persons"], [given[e] for e in _EXEMPT_COUNTS]).reaches(
                context.number("export-assessment-persons")
            ),
            _net(given["sensitive_persons"], [given["exempt_sensitive"]]).reaches(
                context.number("export-assessment-sensitive-persons")
            ),
        )
        return _or(critical, by_volume, important)
    if regime == "dxsa":
        persons, sensitive_persons = (
            _net(given["last_persons"], []),
            _net(given["last_sensitive"], []),
        )
        everybody = _Range(
            persons.least + sensitive_persons.least, persons.most + sensitive_persons.most
        )
        return _and(
            _or(
                critical,
                important,
                _net(given["handled"], []).reaches(context.number("export-assessment-handled")),
                # DXSA 4(3) counts persons of every kind, CBDF 7 those without sensitive data.
                everybody.reaches(context.number("export-assessment-persons")),
                sensitive_persons.reaches(context.number("export-assessment-sensitive-persons")),
            ),
            _not(_in_grace(context, given, "export-assessment-grace")),
        )
    return critical if critical is not None else None


@_open_without_exemption
def mechanism_owed(context: Context, given: Given) -> bool | None:
    """Whether this transfer needs assessment, certification or the standard contract."""
    exemption = given["exemption"].value
    if exemption == "treaty":
        return False
    if context.word("export-regime") != "cbdf":
        # Before 2024-03-22 article 38(1) knew no exemption by volume.
        return _or(
            assessment_owed(context, given),
            _not(_in_grace(context, given, "export-contract-grace")),
        )
    assessment = assessment_owed(context, given)
    if assessment is True:
        return True
    exempt = _exempt(context, given)
    if exempt is not False:
        return False if exempt and assessment is False else None
    by_volume = _or(
        _net(given["persons"], [given[e] for e in _EXEMPT_COUNTS]).reaches(
            context.number("export-contract-persons")
        ),
        # Any person's sensitive information, up to the number that needs assessment.
        _net(given["sensitive_persons"], [given["exempt_sensitive"]]).reaches(1),
    )
    return _or(assessment, by_volume)


COMPUTATIONS: dict[str, Computation] = {
    "categories_covered": categories_covered,
    "concerns_persons": concerns_persons,
    "sensitive": sensitive,
    "sensitive_operation": sensitive_operation,
    "may_be_sensitive": may_be_sensitive,
    "assessment_owed": assessment_owed,
    "mechanism_owed": mechanism_owed,
}

"""Which law applies: for each object, the instruments that reach it and the facts that decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipl_audit.errors import Problem
from pipl_audit.model.policy import Instrument, Policies
from pipl_audit.model.result import Bound
from pipl_audit.rules.evaluate import Program, reach
from pipl_audit.rules.facts import Ground
from pipl_audit.usecases.audit import Source, declarations_of


@dataclass(frozen=True, slots=True)
class ScopeResult:
    """What each instrument says of each object."""

    as_of: date
    operators: tuple[str, ...]
    instruments: tuple[Instrument, ...]
    bound: tuple[Bound, ...]
    problems: tuple[Problem, ...]


def explain_scope(
    sources: Source | Iterable[Source],
    *,
    as_of: date,
    policies: Policies,
    instruments: Sequence[str] = (),
    excludes: Sequence[str] = (),
) -> ScopeResult:
    """For each object of the declarations, the instruments in force on that day that have rules on
    objects of its kind: whether any of them applies, and by which stated facts."""
    declarations, problems = declarations_of(sources, policies, excludes)
    in_force = {
        i.id: i
        for i in policies.instruments.values()
        if (not instruments or i.id in instruments) and any(v.in_force(as_of) for v in i.versions)
    }
    rules = [r for r in policies.rules.values() if r.instrument in in_force]
    program = Program(policies, as_of, rules)
    bound = tuple(reach(program, [Ground(sourced) for sourced in declarations]))
    return ScopeResult(
        as_of,
        tuple(d.operator_id for d in declarations),
        tuple(in_force[i] for i in sorted({b.instrument for b in bound})),
        bound,
        tuple(problems),
    )

"""Audit: files or declarations in, a result out. Prints nothing, reads no clock."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.model.declaration import Declaration
from pipl_audit.model.later import Later
from pipl_audit.model.policy import Policies, Rule
from pipl_audit.model.result import EvidenceIssue, Finding, Outcome, Result, Standing
from pipl_audit.model.sourced import SourcedDeclaration
from pipl_audit.model.terms import Grade, Severity, Status
from pipl_audit.reading.declarations import (
    Joined,
    Manifest,
    build,
    classify,
    duplicate_operators,
    from_python,
    join,
    operator_named,
)
from pipl_audit.reading.discover import (
    files_below,
    looks_like_manifest,
    real_path,
    repository_root,
)
from pipl_audit.reading.evidence import grade_evidence
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.tree import read, read_bytes
from pipl_audit.rules.evaluate import (
    Decided,
    Judgement,
    Program,
    evidence_gaps,
    finding,
    grade_of,
    outcome,
    run,
)


class Held(NamedTuple):
    """A file whose bytes are at hand, under the name it is shown by."""

    shown: str
    data: bytes


Source = str | Path | Declaration | Mapping[str, Any] | Held


@dataclass(slots=True)
class _Gathered:
    """What was read before anything is judged."""

    manifests: list[Manifest] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    built: list[Joined] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    # Operators with a file that cannot be read: what it states is not known.
    torn: set[str] = field(default_factory=set)
    files: int = 0
    skipped: int = 0


def scan(
    sources: Source | Iterable[Source],
    *,
    as_of: date,
    instruments: Sequence[str] = (),
    rules: Sequence[str] = (),
    packs: Sequence[str | Path] = (),
    policies: Policies | None = None,
    excludes: Sequence[str] = (),
) -> Result:
    """Audit manifests (files or folders) and declarations built in Python.

    ``as_of`` is the day whose law applies. ``instruments`` and ``rules`` restrict what is checked
    to these ids; ``packs`` adds folders of policies. A file named brings the rest of its
    declaration along from its repository. What cannot be audited is in ``Result.problems``; only
    mistakes in policy packs raise (``Unreadable``).
    """
    with _collection_put_off():
        return _scan(sources, as_of, instruments, rules, packs, policies, excludes)


@contextmanager
def _collection_put_off() -> Iterator[None]:
    """A scan makes many objects and no cycles of them: looking for garbage costs a third of it."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _scan(
    sources: Source | Iterable[Source],
    as_of: date,
    instruments: Sequence[str],
    rules: Sequence[str],
    packs: Sequence[str | Path],
    policies: Policies | None,
    excludes: Sequence[str],
) -> Result:
    if policies is None:
        policies = load_policies([Path(pack) for pack in packs])
    gathered = _gather(_listed(sources), tuple(excludes))
    return _judged(gathered, as_of, instruments, rules, policies)


def declarations_of(
    sources: Source | Iterable[Source], policies: Policies, excludes: Sequence[str] = ()
) -> tuple[list[SourcedDeclaration], list[Problem]]:
    """The declarations that can be audited, and what stands against the others."""
    declarations, problems, _ = _build(_gather(_listed(sources), tuple(excludes)), policies)
    return declarations, problems


def judgements_of(
    sources: Source | Iterable[Source],
    *,
    as_of: date,
    policies: Policies,
    instruments: Sequence[str] = (),
    excludes: Sequence[str] = (),
) -> tuple[list[SourcedDeclaration], list[Judgement], list[Problem]]:
    """The declarations, every rule on every object of them, and what could not be audited."""
    declarations, problems = declarations_of(sources, policies, excludes)
    program = Program(policies, as_of, _law_of_day(policies, as_of, instruments, ()))
    decided = run(program, declarations)
    return declarations, [j for one in decided for j in one.judgements()], problems


def _listed(sources: Source | Iterable[Source]) -> list[Source]:
    one = isinstance(sources, str | Path | Declaration | Mapping | Held)
    return [sources] if one else list(sources)  # type: ignore[list-item, arg-type]


def _judged(
    gathered: _Gathered,
    as_of: date,
    instruments: Sequence[str],
    rules: Sequence[str],
    policies: Policies,
) -> Result:
    declarations, problems, issues = _build(gathered, policies)
    chosen = _law_of_day(policies, as_of, instruments, rules)
    program = Program(policies, as_of, chosen)
    decided = run(program, declarations)
    result = _result(as_of, declarations, decided, problems, issues, gathered, policies, program)
    return replace(result, rules=tuple(chosen))


def _law_of_day(
    policies: Policies, as_of: date, instruments: Sequence[str], rules: Sequence[str]
) -> list[Rule]:
    """The rules chosen, as they stand that day."""
    return [
        # What an event is judged by is known with its day.
        rule if rule.judged_on is not None else policies.law_of(rule, as_of)
        for rule in policies.rules.values()
        if rule.holds_on(as_of)
        and (not instruments or rule.instrument in instruments)
        and (not rules or rule.id in rules)
    ]


def _shown(path: Path) -> str:
    """A path as the user would write it: relative to the current folder where it is below it."""
    if path.is_absolute():
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return path.as_posix()
    return path.as_posix()


def scan_change(
    changed: Iterable[tuple[Path, bool]],
    around: Iterable[Path],
    operators: Collection[str],
    *,
    as_of: date,
    policies: Policies,
    instruments: Sequence[str] = (),
) -> Result:
    """Audit the declarations that a change concerns, of which ``operators`` are known.

    ``changed`` are the files, each with whether it must be a manifest; what else belongs to their
    declarations is looked for in the files ``around``.
    """
    with _collection_put_off():
        gathered, seen = _Gathered(), set[Path]()
        for path, explicit in changed:
            _take(gathered, path, seen, explicit)
        asked = {*operators, *gathered.torn}
        asked |= {i for m in gathered.manifests if (i := operator_named(m)) is not None}
        gathered.named = {m.document.path for m in gathered.manifests}
        if asked:
            mentions = _Mentions(asked)
            for path in around:
                _take_context(gathered, path, seen, asked, mentions)
        # A declaration may be concerned though all that is left of it stands as it was.
        gathered.named |= {
            m.document.path for m in gathered.manifests if operator_named(m) in asked
        }
        return _judged(gathered, as_of, instruments, (), policies)


def _gather(sources: list[Source], excludes: tuple[str, ...]) -> _Gathered:
    gathered = _Gathered()
    seen: set[Path] = set()
    explicit: list[Path] = []
    folders: list[Path] = []
    for source in sources:
        if isinstance(source, Declaration | Mapping):
            joined, problems = from_python(source)
            gathered.files += 1
            gathered.problems.extend(problems)
            if not problems:
                gathered.built.append(joined)
        elif isinstance(source, Held):
            gathered.files += 1
            _take_bytes(gathered, source.shown, source.data, explicit=False)
        elif Path(source).is_dir():
            folders.append(Path(source))
        else:
            explicit.append(Path(source))
    # Files that are named come first: they must be manifests, also in a folder that is named too.
    for path in explicit:
        _take(gathered, path, seen, explicit=True)
    operators = {i for m in gathered.manifests if (i := operator_named(m)) is not None}
    for path in folders:
        for found in files_below(path, excludes, lambda e: _closed(gathered, e)):
            _take(gathered, found, seen, explicit=False)
    gathered.named = {m.document.path for m in gathered.manifests}
    if operators:
        mentions = _Mentions(operators)
        for root in sorted({repository_root(path) for path in explicit}):
            for found in files_below(root, excludes):
                _take_context(gathered, found, seen, operators, mentions)
    return gathered


def _closed(gathered: _Gathered, error: OSError) -> None:
    """A folder that cannot be read."""
    code = "file-permission" if isinstance(error, PermissionError) else "file-unreadable"
    gathered.problems.append(Problem(code, _shown(Path(str(error.filename)))))


def _take(gathered: _Gathered, path: Path, seen: set[Path], explicit: bool) -> None:
    key = real_path(path)
    if key in seen:
        return
    seen.add(key)
    gathered.files += 1
    shown = _shown(path)
    try:
        data = read_bytes(path, shown)
    except Unreadable as error:
        gathered.problems.extend(error.problems)
        return
    _take_bytes(gathered, shown, data, explicit)


def _take_bytes(gathered: _Gathered, shown: str, data: bytes, explicit: bool) -> None:
    try:
        if not explicit and not looks_like_manifest(data):
            gathered.skipped += 1
            return
        found = classify(read(data, shown), explicit)
    except Unreadable as error:
        gathered.problems.extend(error.problems)
        gathered.torn |= _operators_of(data)
        return
    if found is None:
        gathered.skipped += 1
    elif isinstance(found, Problem):
        gathered.problems.append(found)
    else:
        gathered.manifests.append(found)


# What may stand between a key and its value: quotes, line breaks, an anchor or tag, the head of a
# block scalar, comments. ``value`` is the key of the long form.
_NAMING = rb"""(?:id|part_of|value)["']?\s*:\s*(?:[&!]\S*\s+|[|>][^\n]*\n\s*|#[^\n]*\n\s*)*["']?"""
# An alias, or a key written with an escape: only reading tells what it names.
_HIDDEN_NAME = re.compile(rb"""(?:id|part_of|value)["']?\s*:\s*\*|\\(?:x|u00)[0-9A-Fa-f]{2}""")


class _Mentions:
    """Whether the bytes of a file may belong to one of these operators, at far less than the cost
    of reading it. Ids hold letters, digits, dots, underscores and hyphens."""

    def __init__(self, operators: set[str]) -> None:
        self._ids = [o.encode("utf-8", "surrogatepass") for o in operators]
        word = rb"(?:" + b"|".join(sorted(map(re.escape, self._ids))) + rb")(?![\w.-])"
        self._named = re.compile(_NAMING + word)
        self._word = re.compile(rb"(?<![\w.-])" + word)

    def __call__(self, data: bytes) -> bool:
        if not any(one in data for one in self._ids) or not looks_like_manifest(data):
            return False
        if self._named.search(data):
            return True
        return bool(_HIDDEN_NAME.search(data) and self._word.search(data))


def _take_context(
    gathered: _Gathered, path: Path, seen: set[Path], operators: set[str], mentions: _Mentions
) -> None:
    """A file that may belong to a declaration named by another: silent if it does not."""
    key = real_path(path)
    if key in seen:
        return
    seen.add(key)
    shown, data = _shown(key), b""
    try:
        data = read_bytes(path, shown)
        # Reading it in full pays only if it names one of the operators asked for.
        if mentions(data):
            found = classify(read(data, shown), explicit=False)
            if isinstance(found, Manifest):
                gathered.manifests.append(found)
    except Unreadable as error:
        torn = _operators_of(data) & operators
        if torn:
            gathered.problems.extend(error.problems)
            gathered.torn |= torn


_PART_OF = re.compile(r"""part_of["']?\s*:\s*["']?([\w.-]+)""")


def _operators_of(data: bytes) -> set[str]:
    """The operators a file that cannot be read seems to belong to."""
    return set(_PART_OF.findall(data.decode("utf-8", "replace")))


def _build(
    gathered: _Gathered, policies: Policies
) -> tuple[list[SourcedDeclaration], list[Problem], list[EvidenceIssue]]:
    groups, join_problems = join(gathered.manifests)
    asked = [g for g in groups if any(m.document.path in gathered.named for m in g.manifests)]
    paths = gathered.named | {m.document.path for g in asked for m in g.manifests}
    problems = gathered.problems + [
        p for p in join_problems if p.path in paths or any(path in paths for path, _ in p.others)
    ]
    problems.extend(duplicate_operators([*asked, *gathered.built]))
    broken = {p.path for p in problems}
    declarations: list[SourcedDeclaration] = []
    issues: list[EvidenceIssue] = []
    for joined in [*asked, *gathered.built]:
        sourced, own = build(joined, policies.categories)
        problems.extend(own)
        # A declaration with a mistake in any of its files is not judged: silence there is no fact.
        if (
            sourced is None
            or joined.operator_id in gathered.torn
            or any(m.document.path in broken for m in joined.manifests)
        ):
            continue
        if sourced.claims:
            grades, own_issues = grade_evidence(sourced)
            issues.extend(own_issues)
            sourced = replace(sourced, grades=grades)
        declarations.append(sourced)
    declarations.sort(key=lambda d: (d.operator_id, d.files))
    return declarations, sorted(problems, key=_problem_order), issues


def _problem_order(problem: Problem) -> tuple[Any, ...]:
    return (problem.path, problem.span or (0, 0, 0, 0), problem.code, problem.params)


def _finding_order(found: Finding) -> tuple[Any, ...]:
    place = found.location
    return (
        found.operator,
        place.path if place else "",
        place.span if place else (0, 0, 0, 0),
        found.rule.id,
        found.object,
    )


def _result(
    as_of: date,
    declarations: list[SourcedDeclaration],
    decided: list[Decided],
    problems: list[Problem],
    issues: list[EvidenceIssue],
    gathered: _Gathered,
    policies: Policies,
    program: Program,
) -> Result:
    statuses: Counter[Status] = Counter()
    severities: Counter[Severity] = Counter()
    grades: Counter[Grade | None] = Counter()
    for one in decided:
        statuses.update(one.statuses)
        if "violated" in one.statuses:
            severities.update(
                j.compiled.rule.severity for j in one.judgements() if j.status == "violated"
            )
        if one.frame.ground.sourced.grades:
            grades.update(grade_of(j) for j in one.judgements() if j.status == "satisfied")
        else:  # nothing documented: no need to look at the facts
            grades["declared"] += one.statuses.count("satisfied")

    def findings() -> Iterator[Finding]:
        found = (finding(j, policies) for one in decided for j in one.judgements())
        yield from sorted((f for f in found if f is not None), key=_finding_order)

    def outcomes() -> Iterator[Outcome]:
        yield from sorted(
            (outcome(j) for one in decided for j in one.judgements()),
            key=lambda o: (o.operator, o.rule.id, o.object),
        )

    return Result(
        as_of=as_of,
        operators=tuple(d.operator_id for d in declarations),
        standings={d.operator_id: _standing(d.declaration) for d in declarations},
        counts={s: statuses.get(s, 0) for s in _STATUSES},
        violated_by_severity={s: severities.get(s, 0) for s in _SEVERITIES},
        satisfied_by_grade={g: grades.get(g, 0) for g in _GRADES},
        outcomes=Later(outcomes),
        findings=Later(findings),
        evidence_gaps=Later(
            lambda: chain.from_iterable(
                evidence_gaps(program, ground, list(group))
                for ground, group in groupby(decided, key=lambda one: one.frame.ground)
            )
        ),
        problems=tuple(problems),
        evidence_issues=tuple(issues),
        instruments=tuple(
            i
            for i in policies.instruments.values()
            if any(
                r.rule.instrument == i.id
                for on_kind in program.by_chain.values()
                for r in on_kind.rules
            )
        ),
        files=gathered.files,
        skipped=gathered.skipped,
        policies_key=policies.key,
        knowledge_date=policies.knowledge_date,
        sources={m.document.path: m.document.text for m in gathered.manifests},
    )


def _standing(declaration: Declaration) -> Standing:
    declared = declaration.declared
    if declared is None:
        return Standing()
    source = declared.source
    return Standing(
        kind=declared.standing or "unknown",
        source_title=source.title if source else None,
        source_url=source.url if source else None,
        document_no=source.document_no if source else None,
        retrieved_on=source.retrieved_on if source else None,
        operator_heard=declared.operator_heard,
    )


_STATUSES: tuple[Status, ...] = (
    "violated",
    "not_demonstrated",
    "review",
    "satisfied",
    "not_applicable",
)
_SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
_GRADES: tuple[Grade, ...] = ("declared", "documented", "tested")

"""Hook: what touches the manifests a commit changes, looked for in their whole declarations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipl_audit.errors import Unreadable
from pipl_audit.model.declaration import SECTIONS
from pipl_audit.model.policy import Policies
from pipl_audit.model.result import Finding, Marks, Result
from pipl_audit.reading.change import Change
from pipl_audit.reading.declarations import Manifest, classify, operator_named
from pipl_audit.reading.discover import looks_like_manifest, real_path
from pipl_audit.reading.tree import read, read_bytes
from pipl_audit.usecases.audit import scan_change

_TOP = re.compile(r"([^.\[]+)(?:\[([^\]]*)\])?")
_FOUND = ("violated", "not_demonstrated", "review")


@dataclass(slots=True)
class _Held:
    """What changed files state, or stated until now, as far as it can be told by ids."""

    operators: set[str] = field(default_factory=set)
    sections: set[tuple[str, str]] = field(default_factory=set)
    objects: set[tuple[str, str, str]] = field(default_factory=set)
    # Files that are manifests, or were.
    manifests: set[Path] = field(default_factory=set)

    def add(self, manifest: Manifest, path: Path, gone: bool) -> None:
        self.manifests.add(path)
        operator = operator_named(manifest)
        if operator is None:
            return
        self.operators.add(operator)
        for name, value in manifest.data.items():
            if name not in SECTIONS:
                continue
            self.sections.add((operator, name))
            if SECTIONS[name].many and isinstance(value, list) and not gone:
                ids = (item.get("id") for item in value if isinstance(item, dict))
                self.objects.update((operator, name, i) for i in ids if isinstance(i, str))

    def touch(self, operator: str, path: str) -> bool:
        """Whether a path by ids leads to something held. A list as such belongs to all its files."""
        found = _TOP.match(path)
        if found is None:
            return False
        section, name = found.groups()
        if name is None:
            return (operator, section) in self.sections
        return (operator, section, name) in self.objects


@dataclass(frozen=True, slots=True)
class Touched:
    """The result with what touches the change only. ``others`` counts findings that do not."""

    result: Result
    others: int


class Hook:
    """A change read: which declarations it concerns, and which findings of theirs it touches."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self._held = _Held()
        paths = {real_path(path): path for path in change.files}
        for path, was in change.before.items():
            for manifest in _manifests(was, path):
                self._held.add(manifest, path, gone=True)
        self._were = set(self._held.manifests)
        self.files: list[Path] = []
        for path, as_named in paths.items():
            data = _bytes(as_named)
            # What was a manifest until now is still looked at, whatever has become of it.
            if data is None or looks_like_manifest(data) or path in self._were:
                self.files.append(as_named)
            for manifest in _manifests(data or b"", path):
                self._held.add(manifest, path, gone=False)

    def __bool__(self) -> bool:
        """Whether the change concerns any manifest."""
        return bool(self.files or self._held.operators)

    def audit(self, *, as_of: date, policies: Policies, instruments: Sequence[str] = ()) -> Result:
        """The declarations concerned, audited whole. What was a manifest must still be one."""
        changed = [(path, real_path(path) in self._were) for path in self.files]
        return scan_change(
            changed,
            self.change.around,
            self._held.operators,
            as_of=as_of,
            policies=policies,
            instruments=instruments,
        )

    def touched(self, result: Result) -> Touched:
        """What of a result touches the change. Every problem of the declarations does."""
        named = {real_path(path) for path in self.files}
        places = {shown for shown in result.sources if real_path(Path(shown)) in named}
        findings = [f for f in result.findings if self._touches(f, places)]
        counts = Counter(f.status for f in findings)
        conflicts = [f for f in findings if f.status == "violated"]
        severities = Counter(f.rule.severity for f in conflicts)
        return Touched(
            replace(
                result,
                findings=tuple(findings),
                outcomes=(),
                evidence_gaps=(),
                evidence_issues=tuple(
                    issue
                    for issue in result.evidence_issues
                    if issue.location is None or issue.location.path in places
                ),
                counts={s: counts[s] for s in result.counts if s in _FOUND},
                violated_by_severity={s: severities[s] for s in result.violated_by_severity},
                marks=Marks(
                    waived=Counter(f.status for f in findings if f.waiver),
                    baseline=Counter(f.status for f in findings if f.baseline and not f.waiver),
                    violated_by_severity=Counter(f.rule.severity for f in conflicts if not f.open),
                ),
            ),
            len(result.findings) - len(findings),
        )

    def _touches(self, finding: Finding, places: Collection[str]) -> bool:
        held = self._held
        at = [finding.location, *(fact.location for fact in finding.facts)]
        if any(place is not None and place.path in places for place in at):
            return True
        paths = (finding.object, *(fact.path for fact in finding.facts))
        return any(held.touch(finding.operator, path) for path in paths)


def _bytes(path: Path) -> bytes | None:
    """What a file holds; ``None`` if it cannot be read, which the audit then tells."""
    try:
        return read_bytes(path, str(path))
    except Unreadable:
        return None


def _manifests(data: bytes, path: Path) -> Iterator[Manifest]:
    """The manifest these bytes hold, if they hold one that can be read."""
    if not looks_like_manifest(data):
        return
    try:
        found = classify(read(data, str(path)), explicit=False)
    except Unreadable:
        return
    if isinstance(found, Manifest):
        yield found

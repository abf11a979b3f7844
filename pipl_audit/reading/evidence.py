"""Evidence files named by claims: present, unaltered, inside the repository."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipl_audit.model.result import EvidenceIssue, EvidenceReason
from pipl_audit.model.sourced import Route, SourcedDeclaration
from pipl_audit.model.terms import Grade
from pipl_audit.reading.discover import real_path, repository_root

_CHUNK = 1 << 20


def grade_evidence(
    sourced: SourcedDeclaration,
) -> tuple[dict[Route, Grade], list[EvidenceIssue]]:
    """The grade each claim's evidence earns, and what is wrong with the rest.

    A file counts if it is there and, where a sha256 is given, has that hash. Paths are relative to
    the manifest's folder and must stay inside its repository. Document numbers and URLs are
    recorded but prove nothing here.
    """
    grades: dict[Route, Grade] = {}
    issues: list[EvidenceIssue] = []
    reported: set[int] = set()
    for route, claim in sourced.claims.items():
        files = [e for e in claim.evidence if e.file]
        if not files:
            continue
        location = sourced.locate(route)
        if location is None:
            continue
        good = True
        for evidence in files:
            assert evidence.file is not None
            manifest = Path(evidence.named_in or location.path)
            reason = _wrong(manifest, evidence.file, evidence.sha256)
            if reason is not None:
                good = False
                # Evidence beside a list spread over files stands with the list and each item.
                if id(evidence) in reported:
                    continue
                reported.add(id(evidence))
                issues.append(EvidenceIssue(sourced.operator_id, evidence.file, reason, location))
        if good:
            grades[route] = "documented"
    return grades, issues


def _wrong(manifest: Path, name: str, sha256: str | None) -> EvidenceReason | None:
    root = repository_root(manifest)
    try:
        path = real_path(real_path(manifest).parent / name)
        if not path.is_relative_to(root):
            return "outside"
        if not path.is_file():
            return "missing"
        if sha256 is None:
            return None
        digest = hashlib.sha256()
        for chunk in _chunks(path):
            digest.update(chunk)
    except (OSError, ValueError):  # ValueError: a name no file can have
        return "missing"
    return None if digest.hexdigest() == sha256.lower() else "altered"


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk

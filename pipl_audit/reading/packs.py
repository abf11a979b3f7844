"""Policy packs: read, validated by Cerberus, checked against law structure and model, cached.

What is cached is validated JSON, keyed by the content of the packs and of the code that read
them; never a pickle. A wheel carries it ready-made.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from pipl_audit._version import __version__
from pipl_audit.errors import Problem, Unreadable
from pipl_audit.model.later import Later
from pipl_audit.model.policy import (
    Article,
    Category,
    EvidenceAsk,
    Example,
    GuidelineItem,
    Instrument,
    Parameter,
    Policies,
    Provision,
    Rule,
    Sanction,
    Version,
)
from pipl_audit.model.terms import Bilingual
from pipl_audit.reading.shipped import compiled_policies, policies_dir

_PACKAGE = Path(__file__).resolve().parent.parent
# What a cached pack depends on besides the packs: the model of facts and the code that resolves.
_CODE = (
    "model/vocabulary.py",
    "model/policy.py",
    "model/terms.py",
    "reading/packs.py",
    "reading/pack_schema.py",
    "reading/predicates.py",
    "reading/pack_check.py",
)


def load_policies(extra: Sequence[Path] = ()) -> Policies:
    """The shipped packs and those of ``extra`` folders.

    Raises ``Unreadable`` with every mistake found in the packs.
    """
    ready = compiled_policies()
    if not extra and ready.is_file():
        return from_json(json.loads(ready.read_bytes()))
    folders = [policies_dir(), *extra]
    files = pack_files(folders)
    key = content_key(files)
    cached = _cache_file(key)
    if cached is not None:
        try:
            kept = json.loads(cached.read_bytes())
            if kept["key"] == key:
                return from_json(kept)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            pass  # broken or of another make: read the packs again
    data = read_packs(files, key)
    if cached is not None:
        _store(cached, data)
    return from_json(data)


def pack_files(folders: Iterable[Path]) -> list[tuple[str, Path]]:
    """The YAML files of these folders with the names they are shown by, in order."""
    found: list[tuple[str, Path]] = []
    for folder in folders:
        if not folder.is_dir():
            raise Unreadable([Problem("pack-folder-missing", str(folder))])
        found.extend(
            (f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}", path)
            for path in sorted(folder.rglob("*.yaml"))
        )
    return found


def content_key(files: Iterable[tuple[str, Path]]) -> str:
    """Names what these packs say and the code that reads them."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=16)
    code = [_PACKAGE / name for name in _CODE]
    code += sorted((_PACKAGE / "model" / "declaration").glob("*.py"))
    for name, path in [*((p.name, p) for p in code), *files]:
        digest.update(f"\0{name}\0".encode())
        try:
            digest.update(path.read_bytes())
        except OSError:
            raise Unreadable([Problem("file-unreadable", str(path))]) from None
    return digest.hexdigest()


def _cache_file(key: str) -> Path | None:
    base = os.environ.get("XDG_CACHE_HOME") or (
        os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
    )
    try:
        folder = Path(base) if base else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "pipl-audit" / f"policies-{key}.json"


def _store(path: Path, data: dict[str, Any]) -> None:
    """Keep the validated packs; a cache that cannot be written is no error."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def read_packs(files: Sequence[tuple[str, Path]], key: str) -> dict[str, Any]:
    """Read and check pack files; the result is plain JSON for ``from_json``."""
    # Cerberus, the model and the YAML reader are needed on this path only.
    from pipl_audit.reading.pack_check import PackChecker

    checker = PackChecker()
    for shown, path in files:
        checker.add(shown, path)
    return checker.finish(key)


def read_with_examples(
    extra: Sequence[Path] = (),
) -> tuple[Policies, list[tuple[str, str, Example]]]:
    """The packs read afresh, with the examples of their rules. Raises ``Unreadable``."""
    from pipl_audit.reading.pack_check import PackChecker

    checker = PackChecker()
    for shown, path in pack_files([policies_dir(), *extra]):
        checker.add(shown, path)
    return from_json(checker.finish("")), checker.examples()


def _text(pair: dict[str, str]) -> Bilingual:
    return Bilingual(pair["zh"], pair["en"])


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _joined(reach: list[Any], when: Any) -> Any:
    """What the instrument and the rule say of the scope, as one; shared parts stay one object."""
    if not reach:
        return when
    return ["all", reach if when is None else [*reach, when]]


def _articles(text: str) -> Iterator[Article]:
    for a in json.loads(text):
        yield Article(
            a["instrument"],
            a["version"],
            a["article"],
            a["status"],
            _text(a["paraphrase"]),
            _text(a["chapter"]),
            tuple(a["rules"]),
        )


def _guideline(text: str) -> Iterator[GuidelineItem]:
    for item in json.loads(text):
        yield GuidelineItem(item["item"], _text(item["title"]), item["concerns"])


def from_json(data: dict[str, Any]) -> Policies:
    """The typed policies of validated JSON."""
    instruments = {
        i["id"]: Instrument(
            i["id"],
            _text(i["title"]),
            _text(i["short"]),
            i["level"],
            tuple(
                Version(
                    v["id"],
                    date.fromisoformat(v["effective"]),
                    _date(v.get("until")),
                    v["articles"],
                    v["source"],
                    v.get("document_no", ""),
                    v["first"],
                )
                for v in i["versions"]
            ),
            date.fromisoformat(i["knowledge_date"]),
            i["unit"],
        )
        for i in data["instruments"]
    }
    rules = {
        r["id"]: Rule(
            id=r["id"],
            instrument=r["instrument"],
            title=_text(r["title"]),
            kind=r["kind"],
            chain=tuple(tuple(keys) for keys in r["chain"]),
            when=_joined([data["shared"][i] for i in r["reach"]], r["when"]),
            require=r["require"],
            question=_text(r["question"]) if r["question"] else None,
            provisions=tuple(Provision(*p) for p in r["provisions"]),
            severity=r["severity"],
            reading=r["reading"],
            source=r["source"],
            message=_text(r["message"]),
            remedy=_text(r["remedy"]),
            sanctions=tuple(r["sanctions"]),
            guideline=tuple(r["guideline"]),
            valid_from=_date(r["from"]),
            valid_until=_date(r["until"]),
            waivable=r["waivable"],
            policy=r["policy"],
            file=r["file"],
            line=r["line"],
            outer=len(r["reach"]),
            judged_on=r["judged_on"],
        )
        for r in data["rules"]
    }
    return Policies(
        instruments=instruments,
        articles=Later(lambda: _articles(data["articles"])),
        rules=rules,
        sanctions={
            s["id"]: Sanction(
                s["id"],
                Provision(*s["provision"]),
                _text(s["measure"]),
                _text(s["condition"]),
                _text(s["addressee"]),
                tuple(s["applies_to"]),
                s["fine"],
            )
            for s in data["sanctions"]
        },
        parameters={
            p["id"]: Parameter(
                p["id"],
                _text(p["label"]),
                tuple((date.fromisoformat(v["from"]), v["value"]) for v in p["values"]),
            )
            for p in data["parameters"]
        },
        categories={
            c["id"]: Category(c["id"], c.get("parent"), _text(c["label"]), c["mappings"])
            for c in data["categories"]
        },
        evidence_asks=tuple(
            EvidenceAsk(
                e["id"],
                tuple(tuple(keys) for keys in e["chain"]),
                e["when"],
                e["fact"],
                _text(e["title"]),
                _text(e["ask"]),
            )
            for e in data["evidence"]
        ),
        key=data["key"],
        guideline=Later(lambda: _guideline(data["guideline"])),
    )

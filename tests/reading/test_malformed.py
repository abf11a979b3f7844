"""Every mistake a manifest can hold: one fixture per code, reported at its line and column."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from reading.test_tree import GENERATED, MALFORMED, OF_THE_FILE_SYSTEM, PLACES

from pipl_audit.errors import CATALOGUE, Problem, Unreadable
from pipl_audit.reading import typed
from pipl_audit.reading.packs import load_policies
from pipl_audit.usecases.audit import scan

DAY = date(2026, 6, 1)

# Fixture (a file, or a folder where it takes two files) -> file, line and column of each problem.
MISTAKES = {
    "top-level-not-mapping.yaml": [(1, 3)],
    "unknown-schema-version.yaml": [(1, 9)],
    "not-a-manifest.yaml": [(1, 1)],
    "no-operator.yaml": [(1, 1)],
    "operator-and-part-of.yaml": [(4, 1)],
    "unknown-part-of.yaml": [(2, 10)],
    "duplicate-operator": [("one.yaml", 3, 7), ("two.yaml", 3, 7)],
    "section-twice": [("head.yaml", 5, 3), ("rest.yaml", 4, 3)],
    "duplicate-id.yaml": [(5, 10), (6, 10)],
    "missing-id.yaml": [(5, 5)],
    "bad-id.yaml": [(5, 9)],
    "unknown-key.yaml": [(6, 5)],
    "unknown-word.yaml": [(6, 11)],
    "unknown-category.yaml": [(6, 31)],
    "unknown-reference.yaml": [(8, 13)],
    "unknown-claim-key.yaml": [(8, 14)],
    "bad-evidence.yaml": [(8, 17)],
    "not-a-boolean.yaml": [(6, 17)],
    "not-text.yaml": [(6, 14)],
    "not-a-count.yaml": [(5, 12)],
    "not-a-decimal.yaml": [(7, 30)],
    "not-a-day.yaml": [(5, 7)],
    "not-a-moment.yaml": [(6, 15)],
    "not-a-period.yaml": [(6, 25)],
    "bad-unified-code.yaml": [(4, 31)],
    "not-a-list.yaml": [(6, 15)],
    "not-a-mapping.yaml": [(6, 16)],
}

# What the closest known word is, where there is one.
SUGGESTED = {
    "unknown-key": "pre_ticked",
    "unknown-word": "handler",
    "unknown-reference": "privacy-notice",
}

# Codes that no manifest on disk can show: mistakes of packs, and what no key's type yields today.
# Those of settings have tests of their own.
GENERATED_HERE = {"pack-folder-missing", "pack-mistake", "settings-mistake", "wrong-value"}


def mistakes(name: str, folder: Path) -> list[Problem]:
    """The problems of a fixture on its own, away from this checkout."""
    there = folder / name
    if (MALFORMED / name).is_dir():
        shutil.copytree(MALFORMED / name, there)
    else:
        shutil.copy(MALFORMED / name, there)
    result = scan(there, as_of=DAY)
    assert not result.operators
    return list(result.problems)


def code_of(name: str) -> str:
    return name.removesuffix(".yaml")


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_of_a_manifest(name: str, tmp_path: Path) -> None:
    found = mistakes(name, tmp_path)
    assert {p.code for p in found} == {code_of(name)}
    assert [(Path(p.path).name, *p.span[:2]) for p in found if p.span] == [
        place if len(place) == 3 else (name, *place) for place in MISTAKES[name]
    ]
    for problem in found:
        for lang in ("zh", "en"):
            text = problem.message(lang) + problem.hint(lang)
            assert "{" not in text.replace("{file, sha256}", "").replace(
                "{document_no}", ""
            ).replace("{url}", "")
        assert SUGGESTED.get(problem.code, "") in problem.message()
    if len(found) == 2:  # each of the two names the other
        assert [p.others[0][1] for p in found] == [found[1].span, found[0].span]


def test_mistakes_of_packs(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        load_policies([tmp_path / "nowhere"])
    assert [p.code for p in caught.value.problems] == ["pack-folder-missing"]
    (tmp_path / "rules.yaml").write_text("instrument: nowhere\n", "utf-8")
    with pytest.raises(Unreadable) as caught:
        load_policies([tmp_path])
    assert {p.code for p in caught.value.problems} == {"pack-mistake"}


def test_mistake_of_a_type_not_foreseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(typed._CODES, "bool_type")
    [found] = mistakes("not-a-boolean.yaml", tmp_path)
    assert (found.code, found.span and found.span[:2]) == ("wrong-value", (6, 17))


def test_every_code_of_the_catalogue_has_a_case() -> None:
    read = {name.split(".")[0] for name in PLACES} | set(GENERATED) | OF_THE_FILE_SYSTEM
    assert set(CATALOGUE) == read | {code_of(name) for name in MISTAKES} | GENERATED_HERE
    assert {p.name for p in MALFORMED.iterdir()} == {".gitattributes", *PLACES, *MISTAKES}

"""Law as data: each version has one entry per article of its structure, told in a sentence."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

POLICIES = Path(__file__).parents[1] / "policies"
FOLDERS = sorted(path.parent for path in POLICIES.glob("*/instrument.yaml"))
NO_CHAPTERS = {"instrument", "structure", "parameters", "evidence", "guideline"}
LONGEST = {"zh": 140, "en": 340}

Entries = list[dict[str, Any]]


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


# Where one entry may cover a range of articles: laws around those that bind credit operators.
EACH_ITS_ENTRY = {
    "pipl", "dsl", "csl", "ndsr", "crir", "crbm", "pipca", "cbdf", "dxsa", "piscc", "picert",
}  # fmt: skip


def entries(folder: Path) -> Entries:
    """The articles in the order of files and lines, each with its version."""
    versions = load(folder / "instrument.yaml")["versions"]
    return [
        {"version": versions[-1]["id"], **entry}
        for path in sorted(folder.glob("*.yaml"))
        if path.stem not in NO_CHAPTERS
        for entry in load(path)["articles"]
    ]


def numbers_of(entry: dict[str, Any]) -> range:
    return range(entry["article"], entry.get("to", entry["article"]) + 1)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_one_entry_per_article(folder: Path) -> None:
    instrument = load(folder / "instrument.yaml")
    structure = load(folder / "structure.yaml")["versions"]
    assert instrument["instrument"] == folder.name
    assert {version["id"] for version in instrument["versions"]} == set(structure)
    for version in instrument["versions"]:
        own = [e for e in entries(folder) if e["version"] == version["id"]]
        # Of a summary, entries have no number.
        numbers = [number for e in own for number in numbers_of(e) if number]
        assert numbers == list(structure[version["id"]]["articles"])
        assert len(numbers) == version["articles"]
        assert own
        assert folder.name not in EACH_ITS_ENTRY or not [e for e in own if "to" in e]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_versions_follow_each_other(folder: Path) -> None:
    versions = load(folder / "instrument.yaml")["versions"]
    for before, after in pairwise(versions):
        assert before["effective"] < before["until"] <= after["effective"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_paraphrases_are_one_sentence(folder: Path) -> None:
    for entry in entries(folder):
        text = entry["paraphrase"]
        where = f"{entry['version']} {entry['article']}"
        for lang, longest in LONGEST.items():
            assert len(text[lang]) <= longest, where
        assert text["zh"].endswith("。"), where
        assert text["zh"].count("。") == 1, where
        assert text["en"].endswith("."), where
        assert not re.search(r"[.?!] [A-Z]", text["en"]), where
        assert not re.search("[\u4e00-\u9fff]", text["en"]), where


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_sanctions(folder: Path) -> None:
    structure = load(folder / "structure.yaml")["versions"]
    for entry in entries(folder):
        number, sanctions = entry["article"], entry.get("sanctions", [])
        assert entry["status"] == "liability" or not sanctions
        for sanction in sanctions:
            paragraphs = structure[entry["version"]]["articles"][number]
            assert re.search(rf"^[A-Z]+(-[A-Z]+)*(-\d{{4}})?-{number}(-|$)", sanction["id"])
            assert 1 <= sanction["paragraph"] <= len(paragraphs)
            own = sanction["provisions"]
            assert own == "any" or set(own) <= set(structure[entry["version"]]["articles"])
            fine = sanction["fine"]
            if fine and fine["min"] is not None:
                assert fine["min"] < fine["max"]


def test_sanction_ids_are_unique() -> None:
    ids = [
        sanction["id"]
        for folder in FOLDERS
        for entry in entries(folder)
        for sanction in entry.get("sanctions", [])
    ]
    assert len(ids) == len(set(ids))

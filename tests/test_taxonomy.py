"""policies/taxonomy.yaml: well-formed, complete in both languages, only allowed values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
TAXONOMY: dict[str, Any] = yaml.safe_load(
    (ROOT / "policies" / "taxonomy.yaml").read_text(encoding="utf-8")
)
CATEGORIES: list[dict[str, Any]] = TAXONOMY["categories"]
BY_ID = {entry["id"]: entry for entry in CATEGORIES}

FORBIDDEN = {"religion", "genes", "fingerprint", "blood_type", "illness", "medical_history"}
WRITTEN_CONSENT = {
    "income",
    "deposits",
    "securities",
    "commercial_insurance",
    "real_estate",
    "tax_amount",
}
PIPL_28 = {
    "biometric",
    "religious_belief",
    "specific_identity",
    "medical_health",
    "financial_account",
    "whereabouts",
    "minor_under_14",
}
ALLOWED = {
    "personal": {"no"},
    "sensitive": {"yes", "no", "depends"},
    "pipl_28": PIPL_28 | {"other"},
    "crir_14": {"forbidden", "written_consent"},
    "crir_14_class": FORBIDDEN | WRITTEN_CONSENT,
    "jrt_0171": {"C1", "C2", "C3"},
    "gbt_35273_b": {"property", "health", "biometric", "identity_document", "other"},
    "gbt_45574": {
        "biometric",
        "religious",
        "specific_identity",
        "medical_health",
        "financial_account",
        "whereabouts",
        "minor",
        "other",
    },
    "identifier": {"direct", "quasi", "none"},
    "type": {
        "resident_id",
        "mobile",
        "bank_card",
        "passport",
        "plate",
        "uscc",
        "email",
        "account_number",
        "ip",
        "imei",
        "mac",
        "coordinates",
    },
}
OTHER_KEYS = {"id", "parent", "label", "note", "to_check"}
VOCABULARIES = {"pipl_28", "crir_14", "crir_14_class", "jrt_0171", "gbt_35273_b", "gbt_45574"}


def texts(node: object, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every mapping with a text in zh or en."""
    found: list[tuple[str, dict[str, Any]]] = []
    if isinstance(node, dict):
        if "zh" in node or "en" in node:
            found.append((path, node))
        for key, value in node.items():
            found += texts(value, f"{path}.{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            found += texts(value, f"{path}[{number}]")
    return found


def test_ids_are_unique_and_well_formed() -> None:
    assert len(BY_ID) == len(CATEGORIES)
    for name in BY_ID:
        assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*", name), name


def test_a_parent_exists_and_is_the_prefix_of_the_id() -> None:
    for name, entry in BY_ID.items():
        prefix = name.rpartition(".")[0]
        assert entry.get("parent", "") == prefix, name
        assert not prefix or prefix in BY_ID, name


def test_no_cycles() -> None:
    for name in BY_ID:
        seen: set[str] = set()
        current: str | None = name
        while current is not None:
            assert current not in seen, name
            seen.add(current)
            current = BY_ID[current].get("parent")


@pytest.mark.parametrize("entry", CATEGORIES, ids=lambda entry: str(entry["id"]))
def test_values(entry: dict[str, Any]) -> None:
    assert set(entry) <= set(ALLOWED) | OTHER_KEYS
    for key, allowed in ALLOWED.items():
        if key in entry:
            assert entry[key] in allowed, key
    assert "label" in entry
    assert set(entry.get("to_check", [])) <= set(entry)


@pytest.mark.parametrize("entry", CATEGORIES, ids=lambda entry: str(entry["id"]))
def test_keys_fit_together(entry: dict[str, Any]) -> None:
    if entry["id"].split(".")[0] == "organisation":
        assert entry["personal"] == "no"
        assert not {"sensitive", "identifier", "pipl_28", "crir_14"} & set(entry)
        return
    assert "personal" not in entry
    assert {"sensitive", "identifier"} <= set(entry)
    if entry["sensitive"] == "no":
        assert "pipl_28" not in entry
        assert not {"gbt_45574", "gbt_35273_b"} & set(entry), "a standard calls it sensitive"
    else:
        assert "pipl_28" in entry
    if entry["sensitive"] == "yes":
        assert entry["pipl_28"] != "other"
    classes = {"forbidden": FORBIDDEN, "written_consent": WRITTEN_CONSENT}
    assert ("crir_14" in entry) == ("crir_14_class" in entry)
    if "crir_14" in entry:
        assert entry["crir_14_class"] in classes[entry["crir_14"]]


def test_both_languages() -> None:
    for path, text in texts(TAXONOMY):
        assert set(text) == {"zh", "en"}, path
        assert re.search(r"[\u4e00-\u9fff]", text["zh"]) or text["zh"].isascii(), path
        assert text["en"], path
        assert not re.search(r"[\u4e00-\u9fff]", text["en"]), path


def test_labels_are_unique_among_siblings() -> None:
    for language in ("zh", "en"):
        labels = [(entry.get("parent"), entry["label"][language]) for entry in CATEGORIES]
        assert len(set(labels)) == len(labels)


def test_every_class_of_crir_14_is_covered() -> None:
    covered = {entry.get("crir_14_class") for entry in CATEGORIES} - {None}
    assert covered == FORBIDDEN | WRITTEN_CONSENT


def test_every_kind_of_pipl_28_is_covered() -> None:
    assert {e["pipl_28"] for e in CATEGORIES if e.get("sensitive") == "yes"} == PIPL_28


def test_every_type_is_used() -> None:
    assert {entry["type"] for entry in CATEGORIES if "type" in entry} == ALLOWED["type"]


def test_vocabularies_and_grades() -> None:
    vocabularies = TAXONOMY["vocabularies"]
    for name, vocabulary in vocabularies.items():
        assert set(vocabulary) == {"title", "source", "status", "values"}, name
        assert vocabulary["status"] in {"full", "summary"}, name
    for name in VOCABULARIES:
        assert set(vocabularies[name]["values"]) == ALLOWED[name], name
    grades = [grade["id"] for grade in TAXONOMY["data_grades"]]
    assert grades == ["general", "important", "core"] == list(vocabularies["data_grades"]["values"])

"""Credit law beside the PIPL, and the rules on forbidden classes beside the taxonomy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.tree import read_file
from pipl_audit.usecases.audit import scan

ROOT = Path(__file__).parents[1]
POLICIES = load_policies()
DAY = date(2026, 6, 1)


def violated(data: dict[str, Any]) -> set[str]:
    result = scan(data, as_of=DAY, policies=POLICIES)
    assert not result.problems
    return {f.rule.id for f in result.findings if f.status == "violated"}


def lender() -> dict[str, Any]:
    path = ROOT / "fixtures" / "compliant" / "lender.yaml"
    data: dict[str, Any] = Unwrapped(read_file(path, path.name).data).data
    report = next(a for a in data["activities"] if a["id"] == "reporting")["operations"][0]
    report.update(legal_basis="contract", subject_is_party=True, necessity_reason="合同约定")
    next(c for c in data["consents"] if c["id"] == "c-reporting")["separate"] = False
    return data


def test_a_transfer_necessary_for_the_contract_needs_no_separate_consent() -> None:
    assert violated(lender()) == set()


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        (("written_consent_to_provide",), "CRIR-29-consent"),
        (("query", "written_consent"), "CRIR-18-query"),
    ],
)
def test_but_the_consents_of_credit_law_stay(key: tuple[str, ...], rule: str) -> None:
    data = lender()
    node = data["credit"]
    for step in key[:-1]:
        node = node[step]
    node[key[-1]] = False
    assert violated(data) == {rule}


@pytest.mark.parametrize(
    ("rule", "keyword", "kind"),
    [
        ("CRIR-14-categories", "forbidden", "forbidden"),
        ("CRIR-14-written", "contains_any", "written_consent"),
    ],
)
def test_the_classes_are_those_of_the_taxonomy(rule: str, keyword: str, kind: str) -> None:
    chapter = yaml.safe_load((ROOT / "policies/crir/03-business-rules.yaml").read_text("utf-8"))
    found = next(r for a in chapter["articles"] for r in a.get("rules", []) if r["id"] == rule)
    part = found["require" if keyword == "forbidden" else "when"]["categories"][keyword]
    taxonomy = yaml.safe_load((ROOT / "policies/taxonomy.yaml").read_text("utf-8"))
    assert set(part) == {c["id"] for c in taxonomy["categories"] if c.get("crir_14") == kind}

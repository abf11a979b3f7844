"""Which law applies: said of each object, with the stated fact that decides."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from pipl_audit.cli.app import app
from pipl_audit.model.result import Bound
from pipl_audit.reading.packs import load_policies
from pipl_audit.usecases.scope import ScopeResult, explain_scope

COMPLIANT = Path(__file__).parents[2] / "fixtures" / "compliant"
POLICIES = load_policies()
DAY = date(2026, 6, 1)


def scope_of(source: object, *instruments: str) -> ScopeResult:
    return explain_scope(source, as_of=DAY, policies=POLICIES, instruments=instruments)  # type: ignore[arg-type]


def at(found: ScopeResult, path: str) -> Bound:
    (bound,) = [b for b in found.bound if b.object == path]
    return bound


def test_a_register_of_organisations_is_no_matter_of_the_pipl() -> None:
    found = scope_of(COMPLIANT / "foreign-investment-reports.yaml", "pipl")
    assert {b.verdict for b in found.bound} == {False}
    facts = [(f.path, f.value) for f in at(found, "activities[reports]").facts]
    assert ("activities[reports].natural_persons_named", False) in facts


def test_what_is_bound_names_the_facts_and_their_places() -> None:
    found = scope_of(COMPLIANT / "lender.yaml", "pipl")
    bound = at(found, "activities[underwriting]")
    assert bound.verdict is True
    by_path = {f.path: f for f in bound.facts}
    assert by_path["operator.processes_in_mainland"].value is True
    assert all(f.location is not None for f in bound.facts)
    assert by_path["operator.processes_in_mainland"].part == "instrument"


def test_what_is_not_stated_is_open() -> None:
    data = {"operator": {"id": "op"}, "activities": [{"id": "a"}]}
    bound = at(scope_of(data, "pipl"), "activities[a]")
    assert bound.verdict is None
    assert {f.path for f in bound.facts if not f.known} >= {"operator.processes_in_mainland"}


def test_on_the_command_line() -> None:
    path = str(COMPLIANT / "lender.yaml")
    base = ["scan", path, "--as-of", "2026-06-01", "--explain-scope", "--instrument", "pipl"]
    text = CliRunner().invoke(app, base)
    assert text.exit_code == 0
    assert "binds: " in text.output
    assert "operator.processes_in_mainland = true" in text.output
    zh = CliRunner().invoke(app, [*base, "--lang", "zh"])
    assert "适用：" in zh.output
    data = json.loads(CliRunner().invoke(app, [*base, "--format", "json"]).output)
    assert data["format"] == "pipl-audit/scope/v1"
    assert {b["binds"] for b in data["bound"]} <= {"yes", "no", "unknown"}
    assert CliRunner().invoke(app, [*base, "--format", "sarif"]).exit_code == 2

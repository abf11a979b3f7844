"""Waivers and baselines: they mark exactly what they name, and say when they do nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from builders import audit, policies, rule
from hypothesis import given
from hypothesis import strategies as st

from pipl_audit.model.policy import Rule
from pipl_audit.model.result import Finding, Result
from pipl_audit.model.waiver import Baseline, KnownFinding, Waiver
from pipl_audit.usecases.marks import baseline_of, mark

ONE = rule("T-1", kind="consent", require={"pre_ticked": False})
TWO = rule("T-2", kind="consent", require={"voluntary": True})
STRICT = rule("T-3", kind="consent", require={"pre_ticked": False}, waivable=False)
ASK = rule("T-4", kind="activity", question=True)
RULES = policies(ONE, TWO, STRICT, ASK)


def declared(name: str, **consents: dict[str, Any]) -> dict[str, Any]:
    items = [{"id": key, **value} for key, value in consents.items()]
    return {"operator": {"id": name}, "consents": items, "activities": [{"id": "act"}]}


def waiver(
    rule: str = "T-1", operator: str = "op", object: str = "consents[c]", **more: Any
) -> Waiver:
    given: dict[str, Any] = {"reason": "r", "owner": "o", "approver": "p"}
    given |= {"agreed": date(2026, 1, 1), "expires": date(2026, 12, 31)}
    given |= {"rule": rule, "operator": operator, "object": object} | more
    return Waiver(**given)


def result(*rules: Rule, **more: Any) -> Result:
    return audit(
        [declared("op", c={"pre_ticked": True}, d={"pre_ticked": True}), declared("op2", c={})],
        *(rules or (ONE, TWO, STRICT, ASK)),
        **more,
    )


def named(found: Finding) -> tuple[str, str, str]:
    return found.rule.id, found.operator, found.object


def test_a_waiver_marks_one_finding_and_changes_no_count() -> None:
    plain = result()
    marked = mark(plain, RULES, waivers=[waiver()])
    waived = [f for f in marked.findings if f.waiver]
    assert [named(f) for f in waived] == [("T-1", "op", "consents[c]")]
    assert marked.counts == plain.counts
    assert marked.violated_by_severity == plain.violated_by_severity
    assert marked.open_violated("medium") == plain.open_violated("medium") - 1
    assert marked.marks.waived == {"violated": 1}
    assert not marked.marks.issues
    by_print = mark(
        plain,
        RULES,
        waivers=[waiver(rule=None, operator=None, object=None, fingerprint=waived[0].fingerprint)],
    )
    assert [named(f) for f in by_print.findings if f.waiver] == [named(waived[0])]


@pytest.mark.parametrize(
    ("given", "issue"),
    [
        (waiver(agreed=date(2026, 6, 1), expires=date(2026, 6, 1)), None),
        (waiver(expires=date(2026, 5, 31)), "expired"),
        (waiver(agreed=date(2026, 6, 2)), "not_yet"),
        (waiver("T-3"), "not_waivable"),
        (waiver("T-9"), "unknown_rule"),
        (waiver(object="consents[e]"), "unused"),
        (waiver("T-2", object="consents[c]"), None),
        (waiver("T-4", object="activities[act]"), None),
    ],
)
def test_what_a_waiver_comes_to(given: Waiver, issue: str | None) -> None:
    marked = mark(result(), RULES, waivers=[given])
    assert [i.reason for i in marked.marks.issues] == ([issue] if issue else [])
    assert sum(f.waiver is not None for f in marked.findings) == (issue is None)


def test_of_two_waivers_the_one_that_holds_is_used() -> None:
    old, new = waiver(expires=date(2026, 2, 1)), waiver(reason="again")
    marked = mark(result(), RULES, waivers=[old, new])
    assert [f.waiver for f in marked.findings if f.waiver] == [new]
    assert [i.reason for i in marked.marks.issues] == ["expired"]


def test_a_part_of_a_scan_says_nothing_of_the_rest() -> None:
    elsewhere = [
        waiver(operator="op9"),
        waiver(rule=None, operator=None, object=None, fingerprint="0" * 20),
    ]
    assert not mark(result(), RULES, waivers=elsewhere).marks.issues
    whole = mark(result(), RULES, waivers=elsewhere, whole=True)
    assert [i.reason for i in whole.marks.issues] == ["unused", "unused"]
    # Not even of the same operator, for rules that were not asked for.
    few = result(rules=["T-1"])
    assert not mark(
        few, RULES, waivers=[waiver("T-2", object="consents[x]")], whole=True
    ).marks.issues


def test_a_baseline_knows_findings_with_their_status() -> None:
    before = baseline_of(result())
    again = mark(result(), RULES, baseline=before)
    assert all(f.baseline for f in again.findings)
    assert again.open_violated("medium") == 0
    assert again.open_count("not_demonstrated") == 0
    assert not again.marks.gone
    # What was not stated and now conflicts is news.
    worse = audit([declared("op", c={"voluntary": False, "pre_ticked": True})], TWO)
    known = Baseline(tuple(k for k in before.findings if k.rule == "T-2"))
    marked = mark(worse, RULES, baseline=known)
    assert [f.baseline for f in marked.findings] == [False]
    assert marked.open_violated("medium") == 1


def test_what_is_found_no_more_is_gone() -> None:
    before = baseline_of(result())
    better = audit([declared("op", c={"pre_ticked": False, "voluntary": True})], ONE, TWO)
    gone = mark(better, RULES, baseline=before).marks.gone
    # Nothing is said of the operator and the rules that were not looked at.
    assert {(g.rule, g.operator, g.object) for g in gone} == {
        ("T-1", "op", "consents[c]"),
        ("T-1", "op", "consents[d]"),
        ("T-2", "op", "consents[c]"),
        ("T-2", "op", "consents[d]"),
    }
    whole = mark(better, RULES, baseline=before, whole=True).marks.gone
    assert {g.operator for g in whole} == {"op", "op2"}


def test_waived_findings_do_not_enter_a_baseline() -> None:
    marked = mark(result(), RULES, waivers=[waiver()])
    assert ("T-1", "op", "consents[c]") not in {
        (k.rule, k.operator, k.object) for k in baseline_of(marked).findings
    }


def test_nothing_to_apply_leaves_the_findings_unmade() -> None:
    plain = result()
    assert mark(plain, RULES) is plain


IDS = st.text("ab.-_", min_size=1, max_size=4).filter(lambda text: text[0] in "ab")
CONSENTS = st.dictionaries(IDS, st.booleans(), min_size=1, max_size=4)


@given(st.dictionaries(IDS, CONSENTS, min_size=1, max_size=3), st.data())
def test_what_is_said_of_one_object_never_hides_another(
    world: dict[str, dict[str, bool]], data: st.DataObject
) -> None:
    found = audit(
        [
            declared(name, **{i: {"pre_ticked": ticked} for i, ticked in consents.items()})
            for name, consents in world.items()
        ],
        ONE, TWO, ASK,
    )  # fmt: skip
    assert not found.problems
    findings = list(found.findings)
    chosen = data.draw(st.sampled_from(findings))
    by_name = waiver(*named(chosen))
    by_print = waiver(rule=None, operator=None, object=None, fingerprint=chosen.fingerprint)
    entry = KnownFinding(chosen.fingerprint, chosen.status, *named(chosen))
    for marked in (
        mark(found, RULES, waivers=[by_name]),
        mark(found, RULES, waivers=[by_print]),
        mark(found, RULES, baseline=Baseline((entry,))),
    ):
        assert [named(f) for f in marked.findings if not f.open] == [named(chosen)]
        assert [named(f) for f in marked.findings] == [named(f) for f in findings]
        still = sum(marked.open_count(s) for s in ("violated", "not_demonstrated", "review"))
        assert still == len(findings) - 1

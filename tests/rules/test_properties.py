"""What must hold of every declaration and every rule, random and shipped."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builders import AS_OF, CATEGORIES, policies, rule
from cerberus import Validator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import (
    KINDS,
    SEEDS,
    Maker,
    PredicateMaker,
    paths,
    scope_of,
    short,
    shuffled,
    split,
    unknowns,
)

from pipl_audit.model.policy import Policies
from pipl_audit.model.sourced import SourcedDeclaration
from pipl_audit.model.vocabulary import KeyType, kinds, steps_to
from pipl_audit.reading.declarations import Manifest, build, classify, from_python, join
from pipl_audit.reading.evidence import grade_evidence
from pipl_audit.reading.packs import from_json, pack_files, read_packs
from pipl_audit.reading.predicates import resolve
from pipl_audit.reading.shipped import policies_dir
from pipl_audit.reading.tree import read
from pipl_audit.rules.compile import Compiler
from pipl_audit.rules.evaluate import Program, judge, outcome
from pipl_audit.rules.facts import Frame, Ground

bounded = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@cache
def shipped() -> Policies:
    found = from_json(read_packs(pack_files([policies_dir()]), "test"))
    return replace(found, categories={**found.categories, **CATEGORIES})


@cache
def shipped_program() -> Program:
    return Program(shipped(), AS_OF)


def program(random: Random) -> Program:
    """Some random rules, or the shipped ones."""
    if random.random() < 0.3:
        return shipped_program()
    rules = []
    for i in range(6):
        kind = random.choice(["declaration", *sorted(kinds())])
        make = PredicateMaker(random)
        when = make.predicate(scope_of(kind), 1) if random.random() < 0.6 else None
        require = make.predicate(scope_of(kind)) if random.random() < 0.9 else None
        question = require is None or random.random() < 0.2
        rules.append(rule(f"T-{i}", kind=kind, when=when, require=require, question=question))
    return Program(policies(*rules), AS_OF)


def declared(data: dict[str, Any]) -> SourcedDeclaration:
    joined, problems = from_python(data)
    assert not problems, problems
    found, problems = build(joined, shipped().categories)
    assert found is not None, problems
    return found


Outcomes = dict[tuple[str, str], tuple[Any, ...]]


def outcomes(program: Program, found: SourcedDeclaration) -> Outcomes:
    given: Outcomes = {}
    for judgement in judge(program, Ground(found)):
        one = outcome(judgement)
        key = (one.rule.id, one.object)
        assert key not in given, "two outcomes of one rule at one object"
        given[key] = (one.status, one.grade, one.fingerprint, judgement.frame.obj is not None)
    return given


@bounded
@given(SEEDS)
def test_refining_an_unknown_changes_only_what_was_not_demonstrated(seed: int) -> None:
    random = Random(seed)
    maker = Maker(random, stated=random.choice((0.1, 0.5, 0.8)))
    data = maker.declaration()
    law = program(random)
    before = outcomes(law, declared(data))
    refined = copy.deepcopy(data)
    for _ in range(random.choice((1, 1, 3, 10, 30))):
        node, key, key_type = random.choice(unknowns(refined))
        if node is refined and key_type.many:
            maker.ids.setdefault(key, [f"{key}-{i}" for i in range(random.choice((0, 1, 2)))])
            node[key] = [maker.part(key_type.part, name) for name in maker.ids[key]]
        else:
            node[key] = maker.value(key, key_type)
    after = outcomes(law, declared(refined))
    for key, (status, _, _, is_object) in before.items():
        if key in after:
            assert after[key][0] == status or status == "not_demonstrated", key
        else:
            assert not is_object, f"{key} is gone"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("manifests")
    (found / "proof.pdf").write_bytes(b"signed")
    return found


def audited(folder: Path, law: Program, files: list[dict[str, Any]]) -> tuple[Outcomes, set[Any]]:
    """Outcomes by rule and object, and the evidence that is wrong, of manifests in these files."""
    manifests = []
    for i, data in enumerate(files):
        document = read(json.dumps(data).encode(), f"{folder}/{i}.json")
        manifest = classify(document, explicit=True)
        assert isinstance(manifest, Manifest)
        manifests.append(manifest)
    (joined,), problems = join(manifests)
    assert not problems, problems
    found, problems = build(joined, shipped().categories)
    assert found is not None, problems
    grades, issues = grade_evidence(found)
    return outcomes(law, replace(found, grades=grades)), {i.path for i in issues}


EVIDENCE = ("proof.pdf", "gone.pdf")


@bounded
@given(SEEDS)
def test_order_changes_nothing(folder: Path, seed: int) -> None:
    random = Random(seed)
    data = Maker(random, stated=random.choice((0.3, 0.7)), evidence=EVIDENCE).declaration()
    law = program(random)
    assert audited(folder, law, [data]) == audited(folder, law, [shuffled(data, random)])


@bounded
@given(SEEDS)
def test_spreading_a_declaration_over_files_changes_nothing(folder: Path, seed: int) -> None:
    random = Random(seed)
    data = Maker(random, stated=random.choice((0.3, 0.7)), evidence=EVIDENCE).declaration()
    law = program(random)
    files = split(data, random, random.choice((2, 3, 5)))
    expected = audited(folder, law, [data])
    assert audited(folder, law, files) == expected
    random.shuffle(files)
    assert audited(folder, law, files) == expected


# Cerberus says `empty: true` of a list that may be empty, we of one that must be.
SHARED = (
    "allowed",
    "forbidden",
    "min",
    "max",
    "regex",
    "contains",
    "minlength",
    "maxlength",
    "empty",
)
# Periods are not ordered as Cerberus would order them: P30D and P1M do not compare.
COMPARED = [(p, k) for p, k in paths(scope_of("declaration")) if k.type not in ("part", "duration")]


def typed(value: Any, key_type: KeyType) -> Any:
    from pipl_audit.rules.compile import Compiler

    compiler = Compiler(policies(), AS_OF)
    if isinstance(value, list):
        return [compiler._typed(v, key_type.type) for v in value]
    return compiler._typed(value, key_type.type)


@settings(parent=bounded, max_examples=500)
@given(st.sampled_from(COMPARED), SEEDS)
def test_shared_keywords_agree_with_cerberus(fact: tuple[str, KeyType], seed: int) -> None:
    path, key_type = fact
    random = Random(seed)
    ((word, operand),) = PredicateMaker(random).constraint(key_type).items()
    value = None
    while value is None:
        value = short(Maker(random).value(path.rpartition(".")[2], key_type))
        if key_type.type == "ref":
            return
    if word not in SHARED or (word, operand) == ("empty", True) or path == "operator.id":
        return
    section, _, key = path.partition(".")
    below: Any = value
    for step in reversed(key.split(".")):
        below = {step: below}
    data = {"operator": {"id": "op"}}
    data[section] = {**data.get(section, {}), **below}
    ours = Compiler(policies(), AS_OF).compile(
        resolve({path: {word: operand}}, scope_of("declaration"))
    )
    constraint = (
        int(operand)
        if word in ("minlength", "maxlength")
        else (operand if word in ("regex", "empty") else typed(operand, key_type))
    )
    theirs = Validator({"fact": {word: constraint}}).validate({"fact": typed(value, key_type)})
    assert ours.test(Ground(declared(data)).root) is theirs, (path, value, word, operand)


def kept(node: Any, part_keys: dict[str, KeyType], route: tuple[Any, ...], keep: set[Any]) -> Any:
    """The data with only these facts, what names and nests objects, and references."""
    found: dict[str, Any] = {}
    for key, value in node.items():
        here = (*route, key)
        key_type = part_keys.get(key)
        if key == "id" or here in keep or key_type is None or (key_type.ref and not key_type.many):
            found[key] = value
        elif key_type.type == "part" and short(value) is not None:
            from pipl_audit.model.vocabulary import keys_of

            assert key_type.part is not None
            keys = keys_of(key_type.part)
            if not key_type.many:
                found[key] = kept(short(value), keys, here, keep)
            else:
                items = [kept(short(v), keys, (*here, i), keep) for i, v in enumerate(short(value))]
                found[key] = {**value, "value": items} if isinstance(value, dict) else items
    return found


def frames_of(found: SourcedDeclaration, kind: str) -> list[Frame]:
    chain = () if kind == "declaration" else tuple(keys for _, keys in steps_to(kinds()[kind]))
    return Ground(found).frames(chain)


@settings(parent=bounded, max_examples=150)
@given(KINDS, SEEDS)
def test_the_facts_named_really_decide(kind: str, seed: int) -> None:
    from pipl_audit.model.vocabulary import section_keys

    random = Random(seed)
    data = Maker(random, stated=random.choice((0.4, 0.8))).declaration()
    tree = resolve(
        PredicateMaker(random, quantifiers=False).predicate(scope_of(kind)), scope_of(kind)
    )
    compiled = Compiler(policies(), AS_OF).compile(tree)
    for i, frame in enumerate(frames_of(declared(data), kind)):
        if frame.obj is None:
            continue
        verdict = compiled.test(frame)
        facts = {fact.route for fact in compiled.explain(frame)}
        assert facts
        less = kept(data, section_keys(), (), facts)
        again = frames_of(declared(less), kind)[i]
        assert compiled.test(again) is verdict


@bounded
@given(SEEDS, st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_shipped_rules_judge_every_declaration_on_every_day(seed: int, day: date) -> None:
    found = declared(Maker(Random(seed)).declaration())
    assert outcomes(Program(shipped(), day), found) is not None


def test_what_is_generated_is_worth_testing() -> None:
    """Random rules reach every status, or the properties above would say nothing."""
    seen: set[str] = set()
    for seed in range(40):
        random = Random(seed)
        found = outcomes(program(random), declared(Maker(random).declaration()))
        seen |= {status for status, *_ in found.values()}
    assert seen == {"satisfied", "violated", "not_demonstrated", "not_applicable", "review"}

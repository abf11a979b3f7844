"""Policy packs: the cache, and a place for every kind of mistake."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from pipl_audit.errors import Unreadable
from pipl_audit.reading import packs
from pipl_audit.reading.packs import from_json, load_policies, pack_files, read_packs
from pipl_audit.reading.shipped import policies_dir

INSTRUMENT = """\
instrument: tst
title: {zh: 法, en: Act}
short: {zh: 法, en: Act}
level: law
issuer: {zh: 某, en: somebody}
knowledge_date: "2026-01-01"
versions:
  - {id: tst-1, effective: "2020-01-01", until: "2024-01-01", articles: 2, source: full}
  - {id: tst-2, effective: "2024-01-01", articles: 2, source: summary}
"""
STRUCTURE = """\
instrument: tst
versions:
  tst-1: {articles: {1: [0], 2: [0, 3]}}
  tst-2: {articles: {1: [0], 2: [0, 3]}}
"""
PARAMETERS = """\
instrument: tst
parameters:
  - id: LIMIT
    label: {zh: 限, en: limit}
    values:
      - {from: "2024-01-01", value: "100", source: art. 1}
      - {from: "2025-01-01", value: null, source: art. 1}
"""
TAXONOMY = """\
knowledge_date: "2026-01-01"
categories:
  - {id: person, label: {zh: 人, en: person}, sensitive: "no"}
  - {id: person.name, parent: person, label: {zh: 名, en: name}}
"""
CHAPTER = """\
instrument: tst
chapter: {zh: 章, en: chapter}
articles:
  - article: 1
    status: checked
    paraphrase: {zh: 述, en: said}
    sanctions:
      - id: tst-1-fine
        addressee: {zh: 某, en: somebody}
        measure: {zh: 罚, en: fine}
        condition: {zh: 时, en: when}
        applies_to: [any]
    rules:
      - id: TST-1-a
        title: {zh: 题, en: title}
        applies_to: activity
        when:
          persons: {min: {parameter: LIMIT}}
        require:
          categories: {allowed: [person.name]}
        provisions:
          - {paragraph: "1"}
        severity: low
        message: {zh: 文, en: text}
        remedy: {zh: 改, en: mend}
        sanctions: [tst-1-fine]
        guideline: ["3"]
        examples:
          bad: [{base: bureau, set: {}, at: x}]
          good: [{base: bureau, set: {}, at: x}]
"""


def lay(folder: Path, **changed: str) -> Path:
    files = {
        "instrument": INSTRUMENT,
        "structure": STRUCTURE,
        "parameters": PARAMETERS,
        "taxonomy": TAXONOMY,
        "chapter": CHAPTER,
        **changed,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.yaml").write_text(text)
    return folder


def told(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(Unreadable) as caught:
        read_packs(pack_files([folder]), "k")
    assert all(p.code == "pack-mistake" for p in caught.value.problems)
    return [(p.place(), dict(p.params)["what"]) for p in caught.value.problems]


def test_a_pack_reads(tmp_path: Path) -> None:
    found = from_json(json.loads(json.dumps(read_packs(pack_files([lay(tmp_path / "p")]), "k"))))
    rule = found.rules["TST-1-a"]
    assert rule.chain == (("activities",),)
    assert rule.provisions == (("tst-2", 1, 1, 0, "article"),)
    assert (str(rule.valid_from), rule.valid_until) == ("2024-01-01", None)
    assert (rule.source, rule.guideline, rule.file, rule.line) == (
        "summary",
        (3,),
        "p/chapter.yaml",
        14,
    )
    assert found.parameters["LIMIT"].values[1][1] is None
    assert found.categories["person.name"].parent == "person"
    assert found.sanctions["tst-1-fine"].provision == ("tst-2", 1, 0, 0, "article")
    assert found.articles[0].rules == ("TST-1-a",)


MISTAKES: list[tuple[str, str, str, str, str]] = [
    # (file, what stands there, what comes instead, place, message begins)
    ("instrument", "level: law", "level: lwa", "instrument.yaml:4:8", "unallowed value lwa"),
    ("instrument", "level: law\n", "", "instrument.yaml:1:1", "required field"),
    ("instrument", '"2026-01-01"', '"2026-02-30"', "instrument.yaml:6:17", "field 'knowledge_date'"),
    ("instrument", "articles: 2, source: full", "articles: x, source: full",
     "instrument.yaml:8:", "must be of integer type"),
    ("structure", "1: [0], 2: [0, 3]}}\n  tst-2", "1: [x]}}\n  tst-2",
     "structure.yaml:3:", "must be of integer type"),
    ("parameters", "source: art. 1}\n", "sauce: art. 1}\n", "parameters.yaml:6:", ""),
    ("parameters", 'value: "100"', "value: lots", "chapter.yaml:18:11",
     "the values of LIMIT are not of type number"),
    ("taxonomy", "parent: person,", "parent: persn,", "taxonomy.yaml:4:31",
     "there is no category persn; did you mean person?"),
    ("taxonomy", "person.name", "person", "taxonomy.yaml:4:10", "category person stands twice"),
    ("chapter", "instrument: tst", "instrument: tts", "chapter.yaml:1:13",
     "no instrument.yaml defines this instrument"),
    ("chapter", "article: 1\n", "article: 7\n", "chapter.yaml:4:14", "tst-2 has no article 7"),
    ("chapter", "    status: checked\n", "    status: chekced\n", "chapter.yaml:5:13",
     "unallowed value chekced"),
    ("chapter", "severity: low", "sevrity: low", "chapter.yaml:", "unknown field"),
    ("chapter", 'paragraph: "1"', 'paragraph: "2"', "chapter.yaml:22:13",
     "article 1 has no paragraph 2"),
    ("chapter", 'paragraph: "1"', 'article: "2", paragraph: "2", item: "4"', "chapter.yaml:22:13",
     "article 2 paragraph 2 has no item 4"),
    ("chapter", 'paragraph: "1"', 'article: "3"', "chapter.yaml:22:13", "tst-2 has no article 3"),
    ("chapter", 'paragraph: "1"', "version: tst-9", "chapter.yaml:22:13", "tst-9 has no article 1"),
    ("chapter", "[tst-1-fine]", "[tst-1-fien]", "chapter.yaml:26:21",
     "there is no sanction tst-1-fien"),
    ("chapter", "applies_to: activity", "applies_to: activty", "chapter.yaml:16:21",
     "there is no kind of object activty"),
    ("chapter", "persons: {min:", "persosn: {min:", "chapter.yaml:18:20",
     "there is no fact persosn here; did you mean persons?"),
    ("chapter", "{min:", "{mni:", "chapter.yaml:18:26", "there is no keyword mni"),
    ("chapter", "parameter: LIMIT", "parameter: LIMTI", "chapter.yaml:18:11",
     "there is no parameter LIMTI; did you mean LIMIT?"),
    ("chapter", "[person.name]", "[person.nane]", "chapter.yaml:20:11",
     "there is no category person.nane; did you mean person.name?"),
    ("chapter", "        require:\n          categories: {allowed: [person.name]}\n", "",
     "chapter.yaml:14:9", "a rule needs require or question"),
    ("chapter", "TST-1-a", "tst", "chapter.yaml:14:13", "value does not match regex"),
    ("chapter", '["3"]', '["28"]', "chapter.yaml:27:21", "max value is 27"),
    ("chapter", "          bad: [{base: bureau, set: {}, at: x}]\n", "", "chapter.yaml:29:11",
     "required field"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "place", "message"), MISTAKES)
def test_every_mistake_has_its_place(
    tmp_path: Path, file: str, old: str, new: str, place: str, message: str
) -> None:
    text = {
        "instrument": INSTRUMENT,
        "structure": STRUCTURE,
        "parameters": PARAMETERS,
        "taxonomy": TAXONOMY,
        "chapter": CHAPTER,
    }[file]
    assert old in text
    found = told(lay(tmp_path / "p", **{file: text.replace(old, new, 1)}))
    assert any(p.startswith(f"p/{place}") and what.startswith(message) for p, what in found), found
    assert all(p.count(":") == 2 for p, _ in found)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("chapter2", CHAPTER, "article 1 of tst-2 stands twice"),
        ("chapter2", CHAPTER, "rule TST-1-a stands twice"),
        ("chapter2", CHAPTER, "sanction tst-1-fine stands twice"),
        ("sub/instrument", INSTRUMENT, "instrument tst stands twice"),
        ("sub/parameters", PARAMETERS, "parameter LIMIT stands twice"),
        ("chapter2", "- x\n", "a pack file holds a mapping"),
    ],
)
def test_what_stands_twice_is_told_at_the_second_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    folder = lay(tmp_path / "p")
    (folder / "sub").mkdir()
    (folder / f"{name}.yaml").write_text(text)
    found = told(folder)
    assert message in [what for _, what in found]
    assert all(p.startswith(f"p/{name}.yaml:") for p, _ in found)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = CHAPTER.replace("{min:", "{mni:").replace("allowed:", "alowed:")
    assert len(told(lay(tmp_path / "p", chapter=text))) == 2


def test_a_pack_that_is_no_yaml_is_told_with_the_rest(tmp_path: Path) -> None:
    folder = lay(tmp_path / "p", other="a: [\n")
    with pytest.raises(Unreadable) as caught:
        read_packs(pack_files([folder]), "k")
    assert [p.code for p in caught.value.problems] == ["yaml-unclosed-bracket"]


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        load_policies([tmp_path / "gone"])
    assert [p.code for p in caught.value.problems] == ["pack-folder-missing"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(packs, "compiled_policies", lambda: tmp_path / "no.json")
    shutil.copytree(policies_dir(), tmp_path / "policies")
    monkeypatch.setattr(packs, "policies_dir", lambda: tmp_path / "policies")
    return tmp_path / "cache" / "pipl-audit"


def test_packs_are_kept_by_content(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_policies()
    (kept,) = cache.iterdir()
    assert kept.name == f"policies-{first.key}.json"
    with monkeypatch.context() as patch:
        patch.setattr(packs, "read_packs", lambda *_: pytest.fail("read again"))
        assert load_policies() == first
    # Another content is another key, whatever the time of the file.
    taxonomy = tmp_path / "policies" / "taxonomy.yaml"
    taxonomy.write_text(taxonomy.read_text() + "# changed\n")
    second = load_policies()
    assert second.key != first.key
    assert len(list(cache.iterdir())) == 2
    # Extra packs are kept too.
    extra = load_policies([lay(tmp_path / "p", taxonomy=TAXONOMY.replace("person", "tst.person"),
                               chapter=CHAPTER.replace("[person.name]", "[tst.person.name]"))])  # fmt: skip
    assert "TST-1-a" in extra.rules
    assert set(second.rules) < set(extra.rules)


BROKEN = ["", "{", "[]", "5", "{}", '{"key": 1}', '{"key": "KEY"}', "[" * 100_000, "\udcff",
          '{"key": "KEY", "instruments": 5}', '{"key": "KEY", "instruments": [5]}']  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_cache_is_passed_over(cache: Path, text: str) -> None:
    first = load_policies()
    (kept,) = cache.iterdir()
    kept.write_bytes(text.replace("KEY", first.key).encode("utf-8", "surrogateescape"))
    assert load_policies() == first
    assert json.loads(kept.read_bytes())["key"] == first.key


@pytest.mark.parametrize("home", ["/dev/null", "/proc/none"])
def test_a_cache_that_cannot_be_written_is_no_error(
    cache: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert load_policies().categories


def test_the_shipped_packs_have_no_mistakes() -> None:
    assert read_packs(pack_files([policies_dir()]), "k")["articles"]


def test_a_range_of_articles_is_one_entry(tmp_path: Path) -> None:
    other = """\
instrument: tst
chapter: {zh: 章, en: chapter}
articles:
  - {article: 1, to: 2, version: tst-1, status: context, paraphrase: {zh: 述, en: said}}
"""
    folder = lay(tmp_path / "p", other=other)
    found = from_json(json.loads(json.dumps(read_packs(pack_files([folder]), "k"))))
    assert [a.number for a in found.articles if a.version == "tst-1"] == [1, 2]
    ruled = other.replace("to: 2", "to: 2, sanctions: []")
    lay(folder, other=ruled)
    ((_, what),) = told(folder)
    assert what == "a range goes up, and has neither rules nor sanctions"


TWO_VERSIONS = CHAPTER.replace(
    '          - {paragraph: "1"}\n',
    '          - {paragraph: "1"}\n          - {version: tst-1, article: "2", paragraph: "2"}\n',
)


def test_a_rule_cites_the_version_of_the_day(tmp_path: Path) -> None:
    twin = """\
instrument: tst
chapter: {zh: 章, en: chapter}
articles:
  - {article: 2, version: tst-1, status: checked, paraphrase: {zh: 述, en: said}}
"""
    folder = lay(tmp_path / "p", chapter=TWO_VERSIONS, twin=twin)
    found = from_json(json.loads(json.dumps(read_packs(pack_files([folder]), "k"))))
    rule = found.rules["TST-1-a"]
    assert (str(rule.valid_from), rule.valid_until) == ("2020-01-01", None)
    for day, cited, sanctions in (
        (date(2023, 12, 31), ("tst-1", 2, 2, 0, "article"), ()),
        (date(2024, 1, 1), ("tst-2", 1, 1, 0, "article"), ("tst-1-fine",)),
    ):
        then = found.law_of(rule, day)
        assert then.provisions == (cited,)
        assert then.sanctions == sanctions
    # The article of the old version counts as checked by the same rule.
    assert [a.rules for a in found.articles if a.version == "tst-1"] == [("TST-1-a",)]


def test_an_event_is_judged_by_the_law_of_its_day(tmp_path: Path) -> None:
    dated = TWO_VERSIONS.replace(
        "        severity: low\n", "        judged_on: began_on\n        severity: low\n"
    )
    folder = lay(tmp_path / "p", chapter=dated)
    rule = from_json(read_packs(pack_files([folder]), "k")).rules["TST-1-a"]
    assert rule.valid_until is None
    period = [part for part in rule.when[1] if part[1][1] == [["began_on", None]]]
    assert [(keyword, day) for _, _, keyword, day in period] == [("min", "2020-01-01")]
    lay(folder, chapter=dated.replace("judged_on: began_on", "judged_on: persons"))
    assert told(folder) == [("p/chapter.yaml:24:20", "persons is no day or moment")]

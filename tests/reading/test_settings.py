"""Files of settings: configuration, waivers, baselines; their mistakes with places."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipl_audit.errors import Unreadable
from pipl_audit.model.waiver import Baseline, KnownFinding
from pipl_audit.reading.baseline import baseline_text, read_baseline
from pipl_audit.reading.config import Config, find_config, read_config
from pipl_audit.reading.waivers import read_waivers


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def put(path: str, text: str) -> Path:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")
    return Path(path)


def told(error: pytest.ExceptionInfo[Unreadable]) -> list[str]:
    return [f"{p.place()} {p.message()}" for p in error.value.problems]


TOML = """\
[project]
name = "x"
lang = "xx"

[tool.pipl-audit]
lang = "zh"
fail-on = "high"
exclude = ["old/"]
packs = ["house"]
"""


def test_both_files_say_the_same() -> None:
    put("a/pyproject.toml", TOML)
    put("b/.pipl-audit.yaml", "lang: zh\nfail-on: high\nexclude: [old/]\npacks: [house]\n")
    for folder in ("a", "b"):
        found = find_config(Path(folder))
        assert isinstance(found, Config)
        assert dict(found.values) == {
            "lang": "zh", "fail-on": "high", "exclude": ["old/"], "packs": ["house"],
        }  # fmt: skip
        assert found.files("packs") == [Path(folder, "house")]


def test_the_nearest_counts_up_to_the_root_of_the_checkout(tmp_path: Path) -> None:
    put(".pipl-audit.yaml", "lang: zh\n")
    put("a/b/pyproject.toml", "[project]\nname = 'pipl-audit'\n")
    found = find_config(Path("a/b"))
    assert found is not None
    assert found.path == ".pipl-audit.yaml"
    put("a/.pipl-audit.yaml", "lang: en\n")
    nearer = find_config(Path("a/b"))
    assert nearer is not None
    assert nearer.values["lang"] == "en"
    put("a/b/.git/x", "")
    assert find_config(Path("a/b")) is None


def test_a_broken_toml_of_others_is_none_of_our_business() -> None:
    put("pyproject.toml", "[tool.x\n")
    assert find_config(Path()) is None


def test_two_in_one_folder_are_one_too_many() -> None:
    put("pyproject.toml", TOML)
    put(".pipl-audit.yaml", "lang: zh\n")
    with pytest.raises(Unreadable) as error:
        find_config(Path())
    assert "both .pipl-audit.yaml and pyproject.toml" in told(error)[0]


@pytest.mark.parametrize(
    ("name", "text", "place", "what"),
    [
        (".pipl-audit.yaml", "lang: zh\nfail-onn: high\n", ":2:", "did you mean fail-on?"),
        (".pipl-audit.yaml", "lang: fr\n", ":1:7", "unallowed value"),
        (".pipl-audit.yaml", "exclude: old\n", ":1:10", "must be of list type"),
        (".pipl-audit.yaml", "fail-on-missing: yes\n", ":1:18", "must be of boolean type"),
        (".pipl-audit.yaml", "as-of: 2026-01-01\n", ":1:", "unknown field"),
        (".pipl-audit.yaml", "- lang\n", ":1:3", "a mapping is expected here"),
        (".pipl-audit.yaml", "lang: [\n", ":2:1", ""),
        ("pyproject.toml", TOML.replace('"zh"', '"fr"'), ":6:1", "lang: unallowed value"),
        ("pyproject.toml", TOML.replace("packs", "pack"), ":9:1", "did you mean packs?"),
        ("pyproject.toml", TOML + "x = = 1\n", ":10:5", "not valid TOML"),
        ("pyproject.toml", "[tool]\npipl-audit = 3\n", ":1:1", "a mapping is expected here"),
    ],
)
def test_mistakes_of_configuration(name: str, text: str, place: str, what: str) -> None:
    put(name, text)
    with pytest.raises(Unreadable) as error:
        find_config(Path())
    (found,) = told(error)
    assert found.startswith(name + place)
    assert what in found


def test_a_file_named_may_be_called_anything() -> None:
    put("conf/ours.yml", "baseline: known.json\n")
    config = read_config(Path("conf/ours.yml"))
    assert config.file("baseline") == Path("conf/known.json")
    assert config.file("waivers") is None
    with pytest.raises(Unreadable):
        read_config(Path("conf/none.yml"))


WAIVER = """\
- rule: TL-1-1
  operator: op
  object: consents[c]
  reason: 旧表单六月下线
  owner: 产品部
  approver: 法务
  date: 2026-01-01
  expires: "2026-12-31"
"""


def test_waivers() -> None:
    (found,) = read_waivers(put("w.yaml", WAIVER))
    assert (found.rule, found.operator, found.object) == ("TL-1-1", "op", "consents[c]")
    assert (found.agreed, found.expires) == (date(2026, 1, 1), date(2026, 12, 31))
    assert found.location is not None
    assert found.location.path == "w.yaml"
    indented = "waivers:\n" + "".join(f"  {line}\n" for line in WAIVER.splitlines())
    (same,) = read_waivers(put("v.yaml", indented))
    assert same.reason == found.reason
    named = WAIVER.replace("- rule: TL-1-1", "- fingerprint: 0123456789abcdef0123")
    named = named.replace("  operator: op\n  object: consents[c]\n", "")
    assert read_waivers(put("f.yaml", named))[0].fingerprint == "0123456789abcdef0123"
    assert read_waivers(put("none.yaml", "waivers: []\n")) == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("  owner: 产品部\n", "", "1:", "required field"),
        ("  owner: 产品部\n", "  owner:\n", "5:", "null value not allowed"),
        ("reason: 旧表单六月下线", "reason: ''", "4:11", "empty values not allowed"),
        ("2026-01-01", "2026-1-1", "7:9", "must be a day"),
        ("2026-12-31", "2025-12-31", "1:3", "cannot end before it begins"),
        ("  operator: op\n", "", "1:3", "names a fingerprint, or rule, operator and object"),
        ("- rule:", "- fingerprint: 0123456789abcdef0123\n  rule:", "1:3", "but not both"),
        ("- rule: TL-1-1", "- fingerprint: x", "1:", "does not match regex"),
        ("  owner:", "  note: x\n  owner:", "5:", "unknown field"),
    ],
)
def test_mistakes_of_waivers(old: str, new: str, place: str, what: str) -> None:
    assert old in WAIVER
    with pytest.raises(Unreadable) as error:
        read_waivers(put("w.yaml", WAIVER.replace(old, new)))
    assert any(t.startswith(f"w.yaml:{place}") and what in t for t in told(error)), told(error)


@pytest.mark.parametrize("text", ["5\n", "waivers: x\n", "other: []\n"])
def test_what_is_no_list_of_waivers(text: str) -> None:
    with pytest.raises(Unreadable):
        read_waivers(put("w.yaml", text))


KNOWN = (
    KnownFinding("b" * 20, "violated", "T-1", "op", "consents[二号]"),
    KnownFinding("a" * 20, "review", "T-2", "op", "consents[c]"),
)


def test_a_baseline_is_read_as_it_was_written() -> None:
    text = baseline_text(Baseline(KNOWN))
    assert text == baseline_text(Baseline(KNOWN[::-1] + KNOWN))
    assert "pipl-audit/" not in text
    assert set(read_baseline(put("known", text)).findings) == set(KNOWN)
    assert read_baseline(put("known", baseline_text(Baseline()))) == Baseline()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "5", '{"format": "pipl-audit-baseline/v2", "findings": []}',
     baseline_text(Baseline(KNOWN)).replace("review", "satisfied"),
     baseline_text(Baseline(KNOWN)).replace('"rule"', '"rules"')],
)  # fmt: skip
def test_mistakes_of_baselines(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_baseline(put("known.json", text))
    assert all(p.path.startswith("known.json") for p in error.value.problems)

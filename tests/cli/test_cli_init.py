import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result

from pipl_audit.cli.app import app
from pipl_audit.model.declaration.operator import OperatorKind
from pipl_audit.model.vocabulary import keys_of
from pipl_audit.reading.claims import Unwrapped
from pipl_audit.reading.shipped import bases_dir
from pipl_audit.reading.tree import read
from pipl_audit.report.missing import missing_facts
from pipl_audit.rules.examples import load_base
from pipl_audit.usecases.audit import scan
from pipl_audit.usecases.starter import starter, starter_kinds

ROOT = Path(__file__).parents[2]
KINDS = starter_kinds()
BASES = sorted(path.stem for path in bases_dir().glob("*.yaml"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["init", *arguments])


def test_every_kind_of_operator_can_be_begun_with() -> None:
    named = {word for kind in KINDS.values() for word in kind.words}
    assert set(get_args(OperatorKind)) <= named
    assert set(BASES) <= set(KINDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_it_claims_nothing(kind: str, lang: str) -> None:
    """A starter scans to missing facts only, grouped: no problem, no conflict, nothing met."""
    done = init("--kind", kind, "--id", "my-op", "--name", "甲: 乙 #1", "--lang", lang)
    assert done.exit_code == 0, done.output
    result = scan("my-op.yaml", as_of=date(2026, 6, 1))
    assert result.problems == ()
    assert result.operators == ("my-op",)
    stated = {s: n for s, n in result.counts.items() if n}
    assert set(stated) <= {"not_demonstrated", "not_applicable"}, stated
    assert stated["not_demonstrated"] > 100
    assert result.evidence_issues == ()
    groups = missing_facts(result.findings)
    assert groups
    assert len(groups) < stated["not_demonstrated"] / 4


@pytest.mark.parametrize("base", BASES)
def test_its_structure_is_that_of_the_compliant_declaration(base: str) -> None:
    made = read(starter(KINDS[base], "my-op", "甲", "zh").encode(), "m.yaml").data
    given = Unwrapped(load_base(bases_dir(), base)).data

    def objects(node: Any, path: str = "") -> set[str]:
        """The listed objects, by the ids that lead to them."""
        if isinstance(node, dict):
            return {o for key, below in node.items() for o in objects(below, f"{path}.{key}")}
        found: set[str] = set()
        for item in node if isinstance(node, list) else ():
            if isinstance(item, dict):
                found |= {f"{path}[{item['id']}]", *objects(item, f"{path}[{item['id']}]")}
        return found

    def keys(node: Any) -> int:
        if isinstance(node, dict):
            return sum(1 + keys(value) for value in node.values())
        return sum(keys(item) for item in node) if isinstance(node, list) else 0

    assert objects(made) == objects(given)
    assert keys(made) > 0.9 * keys(given)


def test_comments_come_from_the_model() -> None:
    from pipl_audit.model.declaration.operator import Operator
    from pipl_audit.model.vocabulary import said

    for lang in ("zh", "en"):
        text = starter(KINDS["lender"], "x", "", lang)
        flat = re.sub(r"\s*\n\s*# ", " ", text).replace(" ", "")
        for key in ("legal_nature", "critical_infrastructure"):
            assert said(Operator, key)(lang).replace(" ", "") in flat
        for word in keys_of(Operator)["legal_nature"].words:
            assert word in flat
        assert max(len(line) for line in text.splitlines()) <= 100


def test_the_first_line_is_for_editors() -> None:
    done = init("--kind", "lender", "--id", "x", "--output", "-", "--schema", "../schema.json")
    assert done.stdout.startswith("# yaml-language-server: $schema=../schema.json\n")


def test_a_file_that_is_there_stays(folder: Path) -> None:
    (folder / "x.yaml").write_text("old", "utf-8")
    done = init("--kind", "lender", "--id", "x")
    assert done.exit_code == 2
    assert "--force" in done.stderr
    assert (folder / "x.yaml").read_text("utf-8") == "old"
    assert init("--kind", "lender", "--id", "x", "--force").exit_code == 0
    assert (folder / "x.yaml").read_text("utf-8").startswith("#")
    assert os.listdir(folder) == ["x.yaml"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--kind is needed: personal-credit-bureau"),
        (["--kind", "lendr", "--id", "x"], "did you mean lender?"),
        (["--kind", "lender"], "--id is needed"),
        (["--kind", "lender", "--id", "a b"], "letters, digits"),
        (["--kind", "lender", "--id", "x", "--output", "no/x.yaml"], "there is no folder"),
    ],
)
def test_wrong_usage(arguments: list[str], told: str) -> None:
    done = init(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr


def test_words_of_the_model_name_kinds_too() -> None:
    assert init("--kind", "data_broker", "--id", "x").exit_code == 0
    assert "kinds: [data_broker]" in Path("x.yaml").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="terminals differ")
def test_it_asks_on_a_terminal(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pipl_audit", "init"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        os.write(ours, "lender\nmy-bank\n某银行\n".encode())
        said = b""
        while True:
            try:
                said += os.read(ours, 4096)
            except OSError:
                break
        assert process.wait(30) == 0, said
    os.close(ours)
    assert b"Kind of operator" in said
    text = (folder / "my-bank.yaml").read_text("utf-8")
    assert "id: my-bank" in text
    assert "某银行" in text

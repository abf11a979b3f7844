"""Documentation: what is generated is fresh, and every link leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipl_audit.reading.pack_schema import RULE
from pipl_audit.reading.packs import load_policies
from pipl_audit.reading.predicates import KEYWORDS
from pipl_audit.usecases.policy_test import check_examples

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def test_generated_files_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, "tools/generate_docs.py", "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_and_article_has_its_place(lang: str) -> None:
    policies = load_policies()
    for instrument in policies.instruments:
        folder = ROOT / "docs" / "rules" / instrument
        text = "".join(page.read_text("utf-8") for page in sorted(folder.glob(f"*.{lang}.md")))
        rules = re.findall(r"^### (\S+)$", text, re.MULTILINE)
        assert sorted(rules) == sorted(r.id for r in policies.rules.values() if r.instrument == instrument)  # fmt: skip
        for article in policies.articles:
            if article.instrument == instrument:
                assert article.paraphrase(lang) in text  # type: ignore[arg-type]


def _anchors(page: Path) -> set[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}
    return made | set(re.findall(r'<a id="([^"]+)"', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text("utf-8")):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in _anchors(target), link


def test_the_pack_in_the_guide_to_rules(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "rule-authoring.md").read_text("utf-8")
    files = re.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(files) == 3
    for name, body in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(body, "utf-8")
    tested = check_examples(tmp_path / "house")
    assert [result.problem for result in tested.results] == ["", ""]
    told = f"{len(tested.results)} examples of 1 rules, 0 not as stated"
    assert told in text


def test_the_guide_to_rules_names_every_keyword() -> None:
    text = (ROOT / "docs" / "rule-authoring.md").read_text("utf-8")
    for word in {*KEYWORDS, *RULE} - {"is"}:
        assert re.search(rf"\b{word}\b", text), word

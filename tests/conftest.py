"""Options and fixtures for all tests."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipl_audit.model.policy import Policies
from pipl_audit.model.result import Result
from pipl_audit.reading.packs import load_policies
from pipl_audit.usecases.audit import scan

DATA = Path(__file__).parent / "data"
PACK = DATA / "packs" / "test-law"
AS_OF = date(2026, 6, 1)


@pytest.fixture(scope="session")
def test_policies() -> Policies:
    """The shipped policies and a small law of the tests' own."""
    return load_policies([PACK])


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small manifest alone in the current folder."""
    shutil.copy(DATA / "manifests" / "sample.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return Path("sample.yaml")


@pytest.fixture
def sample_result(sample: Path, test_policies: Policies) -> Result:
    """The sample judged by the tests' law."""
    return scan(sample, as_of=AS_OF, instruments=["test-law"], policies=test_policies)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skip", action="store_true", help="a skipped test is a failed one")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    if item.config.getoption("--no-skip") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but this is a full run: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    if collector.config.getoption("--no-skip") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, but this is a full run: {report.longrepr}"
    return report

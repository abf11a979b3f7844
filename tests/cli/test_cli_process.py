"""What only a real process shows: start-up, pipes, signals, crashes."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipl_audit import __version__

ROOT = Path(__file__).parent.parent.parent
MANIFEST = "schema: pipl-audit/v1\noperator: {id: a}\nconsents: [{id: c, pre_ticked: true}]\n"


def command(*arguments: str, code: str = "") -> list[str]:
    run = f"import sys; {code}; from pipl_audit.cli import main; sys.exit(main())" if code else ""
    return [sys.executable, *(["-c", run] if run else ["-m", "pipl_audit"]), *arguments]


def environment(**extra: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **extra}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.yaml").write_text(MANIFEST, "utf-8")
    return tmp_path


def run(
    folder: Path, *arguments: str, code: str = "", **extra: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments, code=code), cwd=folder, env=environment(**extra),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_version_imports_nothing_slow(folder: Path) -> None:
    done = run(
        folder,
        "--version",
        code="import atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))",
    )
    assert done.stdout == f"pipl-audit {__version__}\n"
    assert done.returncode == 0
    loaded = set(done.stderr.split())
    assert not loaded & {"click", "pydantic", "yaml", "json", "dataclasses", "pathlib"}


def test_help_imports_no_model(folder: Path) -> None:
    done = run(
        folder,
        "scan",
        "--help",
        code="import atexit; atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr))",
    )
    assert "--fail-on-missing" in done.stdout
    assert not set(done.stderr.split()) & {"pydantic", "yaml", "cerberus"}


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    many = "".join(f"  - {{id: c{n}, pre_ticked: true}}\n" for n in range(2000))
    (folder / "m.yaml").write_text(
        "schema: pipl-audit/v1\noperator: {id: a}\nconsents:\n" + many, "utf-8"
    )
    pack = str(ROOT / "tests" / "data" / "packs" / "test-law")
    with subprocess.Popen(
        command("scan", "m.yaml", "--as-of", "2026-06-01", "--pack", pack),
        cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_listing_into_a_closed_pipe(folder: Path) -> None:
    with subprocess.Popen(
        command("coverage", "--format", "json"),
        cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


SLOW = "import time, pipl_audit.usecases.audit as a; a.scan = lambda *x, **y: (print('on', flush=True), time.sleep(30))"


@pytest.mark.skipif(os.name == "nt", reason="signals differ")
def test_interrupted(folder: Path) -> None:
    with subprocess.Popen(
        command("scan", "m.yaml", code=SLOW),
        cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "pipl-audit: interrupted\n"
    assert process.returncode == 130


CRASH = "import pipl_audit.usecases.audit as a; a._gather = lambda *x: {}['canary 13800138000']"


def test_a_bug_says_where_and_nothing_else(folder: Path) -> None:
    done = run(folder, "scan", "m.yaml", code=CRASH)
    assert done.returncode == 3
    assert "canary" not in done.stderr
    assert re.fullmatch(
        r"pipl-audit: internal error KeyError at pipl_audit/usecases/audit\.py:\d+; "
        r"please report it to the maintainers\n",
        done.stderr,
    )
    told = run(folder, "scan", "m.yaml", code=CRASH, PIPL_AUDIT_DEBUG="1")
    assert told.returncode == 3
    assert "Traceback" in told.stderr


def test_mistakes_in_a_pack_are_listed(folder: Path) -> None:
    (folder / "pack").mkdir()
    (folder / "pack" / "rules.yaml").write_text("instrument: x\narticles: 1\n", "utf-8")
    done = run(folder, "scan", "m.yaml", "--pack", "pack")
    assert done.returncode == 3
    assert "pack/rules.yaml:2:11: A mistake in a policy pack" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage(folder: Path) -> None:
    done = run(folder, "scna")
    assert done.returncode == 2
    assert "did you mean scan?" in done.stderr


def test_same_bytes_in_any_locale(folder: Path) -> None:
    outputs = {
        subprocess.run(
            command("scan", "m.yaml", "--as-of", "2026-06-01", "--lang", "zh"),
            cwd=folder, env=environment(LC_ALL=locale, PYTHONIOENCODING="", COLUMNS=columns),
            capture_output=True, check=False,
        ).stdout
        for locale, columns in (("C", "40"), ("C.UTF-8", "200"))
    }  # fmt: skip
    assert len(outputs) == 1
    assert outputs.pop().decode("utf-8").count("小结") == 1

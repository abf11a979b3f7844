"""The console entry. ``--version`` is answered here, before anything slow is imported."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run ``pipl-audit``; gives the exit code."""
    if sys.argv[1:] == ["--version"]:
        from pipl_audit._version import __version__

        print(f"pipl-audit {__version__}")
        return 0
    # A command lives for seconds and makes hardly any cycles; looking for them while modules load
    # and manifests are read takes a third of the time.
    gc.disable()
    # Looking for plug-ins of pydantic reads the metadata of every package installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from pipl_audit.cli.run import run

    code = run(sys.argv[1:])
    # Output is flushed by now. Taking every object apart only to hand back memory costs a tenth of
    # a run.
    sys.stderr.flush()
    os._exit(code)

"""Build hook: the wheel carries the policies validated and compiled, ready to load."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PoliciesBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes ``pipl_audit/_data/policies.json`` into wheels; a mistake in a pack stops the build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # An editable install reads the policies of the checkout, so that edits take effect.
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from pipl_audit.reading.packs import content_key, pack_files, read_packs

            files = pack_files([Path(self.root, "policies")])
            data = read_packs(files, content_key(files))
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, "policies.json")
        path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
        build_data["force_include"][str(path)] = "pipl_audit/_data/policies.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()

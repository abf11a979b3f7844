"""The long form ``{value, complete, evidence, source, since}``: set apart from the values."""

from __future__ import annotations

from typing import Any

from pipl_audit.model.sourced import Claim, Evidence, Route

_KEYS = frozenset({"value", "complete", "evidence", "source", "since"})
_EVIDENCE_KEYS = frozenset({"file", "sha256", "document_no", "url"})


class Unwrapped:
    """Plain data in short form only, the claims that stood beside it, and where values moved.

    ``problems`` holds (route in the file, code, params) of malformed claims.
    """

    def __init__(self, data: Any, text: str | None = None) -> None:
        """``text`` is what the data were read from: one look tells whether it has long forms."""
        self.claims: dict[Route, Claim] = {}
        self.problems: list[tuple[Route, str, tuple[tuple[str, str], ...]]] = []
        # How many long forms stand at a route, one inside the other.
        self._long: dict[Route, int] = {}
        # The file itself has no long form: a key "value" at its top is an unknown key.
        short = text is not None and "value" not in text and "\\" not in text
        if short or not isinstance(data, dict):
            self.data = data
        else:
            self.data = self._below(data, (), ())

    def file_route(self, route: Route) -> Route:
        """Where a route of the short form stands in the file."""
        if not self._long:
            return route
        found: list[str | int] = []
        for end in range(len(route) + 1):
            found.extend(["value"] * self._long.get(route[:end], 0))
            if end < len(route):
                found.append(route[end])
        return tuple(found)

    def _walk(self, node: Any, route: Route, file_route: Route) -> Any:
        if isinstance(node, dict):
            if "value" in node:
                self._claim(node, route, file_route)
                self._long[route] = self._long.get(route, 0) + 1
                return self._walk(node["value"], route, (*file_route, "value"))
            return self._below(node, route, file_route)
        if isinstance(node, list):
            return [
                self._walk(below, (*route, i), (*file_route, i))
                if isinstance(below, dict | list)
                else below
                for i, below in enumerate(node)
            ]
        return node

    def _below(self, node: dict[str, Any], route: Route, file_route: Route) -> dict[str, Any]:
        return {
            key: below
            if key == "x-house" or not isinstance(below, dict | list)
            else self._walk(below, (*route, key), (*file_route, key))
            for key, below in node.items()
        }

    def _bad(self, route: Route, code: str, **params: str) -> None:
        self.problems.append((route, code, tuple(params.items())))

    def _claim(self, node: dict[str, Any], route: Route, file_route: Route) -> None:
        for key in node.keys() - _KEYS:
            self._bad((*file_route, key), "unknown-claim-key", key=key[:60])
        complete = node.get("complete")
        if complete is not None and not isinstance(complete, bool):
            self._bad((*file_route, "complete"), "not-a-boolean")
        texts: dict[str, str | None] = {}
        for key in ("source", "since"):
            value = node.get(key)
            if value is not None and not isinstance(value, str):
                self._bad((*file_route, key), "not-text")
            texts[key] = value if isinstance(value, str) else None
        evidence = self._evidence(node.get("evidence"), (*file_route, "evidence"))
        claim = Claim(complete is not False, evidence, texts["source"], texts["since"])
        outer = self.claims.get(route)
        if outer is not None:  # a long form inside a long form: what either says holds
            claim = Claim(
                outer.complete and claim.complete,
                outer.evidence + claim.evidence,
                claim.source or outer.source,
                claim.since or outer.since,
            )
        self.claims[route] = claim

    def _evidence(self, node: Any, route: Route) -> tuple[Evidence, ...]:
        if node is None:
            return ()
        entries = node if isinstance(node, list) else [node]
        found: list[Evidence] = []
        for i, entry in enumerate(entries):
            here = (*route, i) if isinstance(node, list) else route
            if isinstance(entry, str):
                found.append(Evidence(file=entry))
            elif (
                isinstance(entry, dict)
                and entry.keys() <= _EVIDENCE_KEYS
                and all(v is None or isinstance(v, str) for v in entry.values())
            ):
                found.append(Evidence(**entry))
            else:
                self._bad(here, "bad-evidence")
        return tuple(found)

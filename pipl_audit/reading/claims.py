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

    def __init__(self, data: Any) -> None:
        self.claims: dict[Route, Claim] = {}
        self.problems: list[tuple[Route, str, tuple[tuple[str, str], ...]]] = []
        self._long: set[Route] = set()
        self.data = self._walk(data, (), ())

    def file_route(self, route: Route) -> Route:
        """Where a route of the short form stands in the file."""
        if not self._long:
            return route
        found: list[str | int] = []
        for end in range(len(route) + 1):
            if route[:end] in self._long:
                found.append("value")
            if end < len(route):
                found.append(route[end])
        return tuple(found)

    def _walk(self, node: Any, route: Route, file_route: Route) -> Any:
        if isinstance(node, dict):
            if "value" in node:
                self._claim(node, route, file_route)
                self._long.add(route)
                return self._walk(node["value"], route, (*file_route, "value"))
            return {
                key: below
                if key == "x-house" or not isinstance(below, dict | list)
                else self._walk(below, (*route, key), (*file_route, key))
                for key, below in node.items()
            }
        if isinstance(node, list):
            return [
                self._walk(below, (*route, i), (*file_route, i))
                if isinstance(below, dict | list)
                else below
                for i, below in enumerate(node)
            ]
        return node

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
        self.claims[route] = Claim(complete is not False, evidence, texts["source"], texts["since"])

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

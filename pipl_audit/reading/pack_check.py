"""Checks pack files: their shape by Cerberus, their citations, facts and names against the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cerberus import Validator

from pipl_audit.errors import Problem, Unreadable
from pipl_audit.model.policy import Example
from pipl_audit.model.vocabulary import Kind, kinds, steps_to
from pipl_audit.reading import pack_schema
from pipl_audit.reading.predicates import (
    BadPredicate,
    Scope,
    fits,
    named_in,
    resolve,
    resolve_path,
    suggest,
)
from pipl_audit.reading.shape import leaves
from pipl_audit.reading.tree import Document, read_file

Route = tuple[str | int, ...]


def _in_period(path: list[Any], begins: str | None, until: str | None, when: Any) -> Any:
    """``when``, and the event falls into the period of the rule."""
    midnight = "T00:00+08:00" if path[2] == "moment" else ""
    parts: list[Any] = [] if when is None else [when]
    if begins is not None:
        parts.append(["fact", path, "min", begins + midnight])
    if until is not None:
        parts.append(["fact", path, "below", until + midnight])
    return parts[0] if len(parts) == 1 else ["all", parts] if parts else None


def _cross_list(articles: list[dict[str, Any]], rules: list[dict[str, Any]]) -> None:
    """A rule that cites other versions of its instrument checks their articles, too."""
    by_number = {(a["version"], a["article"]): a for a in articles}
    for rule in rules:
        own = rule["provisions"][0][0]
        for version, number, *_ in rule["provisions"]:
            found = by_number.get((version, number))
            if version != own and found is not None and rule["id"] not in found["rules"]:
                found["rules"].append(rule["id"])


class PackChecker:
    """Collects pack files, then checks them together."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._chapters: list[tuple[Document, dict[str, Any]]] = []
        self._parameter_files: list[tuple[Document, dict[str, Any]]] = []
        self._instruments: dict[str, tuple[Document, dict[str, Any]]] = {}
        self._structure: dict[str, dict[int, list[int]]] = {}
        self._categories: list[dict[str, Any]] = []
        # What instruments say of their reach: most rules share a few predicates.
        self._shared: list[Any] = []
        self._evidence_files: list[tuple[Document, dict[str, Any]]] = []
        self._guideline: list[tuple[Document, dict[str, Any]]] = []
        self._annexes: dict[str, dict[int, list[int]]] = {}
        # Where each article, rule and so on first stood, by what it is and its id.
        self._seen: set[tuple[str, Any]] = set()
        # What rules name that may be defined in a file still to come.
        self._named: list[tuple[Document, Route, str, str, str]] = []

    def add(self, shown: str, path: Path) -> None:
        """Read one file; its name or keys tell what it is."""
        try:
            document = read_file(path, shown)
        except Unreadable as error:
            self._problems.extend(error.problems)
            return
        name = path.stem
        schema = {
            "instrument": pack_schema.INSTRUMENT,
            "structure": pack_schema.STRUCTURE,
            "parameters": pack_schema.PARAMETERS,
            "taxonomy": pack_schema.TAXONOMY,
            "evidence": pack_schema.EVIDENCE,
            "guideline": pack_schema.GUIDELINE,
        }.get(name, pack_schema.CHAPTER)
        data = self._shaped(document, schema)
        if data is None:
            return
        if name == "instrument":
            self._once(document, ("instrument",), "instrument", data["instrument"])
            self._instruments[data["instrument"]] = (document, data)
        elif name == "structure":
            for version, parts in data["versions"].items():
                self._structure[version] = parts["articles"]
                self._annexes[version] = parts.get("annex", {})
        elif name == "parameters":
            self._parameter_files.append((document, data))
            for i, parameter in enumerate(data["parameters"]):
                self._once(document, ("parameters", i, "id"), "parameter", parameter["id"])
        elif name == "evidence":
            self._evidence_files.append((document, data))
        elif name == "guideline":
            self._guideline.append((document, data))
        elif name == "taxonomy":
            self._categories.extend(data["categories"])
            for i, category in enumerate(data["categories"]):
                self._once(document, ("categories", i, "id"), "category", category["id"])
                if "parent" in category:
                    where = ("categories", i, "parent")
                    self._named.append((document, where, "category", category["parent"], ""))
        else:
            self._chapters.append((document, data))

    def _problem(self, document: Document, route: Route, what: str) -> None:
        span = document.locate(route)
        self._problems.append(Problem("pack-mistake", document.path, span, (("what", what),)))

    def _once(
        self, document: Document, route: Route, what: str, name: Any, shown: str = ""
    ) -> None:
        """Note an id; a problem if it stood before."""
        if (what, name) in self._seen:
            self._problem(document, route, f"{what} {shown or name} stands twice")
        self._seen.add((what, name))

    def _check_named(self) -> None:
        """Parameters and categories that rules name must exist, and suit the fact."""
        values = {
            p["id"]: [v["value"] for v in p["values"]]
            for _, data in self._parameter_files
            for p in data["parameters"]
        }
        for document, route, what, name, kind in self._named:
            if (what, name) not in self._seen:
                known = [n for w, n in self._seen if w == what]
                self._problem(document, route, f"there is no {what} {name}{suggest(name, known)}")
            elif what == "parameter" and not all(
                value is None or fits(value, kind) for value in values[name]
            ):
                self._problem(document, route, f"the values of {name} are not of type {kind}")

    def _shaped(self, document: Document, schema: dict[str, Any]) -> dict[str, Any] | None:
        if not isinstance(document.data, dict):
            self._problem(document, (), "a pack file holds a mapping")
            return None
        validator = Validator(schema, require_all=False)
        if validator.validate(document.data):
            normalised: dict[str, Any] = validator.document
            return normalised
        for route, what in leaves(validator.errors):
            self._problem(document, route, what)
        return None

    def examples(self) -> list[tuple[str, str, Example]]:
        """The examples of all rules: (rule id, "bad" or "good", example)."""
        return [
            (
                rule["id"],
                kind,
                Example(
                    e["base"],
                    e["set"],
                    tuple(e["remove"]),
                    e["at"],
                    e.get("status", ""),
                    tuple(e["also"]),
                    e.get("as_of", ""),
                    e["note"],
                ),
            )
            for _, data in self._chapters
            for entry in data["articles"]
            for rule in entry.get("rules", [])
            for kind in ("bad", "good")
            for e in rule["examples"][kind]
        ]

    def finish(self, key: str) -> dict[str, Any]:
        """Everything checked together, as plain JSON. Raises ``Unreadable`` with all mistakes."""
        parameters = [p for _, data in self._parameter_files for p in data["parameters"]]
        sanctions = self._sanctions()
        articles: list[dict[str, Any]] = []
        rules: list[dict[str, Any]] = []
        known = {s["id"] for s in sanctions}
        for document, data in self._chapters:
            instrument = self._instrument_of(document, data)
            if instrument is None:
                continue
            for i, entry in enumerate(data["articles"]):
                route: Route = ("articles", i)
                version = entry.get("version", instrument["versions"][-1]["id"])
                found = [
                    self._rule(
                        document,
                        (*route, "rules", j),
                        rule,
                        entry["article"],
                        version,
                        instrument,
                        known,
                    )
                    for j, rule in enumerate(entry.get("rules", []))
                ]
                rules.extend(rule for rule in found if rule is not None)
                for number in self._numbers(document, route, entry, version):
                    articles.append(
                        {
                            "instrument": data["instrument"],
                            "version": version,
                            "article": number,
                            "status": entry["status"],
                            "paraphrase": entry["paraphrase"],
                            "chapter": data["chapter"],
                            "rules": [rule["id"] for rule in entry.get("rules", [])],
                        }
                    )
        _cross_list(articles, rules)
        asks = [
            self._evidence_ask(document, ("evidence", i), entry)
            for document, data in self._evidence_files
            for i, entry in enumerate(data["evidence"])
        ]
        evidence = [ask for ask in asks if ask is not None]
        guideline = self._guideline_items()
        self._check_named()
        if self._problems:
            raise Unreadable(self._problems)
        return {
            "key": key,
            "instruments": [
                {
                    **data,
                    "id": data["instrument"],
                    "versions": [
                        {**v, "first": min(self._structure.get(v["id"], ()), default=1)}
                        for v in data["versions"]
                    ],
                }
                for _, data in self._instruments.values()
            ],
            # Text within the text: a scan needs no articles, and does not pay for parsing them.
            "articles": json.dumps(articles, ensure_ascii=False),
            "rules": rules,
            "shared": self._shared,
            "sanctions": sanctions,
            "parameters": parameters,
            "evidence": evidence,
            "guideline": json.dumps(guideline, ensure_ascii=False),
            "categories": [
                {
                    **{k: c[k] for k in ("id", "parent", "label") if k in c},
                    "mappings": {
                        k: v
                        for k, v in c.items()
                        if k not in ("id", "parent", "label", "note") and isinstance(v, str)
                    },
                }
                for c in self._categories
            ],
        }

    def _numbers(
        self, document: Document, route: Route, entry: dict[str, Any], version: str
    ) -> list[int]:
        """The articles an entry is about: one, or those of its range."""
        first: int = entry["article"]
        if first == 0:
            return [0]
        known, last = self._structure.get(version, {}), entry.get("to", first)
        for number in dict.fromkeys((first, last)):
            if number not in known:
                self._problem(document, (*route, "article"), f"{version} has no article {number}")
        if "to" in entry and (last <= first or "rules" in entry or "sanctions" in entry):
            self._problem(
                document, (*route, "to"), "a range goes up, and has neither rules nor sanctions"
            )
        numbers = [n for n in known if first <= n <= last]
        for number in numbers:
            self._once(
                document,
                (*route, "article"),
                "article",
                (version, number),
                f"{number} of {version}",
            )
        return numbers

    def _guideline_items(self) -> list[dict[str, Any]]:
        """The items of the guidelines: all those of the annex, in order."""
        found: list[dict[str, Any]] = []
        for document, data in self._guideline:
            numbers = [item["item"] for item in data["items"]]
            if numbers != list(self._annexes.get(data["version"], ())):
                self._problem(document, ("items",), "the items are not those of the annex")
            found.extend(data["items"])
        return found

    def _instrument_of(self, document: Document, data: dict[str, Any]) -> dict[str, Any] | None:
        found = self._instruments.get(data["instrument"])
        if found is None:
            self._problem(document, ("instrument",), "no instrument.yaml defines this instrument")
            return None
        return found[1]

    def _sanctions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for document, data in self._chapters:
            instrument = self._instruments.get(data["instrument"])
            for i, entry in enumerate(data["articles"]):
                for j, sanction in enumerate(entry.get("sanctions", [])):
                    if instrument is None:
                        continue
                    version = entry.get("version", instrument[1]["versions"][-1]["id"])
                    provision = [
                        version,
                        entry["article"],
                        sanction["paragraph"],
                        sanction["item"],
                        instrument[1]["unit"],
                    ]
                    route = ("articles", i, "sanctions", j)
                    self._cited(document, route, provision)
                    self._once(document, (*route, "id"), "sanction", sanction["id"])
                    found.append(
                        {
                            **{
                                k: sanction[k]
                                for k in ("id", "measure", "condition", "addressee", "applies_to")
                            },
                            "provision": provision,
                            "fine": sanction.get("fine"),
                        }
                    )
        return found

    def _cited(self, document: Document, route: Route, provision: list[Any]) -> None:
        """A citation must lead to an existing article, paragraph and item."""
        version, article, paragraph, item, *_ = provision
        paragraphs = self._structure.get(version, {}).get(article)
        if article == 0:
            return
        if paragraphs is None:
            self._problem(document, route, f"{version} has no article {article}")
        elif paragraph > len(paragraphs):
            self._problem(document, route, f"article {article} has no paragraph {paragraph}")
        elif item and (not paragraph or item > paragraphs[paragraph - 1]):
            self._problem(
                document, route, f"article {article} paragraph {paragraph} has no item {item}"
            )

    def _rule(
        self,
        document: Document,
        route: Route,
        rule: dict[str, Any],
        article: int,
        version: str,
        instrument: dict[str, Any],
        known_sanctions: set[str],
    ) -> dict[str, Any] | None:
        unit = instrument["unit"]
        provisions = [
            [p.get("version", version), p.get("article", article), p["paragraph"], p["item"], unit]
            for p in rule["provisions"]
        ]
        for i, provision in enumerate(provisions):
            self._cited(document, (*route, "provisions", i), provision)
        for i, sanction in enumerate(rule["sanctions"]):
            if sanction not in known_sanctions:
                self._problem(
                    document, (*route, "sanctions", i), f"there is no sanction {sanction}"
                )
        self._once(document, (*route, "id"), "rule", rule["id"])
        if "require" not in rule and "question" not in rule:
            self._problem(document, route, "a rule needs require or question")
        try:
            kind = self._kind(document, route, rule["applies_to"])
        except KeyError:
            return None
        scope = Scope.of(kind)
        trees: dict[str, Any] = {}
        for part in ("when", "require"):
            trees[part] = None
            if part in rule:
                try:
                    trees[part] = resolve(rule[part], scope)
                except BadPredicate as error:
                    self._problem(document, (*route, part, *error.route), error.message)
                for named in named_in(trees[part]):
                    self._named.append((document, (*route, part), *named))
        reach = self._reach(instrument, scope)
        cited = {p[0] for p in provisions}
        versions = [v for v in instrument["versions"] if v["id"] in cited]
        begins = min((v["effective"] for v in versions), default=None)
        ends = [v.get("until") for v in versions]
        begins = rule.get("from", begins)
        until = rule.get("until", None if None in ends else max(ends, default=None))
        judged_on = None
        if "judged_on" in rule:
            judged_on = self._judged_on(document, route, rule["judged_on"], scope)
            if judged_on is not None:
                # The day of the event decides; whoever looks back later still finds the rule.
                trees["when"] = _in_period(judged_on, begins, until, trees["when"])
                until = None
        return {
            "id": rule["id"],
            "instrument": instrument["instrument"],
            "title": rule["title"],
            "kind": rule["applies_to"],
            "chain": [list(keys) for _, keys in steps_to(kind)] if kind else [],
            "when": trees["when"],
            "require": trees["require"],
            "question": rule.get("question"),
            "provisions": provisions,
            "severity": rule["severity"],
            "reading": rule["reading"],
            "source": versions[0]["source"] if versions else "summary",
            "message": rule["message"],
            "remedy": rule["remedy"],
            "sanctions": rule["sanctions"],
            "guideline": rule["guideline"],
            "from": begins,
            "until": until,
            "judged_on": judged_on,
            "waivable": rule["waivable"],
            "policy": instrument["level"] == "policy_document",
            "file": document.path,
            "line": document.locate((*route, "id")).line,
            "reach": reach,
        }

    def _judged_on(
        self, document: Document, route: Route, path: str, scope: Scope
    ) -> list[Any] | None:
        try:
            found = resolve_path(path, scope, ())
        except BadPredicate as error:
            self._problem(document, (*route, "judged_on"), error.message)
            return None
        if found[2] not in ("day", "moment") or found[3]:
            self._problem(document, (*route, "judged_on"), f"{path} is no day or moment")
            return None
        return found

    def _kind(self, document: Document, route: Route, name: str) -> Kind | None:
        """The kind of object named; ``None`` for the whole declaration. Raises ``KeyError``."""
        if name == "declaration":
            return None
        kind = kinds().get(name)
        if kind is None:
            known = ", ".join(sorted(kinds()))
            self._problem(
                document,
                (*route, "applies_to"),
                f"there is no kind of object {name}; kinds: {known}",
            )
            raise KeyError(name)
        return kind

    def _evidence_ask(
        self, document: Document, route: Route, entry: dict[str, Any]
    ) -> dict[str, Any] | None:
        try:
            kind = self._kind(document, route, entry["applies_to"])
            scope = Scope.of(kind)
            when = resolve(entry["when"], scope, ("when",))
            fact = resolve_path(entry["fact"], scope, ("fact",))
        except KeyError:
            return None
        except BadPredicate as error:
            self._problem(document, (*route, *error.route), error.message)
            return None
        return {
            "id": entry["id"],
            "chain": [list(keys) for _, keys in steps_to(kind)] if kind else [],
            "when": when,
            "fact": fact,
            "title": entry["title"],
            "ask": entry["ask"],
        }

    def _reach(self, instrument: dict[str, Any], scope: Scope) -> list[int]:
        """What the instrument says of the objects around a rule, as numbers of shared predicates."""
        found: list[int] = []
        # "declaration" is for the rules on the declaration itself, "everything" for all.
        names = [name for name, _ in scope.frames[1:]] or ["declaration"]
        for name in ("everything", *names):
            predicate = instrument["scope"].get(name)
            if predicate is None:
                continue
            try:
                tree = resolve(predicate, scope)
            except BadPredicate as error:
                document = self._instruments[instrument["instrument"]][0]
                self._problem(document, ("scope", name, *error.route), error.message)
                continue
            if tree not in self._shared:
                self._shared.append(tree)
            found.append(self._shared.index(tree))
        return found

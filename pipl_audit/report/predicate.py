"""Predicates of rules in words: the resolved tree written out much as the pack has it."""

from __future__ import annotations

from typing import Any

from pipl_audit.model.vocabulary import kinds, steps_to

_QUANTIFIERS = ("each", "some", "none")


def predicate_lines(tree: Any, kind: str) -> list[str]:
    """The predicate of a rule on objects of this kind, one constraint a line."""
    found = kinds().get(kind)
    names = (
        ["declaration", *(step.name for step, _ in steps_to(found))] if found else ["declaration"]
    )
    return _entries(tree, names)


def _entries(tree: Any, names: list[str]) -> list[str]:
    """The lines of one mapping of the rule language."""
    head = tree[0]
    if head == "all" and all(part[0] == "fact" for part in tree[1]):
        return [line for part in tree[1] for line in _entries(part, names)]
    if head in ("all", "any"):
        return [f"{head}:", *(line for part in tree[1] for line in _dash(_entries(part, names)))]
    if head == "not":
        return ["not:", *_indent(_entries(tree[1], names))]
    if head == "fact":
        _, path, keyword, operand = tree
        shown = _path(path, names)
        if keyword == "is":
            return [f"{shown}: {_operand(operand, names)}"]
        return [f"{shown}: {{{keyword}: {_operand(operand, names)}}}"]
    if head in _QUANTIFIERS:
        return _quantifier(tree, names)
    _, name, arguments = tree
    inner = ", ".join(f"{a}: {_argument(given, names)}" for a, given in arguments.items())
    return [f"call: {{{name}: {{{inner}}}}}"]


def _argument(given: Any, names: list[str]) -> str:
    """What a computation is given: a path, or a limit."""
    if not isinstance(given, dict):
        return _path(given, names)
    return str(given.get("number") or given.get("day") or _operand(given, names))


def _quantifier(tree: Any, names: list[str]) -> list[str]:
    head, path = tree[0], tree[1]
    inner = [*names, "item"]
    lines = [f"{head}:", f"  in: {_path(path, names)}"]
    if tree[2] is not None:
        lines += ["  where:", *_indent(_indent(_entries(tree[2], inner)))]
    if head == "each":
        lines += ["  require:", *_indent(_indent(_entries(tree[3], inner)))]
    return lines


def _path(path: Any, names: list[str]) -> str:
    up, steps = path[0], path[1]
    words = [step[0] for step in steps]
    if up > 0:
        words.insert(0, names[len(names) - 1 - up])
    return ".".join(words)


def _operand(operand: Any, names: list[str]) -> str:
    if isinstance(operand, bool):
        return "true" if operand else "false"
    if isinstance(operand, list):
        return "[" + ", ".join(_operand(one, names) for one in operand) + "]"
    if isinstance(operand, dict):
        if "fact" in operand:
            return f"{{fact: {_path(operand['fact'], names)}}}"
        return f"{{parameter: {operand['parameter']}}}"
    return str(operand)


def _indent(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _dash(lines: list[str]) -> list[str]:
    return [f"  {'- ' if i == 0 else '  '}{line}" for i, line in enumerate(lines)]

"""Predicates of rules as sentences: one bullet a condition, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipl_audit.model.declaration import SECTIONS, section_class
from pipl_audit.model.declaration.base import Part
from pipl_audit.model.policy import Policies
from pipl_audit.model.terms import Bilingual, Lang
from pipl_audit.model.vocabulary import keys_of, kinds, said, steps_to

Bullet = tuple[int, str]
# A frame: its name, and its class; ``None`` for the whole declaration.
Frame = tuple[str, type[Part] | None]

_HEADS = {
    "any": Bilingual("至少满足其一：", "at least one of:"),
    "all": Bilingual("全部满足：", "all of:"),
    "not": Bilingual("不满足：", "not:"),
    "each": Bilingual("{path} 的每一项：", "every item of {path}:"),
    "some": Bilingual("{path} 中至少有一项：", "some item of {path}:"),
    "none": Bilingual("{path} 中没有一项：", "no item of {path}:"),
    "where": Bilingual("凡符合以下条件的：", "where:"),
    "require": Bilingual("须：", "must hold:"),
    "call": Bilingual("计算 `{name}` 得出为真：", "the computation `{name}` says yes:"),
}
_KEYWORDS = {
    "is": Bilingual("为 {x}", "is {x}"),
    "allowed": Bilingual("为以下之一：{x}", "is one of {x}"),
    "forbidden": Bilingual("不为以下任何一个：{x}", "is none of {x}"),
    "min": Bilingual("不小于 {x}", "is at least {x}"),
    "max": Bilingual("不大于 {x}", "is at most {x}"),
    "above": Bilingual("大于 {x}", "is above {x}"),
    "below": Bilingual("小于 {x}", "is below {x}"),
    "regex": Bilingual("符合 {x}", "matches {x}"),
    "minlength": Bilingual("长度不小于 {x}", "has at least {x} entries or characters"),
    "maxlength": Bilingual("长度不大于 {x}", "has at most {x} entries or characters"),
    "contains": Bilingual("包含全部：{x}", "contains all of {x}"),
    "contains_any": Bilingual("至少包含其一：{x}", "contains at least one of {x}"),
}
_MANY = {
    "allowed": Bilingual("只包含：{x}", "contains nothing but {x}"),
    "forbidden": Bilingual("不包含：{x}", "contains none of {x}"),
}
_IS_NOT = Bilingual("不为 {x}", "is not {x}")
_EMPTY = (Bilingual("为空", "is empty"), Bilingual("不为空", "is not empty"))
_STATED = Bilingual("已陈述", "is stated")
_NOW = Bilingual("基准日", "the day of the audit")


class Words:
    """Writes predicates on objects of one kind."""

    def __init__(self, policies: Policies, kind: str, lang: Lang) -> None:
        self._policies = policies
        self._lang = lang
        self._frames: list[Frame] = [("declaration", None)]
        if kind in kinds():
            self._frames += [(step.name, step.part) for step, _ in steps_to(kinds()[kind])]

    def bullets(self, tree: Any) -> list[Bullet]:
        """The conditions of a predicate, each with its depth."""
        return list(self._of(tree, self._frames, 0))

    def _of(self, tree: Any, frames: list[Frame], depth: int) -> Iterator[Bullet]:
        head = tree[0]
        if head == "all" and depth == 0:
            for part in tree[1]:
                yield from self._of(part, frames, 0)
        elif head in ("all", "any"):
            yield depth, _HEADS[head](self._lang)
            for part in tree[1]:
                yield from self._of(part, frames, depth + 1)
        elif head == "not":
            yield depth, _HEADS["not"](self._lang)
            yield from self._of(tree[1], frames, depth + 1)
        elif head == "fact":
            yield depth, self._fact(tree[1], tree[2], tree[3], frames)
        elif head == "call":
            yield depth, _HEADS["call"](self._lang).format(name=tree[1])
            for argument, given in tree[2].items():
                yield depth + 1, f"{argument}: {self._argument(given, frames)}"
        else:
            yield from self._quantified(tree, frames, depth)

    def _quantified(self, tree: Any, frames: list[Frame], depth: int) -> Iterator[Bullet]:
        shown, part = self._path(tree[1], frames)
        inner: list[Frame] = [*frames, ("item", part)]
        yield depth, _HEADS[tree[0]](self._lang).format(path=shown)
        if tree[0] != "each":
            if tree[2] is not None:
                yield from self._of(tree[2], inner, depth + 1)
            return
        if tree[2] is not None:
            yield depth + 1, _HEADS["where"](self._lang)
            yield from self._of(tree[2], inner, depth + 2)
            yield depth + 1, _HEADS["require"](self._lang)
            yield from self._of(tree[3], inner, depth + 2)
        else:
            yield from self._of(tree[3], inner, depth + 1)

    def _fact(self, path: Any, keyword: str, operand: Any, frames: list[Frame]) -> str:
        shown, _ = self._path(path, frames)
        if keyword == "stated":
            return f"{shown} {_STATED(self._lang)}"
        if keyword == "empty":
            return f"{shown} {_EMPTY[0 if operand in (True, 'true') else 1](self._lang)}"
        words = _MANY.get(keyword) if path[3] else None
        if (
            keyword == "forbidden"
            and not path[3]
            and isinstance(operand, list)
            and len(operand) == 1
        ):
            words = _IS_NOT
        text = (words or _KEYWORDS[keyword])(self._lang)
        return f"{shown} {text.format(x=self._operand(operand, frames))}"

    def _operand(self, operand: Any, frames: list[Frame]) -> str:
        if isinstance(operand, list):
            return ", ".join(self._operand(one, frames) for one in operand)
        if isinstance(operand, dict) and "fact" in operand:
            return self._path(operand["fact"], frames)[0]
        if isinstance(operand, dict):
            parameter = self._policies.parameters[operand["parameter"]]
            values = "; ".join(f"{day}: {value}" for day, value in parameter.values)
            return f"{parameter.label(self._lang)} ({values})"
        if operand == "as_of":
            return _NOW(self._lang)
        if isinstance(operand, bool):
            return "true" if operand else "false"
        return f"`{operand}`"

    def _argument(self, given: Any, frames: list[Frame]) -> str:
        """What a computation is given: a path, or a limit."""
        if not isinstance(given, dict):
            return self._path(given, frames)[0]
        if "day" in given:
            return _NOW(self._lang)
        return f"`{given['number']}`" if "number" in given else self._operand(given, frames)

    def _path(self, path: Any, frames: list[Frame]) -> tuple[str, type[Part] | None]:
        """A path with what its last key is about, and the class it leads to."""
        up, steps = path[0], path[1]
        name, part = frames[0] if up < 0 else frames[len(frames) - 1 - up]
        words = [] if up <= 0 else [name]
        about = ""
        for key, section in steps:
            words.append(key)
            if part is None:
                found = SECTIONS[key]
                about, part = Bilingual(found.zh, found.en)(self._lang), section_class(key)
                continue
            about = said(part, key)(self._lang)
            key_type = keys_of(part)[key]
            part = section_class(section) if section else key_type.part
        shown = f"`{'.'.join(words)}`"
        if not about:
            return shown, part
        return (f"{about}（{shown}）" if self._lang == "zh" else f"{about} ({shown})"), part

"""A declaration: what an operator states about its processing of personal information.

The modules here hold the parts by subject. Parts are imported when a manifest uses them, so that
a short manifest does not pay for the whole model.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from pipl_audit.model.declaration.activity import (
        Activity,
        Norm,
        PublicPlaceDevice,
        Restructuring,
    )
    from pipl_audit.model.declaration.base import Part
    from pipl_audit.model.declaration.data import Dataset
    from pipl_audit.model.declaration.decisions import (
        AutomatedDecision,
        CreditReporting,
        PublicList,
        Score,
    )
    from pipl_audit.model.declaration.governance import Governance, Incident, Security
    from pipl_audit.model.declaration.operator import Declared, Operator, Scale
    from pipl_audit.model.declaration.parties import (
        CrossBorder,
        JointHandler,
        Processor,
        Recipient,
        Supplier,
        Transfer,
    )
    from pipl_audit.model.declaration.transparency import Consent, Notice, Rights

SCHEMA = "pipl-audit/v1"


class Section(NamedTuple):
    """A top-level key of a manifest: where its class lives, and whether it is a list."""

    name: str
    module: str
    class_name: str
    kind: str
    many: bool
    zh: str
    en: str


def _section(name: str, where: str, kind: str, zh: str, en: str, *, many: bool = True) -> Section:
    module, class_name = where.split(":")
    return Section(name, f"{__name__}.{module}", class_name, kind, many, zh, en)


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        _section(
            "declared", "operator:Declared", "declared", "声明", "The declaration", many=False
        ),
        _section("operator", "operator:Operator", "operator", "运营者", "The operator", many=False),
        _section("scale", "operator:Scale", "scale", "规模", "Numbers of persons", many=False),
        _section("norms", "activity:Norm", "norm", "所依据的规范", "Norms relied on"),
        _section("activities", "activity:Activity", "activity", "处理活动", "Activities"),
        _section("datasets", "data:Dataset", "dataset", "数据集", "Datasets"),
        _section("consents", "transparency:Consent", "consent", "同意", "Consents"),
        _section("notices", "transparency:Notice", "notice", "告知", "Notices"),
        _section(
            "credit",
            "decisions:CreditReporting",
            "credit",
            "征信事项",
            "Credit specifics",
            many=False,
        ),
        _section("recipients", "parties:Recipient", "recipient", "接收方", "Recipients"),
        _section("processors", "parties:Processor", "processor", "受托人", "Processors"),
        _section(
            "joint_handlers",
            "parties:JointHandler",
            "joint_handler",
            "共同处理者",
            "Joint handlers",
        ),
        _section("suppliers", "parties:Supplier", "supplier", "信息提供方", "Suppliers"),
        _section(
            "cross_border",
            "parties:CrossBorder",
            "cross_border",
            "出境总体情况",
            "Transfers abroad together",
            many=False,
        ),
        _section("transfers", "parties:Transfer", "transfer", "出境活动", "Transfers abroad"),
        _section(
            "automated_decisions",
            "decisions:AutomatedDecision",
            "automated_decision",
            "自动化决策",
            "Automated decisions",
        ),
        _section("lists", "decisions:PublicList", "list", "名单与公示", "Lists and publication"),
        _section("scores", "decisions:Score", "score", "评分", "Scores"),
        _section(
            "public_place_devices",
            "activity:PublicPlaceDevice",
            "public_place_device",
            "公共场所设备",
            "Devices in public places",
        ),
        _section(
            "restructurings",
            "activity:Restructuring",
            "restructuring",
            "合并分立等转移",
            "Mergers, divisions and the like",
        ),
        _section(
            "governance", "governance:Governance", "governance", "治理", "Governance", many=False
        ),
        _section("security", "governance:Security", "security", "安全措施", "Security", many=False),
        _section("incidents", "governance:Incident", "incident", "安全事件", "Incidents"),
        _section("rights", "transparency:Rights", "rights", "个人权利", "Rights", many=False),
    )
}

Standing = Literal["operator", "auditor", "researcher"]


@cache
def section_class(name: str) -> type[Part]:
    """The pydantic class of a section (of its items, for a list). Imports it on first use."""
    section = SECTIONS[name]
    found: type[Part] = getattr(import_module(section.module), section.class_name)
    return found


@dataclass(frozen=True, slots=True)
class Declaration:
    """A whole declaration, typed. ``None`` is unknown; an empty list states "none".

    Built by the readers from manifests, or by hand: ``Declaration(operator=Operator(id=...), ...)``.
    """

    operator: Operator | None = None
    declared: Declared | None = None
    scale: Scale | None = None
    norms: list[Norm] | None = None
    activities: list[Activity] | None = None
    datasets: list[Dataset] | None = None
    consents: list[Consent] | None = None
    notices: list[Notice] | None = None
    credit: CreditReporting | None = None
    recipients: list[Recipient] | None = None
    processors: list[Processor] | None = None
    joint_handlers: list[JointHandler] | None = None
    suppliers: list[Supplier] | None = None
    cross_border: CrossBorder | None = None
    transfers: list[Transfer] | None = None
    automated_decisions: list[AutomatedDecision] | None = None
    lists: list[PublicList] | None = None
    scores: list[Score] | None = None
    public_place_devices: list[PublicPlaceDevice] | None = None
    restructurings: list[Restructuring] | None = None
    governance: Governance | None = None
    security: Security | None = None
    incidents: list[Incident] | None = None
    rights: Rights | None = None

    def to_data(self) -> dict[str, Any]:
        """Plain data as a manifest would hold it: stated keys only; days, moments and periods as
        text."""
        data: dict[str, Any] = {"schema": SCHEMA}
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None:
                continue
            if isinstance(value, list):
                data[field.name] = [_plain(item) for item in value]
            else:
                data[field.name] = _plain(value)
        return data


def _plain(part: Part) -> dict[str, Any]:
    dumped: dict[str, Any] = part.model_dump(mode="json", exclude_none=True, by_alias=True)
    return dumped

"""Group 5 of a declaration: datasets, their fields, where they stand and how long."""

from __future__ import annotations

from typing import Annotated, Literal

from pipl_audit.model.declaration.base import (
    Category,
    Count,
    Day,
    Duration,
    Flag,
    Item,
    Names,
    Part,
    RefTo,
    Text,
    say,
)


class Anonymisation(Part):
    """On what the claim rests that a field or dataset is anonymised (PIPL 4, 73)."""

    not_identifiable: Flag | None = say(
        "是否无法识别特定自然人", "Whether no natural person can be identified"
    )
    not_restorable: Flag | None = say("是否不能复原", "Whether it cannot be restored")
    key_or_mapping_exists: Flag | None = say(
        "是否仍存在密钥或对照表", "Whether a key or mapping table still exists anywhere"
    )
    test: Text | None = say("所用检验方法", "The test applied")
    tested_on: Day | None = say("检验日期", "Day of the test")


class DataField(Item):
    """A column of a dataset; ``id`` is the column's name."""

    category: Category | None = say("个人信息种类（分类标识）", "Kind of information (taxonomy id)")
    origin: Literal["collected", "received", "inferred", "generated"] | None = say(
        "来源：直接收集、他方提供、推断、系统生成", "Collected, received, inferred or generated"
    )
    form: (
        Literal["clear", "encrypted", "masked", "pseudonymised", "hashed_unkeyed", "anonymised"]
        | None
    ) = say("存储形式", "Form in which it is stored")
    method: (
        Literal[
            "token",
            "siv",
            "ff1",
            "mask",
            "truncate",
            "bucket",
            "date_shift",
            "generalise",
            "suppress",
            "keep",
        ]
        | None
    ) = say("去标识化方法", "Method of de-identification")
    anonymisation: Anonymisation | None = say("匿名化依据", "Basis of a claim of anonymisation")


class Retention(Part):
    """How long a dataset is kept (PIPL 19)."""

    period: Duration | None = say("保存期限（如 P5Y）", "Period (as P5Y)")
    indefinite: Flag | None = say(
        "是否无限期保存（以撤回、注销等事件为终点的，不属无限期）",
        "Whether kept without limit of time (an event that ends it, as a withdrawal, is a limit)",
    )
    starts_at: (
        Literal[
            "collection",
            "end_of_relation",
            "end_of_adverse_act",
            "settlement",
            "decision",
            "publication",
            "last_use",
            "other",
        ]
        | None
    ) = say("起算点", "Event that starts it")
    shortest_for_purpose: Flag | None = say(
        "是否为实现处理目的所必要的最短时间",
        "Whether it is the shortest time necessary for the purpose",
    )
    reason: Text | None = say("期限理由", "Why this long")
    statutory: list[Annotated[str, RefTo("norms")]] | None = say(
        "所依据的法定保存期限规范（无则填 []）",
        "Norms that set a retention period relied on (`[]` if none)",
    )
    at_end: Literal["delete", "anonymise", "archive", "keep"] | None = say(
        "期满处理方式", "What happens at the end"
    )


class AdverseFacts(Part):
    """Adverse credit facts in a dataset: the start of the five-year clock (CRIR 16)."""

    held: Flag | None = say("是否含不良信息", "Whether adverse information is held")
    end_date_field: Text | None = say(
        "记载不良行为或事件终止之日的字段", "Field with the day the adverse act or event ended"
    )
    oldest_ended_on: Day | None = say(
        "最早的不良行为终止日期", "Earliest day an adverse act still held ended"
    )
    outstanding_kept: Flag | None = say(
        "未终止（如未清偿）的是否不起算", "Whether outstanding ones do not start the clock"
    )


class LocalData(Part):
    """A file of this dataset within reach of ``verify``."""

    path: Text | None = say("文件路径", "Path of the file")
    format: Literal["csv", "tsv", "jsonl", "parquet", "arrow"] | None = say("格式", "Format")
    encoding: Text | None = say("编码", "Encoding")
    receipt: Text | None = say("去标识化回执", "Receipt of a pseudonymisation")


class Dataset(Item):
    """A dataset the operator holds as handler; what it holds for a principal is the principal's."""

    name: Names | None = say("名称", "Name")
    personal: Flag | None = say("是否含个人信息", "Whether it holds personal information")
    stored_in: Literal["mainland", "abroad", "both"] | None = say(
        "存储地：境内、境外、两者", "Stored in the mainland, abroad or both"
    )
    storage_place: Text | None = say("存储地点", "Place of storage")
    persons: Count | None = say("涉及人数", "Persons in it")
    grade: Literal["general", "important", "core"] | None = say("数据级别", "Grade of data")
    fields: list[DataField] | None = say("字段", "Fields")
    retention: Retention | None = say("保存期限", "Retention")
    adverse: AdverseFacts | None = say("不良信息", "Adverse facts")
    anonymisation: Anonymisation | None = say("匿名化依据", "Basis of a claim of anonymisation")
    aml_records: Flag | None = say(
        "是否保存为履行反洗钱义务取得的客户身份资料或者交易记录",
        "Whether it holds customer identity or transaction records kept for anti-money-laundering"
        " duties (AML 34)",
    )
    quality_measures: Flag | None = say(
        "是否采取保证准确、完整的措施", "Whether measures keep it accurate and complete"
    )
    local: LocalData | None = say("本地文件", "Local file")

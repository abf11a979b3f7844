"""Groups 6, 7 and 15 of a declaration: consent, notice, and the rights of the person."""

from __future__ import annotations

from typing import Annotated, Literal

from pipl_audit.model.declaration.base import (
    Category,
    Count,
    Day,
    Flag,
    Item,
    Part,
    RefTo,
    Text,
    say,
)


class Withdrawal(Part):
    """PIPL 15: how consent is withdrawn."""

    available: Flag | None = say("是否可以撤回", "Whether consent can be withdrawn")
    convenient: Flag | None = say("撤回方式是否便捷", "Whether the way to withdraw is convenient")
    as_easy_as_giving: Flag | None = say(
        "撤回是否与给出同意同样容易", "Whether withdrawing is as easy as giving"
    )
    channel: Text | None = say("撤回途径", "Channel")
    processing_stops: Flag | None = say(
        "撤回后是否停止处理并删除", "Whether processing stops and data are deleted afterwards"
    )


class Consent(Item):
    """One consent as it is really obtained, for processing that rests on it.

    A box ticked besides another legal basis is no consent in this sense.
    """

    obtained: (
        Literal["before_processing", "after_processing_began", "from_some_only", "not_obtained"]
        | None
    ) = say("取得时间与范围", "When and from whom it is obtained")
    informed: Flag | None = say("是否在充分知情的前提下", "Whether fully informed")
    voluntary: Flag | None = say("是否自愿", "Whether voluntary")
    explicit: Flag | None = say("是否明确作出", "Whether explicit")
    pre_ticked: Flag | None = say("是否默认勾选", "Whether a box is ticked in advance")
    bundled: Flag | None = say(
        "是否与其他事项捆绑取得", "Whether bundled with other matters in one act"
    )
    misled_or_coerced: Flag | None = say(
        "是否通过误导、欺诈、胁迫取得", "Whether obtained by misleading, fraud or coercion"
    )
    separate: Flag | None = say("是否为单独同意", "Whether a separate consent")
    written: Flag | None = say("是否为书面同意", "Whether in writing")
    written_required: Flag | None = say(
        "法律、行政法规是否要求书面同意",
        "Whether a law or administrative regulation asks for writing",
    )
    purposes: list[Text] | None = say("同意的目的", "Purposes consented to")
    categories: list[Category] | None = say("同意的信息种类", "Kinds of information consented to")
    recipients: list[Annotated[str, RefTo("recipients")]] | None = say(
        "同意的接收方", "Recipients consented to"
    )
    transfers: list[Annotated[str, RefTo("transfers")]] | None = say(
        "同意的出境活动", "Transfers abroad consented to"
    )
    from_guardian: Flag | None = say(
        "是否由监护人作出（不满十四周岁）", "Whether given by the guardian (under 14)"
    )
    standard_terms: Flag | None = say("是否采用格式条款", "Whether standard terms are used")
    standard_terms_highlighted: Flag | None = say(
        "格式条款是否作出足以引起注意的提示", "Whether attention is drawn to the standard terms"
    )
    unlimited_grant: Flag | None = say(
        "格式条款是否要求无期限、不可撤销或者可任意转授权的授权",
        "Whether standard terms demand rights without limit of time, irrevocable or freely passed on",
    )
    necessary_for_service: Flag | None = say(
        "处理是否为提供产品或服务所必需",
        "Whether the processing is necessary to provide the product or service",
    )
    on_refusal: Literal["service_continues", "service_refused"] | None = say(
        "不同意的后果", "Effect of refusal"
    )
    on_withdrawal: Literal["service_continues", "service_refused"] | None = say(
        "撤回的后果", "Effect of withdrawal"
    )
    asked_again_after_refusal: Flag | None = say(
        "明确拒绝后是否频繁征求同意", "Whether asked frequently after an express refusal"
    )
    withdrawal: Withdrawal | None = say("撤回", "Withdrawal")
    record_kept: Flag | None = say("是否留存同意记录", "Whether records of the consent are kept")


NoticeItem = Literal[
    "handler_name",
    "handler_contact",
    "purpose",
    "method",
    "categories",
    "retention",
    "rights_procedure",
    "sensitive_necessity",
    "sensitive_effect",
    "retention_end_treatment",
    "account_cancellation",
    "consent_withdrawal",
    "recipients_list",
    "collection_list",
    "pi_officer_contact",
    "automated_decision_rules",
    "adverse_consequences",
]


class Notice(Item):
    """What the person is told, and how (PIPL 17, 30; NDSR 21)."""

    given: Literal["before_processing", "after_processing_began", "not_given"] | None = say(
        "告知时间", "When it is given"
    )
    conspicuous: Flag | None = say("是否以显著方式", "Whether conspicuous")
    clear_language: Flag | None = say("语言是否清晰易懂", "Whether clear and plain")
    truthful: Flag | None = say("内容是否真实、准确", "Whether true and accurate")
    contents: list[NoticeItem] | None = say("告知事项", "What is told")
    other_statutory_items: Literal["told", "not_told", "none_required"] | None = say(
        "法律、行政法规规定应当告知的其他事项", "Other items that a law or regulation requires"
    )
    by_processing_rules: Flag | None = say(
        "是否以个人信息处理规则方式告知", "Whether given through published processing rules"
    )
    rules_published: Flag | None = say(
        "处理规则是否公开（针对员工的规则，向员工公开）",
        "Whether the rules are public (those for staff: open to the staff)",
    )
    rules_accessible: Flag | None = say(
        "处理规则是否便于查阅和保存", "Whether the rules are easy to consult and keep"
    )
    rules_in_one_place: Flag | None = say(
        "是否集中公开展示、置于醒目位置", "Whether displayed together in a prominent place"
    )
    rules_for_minors: Flag | None = say(
        "是否制定不满十四周岁未成年人专门规则", "Whether special rules for under-14s exist"
    )
    url: Text | None = say("网址", "Web address")
    version: Text | None = say("版本", "Version")
    published_on: Day | None = say("公布日期", "Day published")


class RightChannel(Part):
    """How one right is exercised."""

    offered: Flag | None = say("是否提供", "Whether offered")
    excluded_by: list[Annotated[str, RefTo("norms")]] | None = say(
        "排除该权利的法律、行政法规（无则填 []）",
        "Laws or administrative regulations that exclude the right (`[]` if none)",
    )
    channel: Text | None = say("途径", "Channel")
    answered_within_days: Count | None = say("答复期限（日）", "Days to answer")
    promptly: Flag | None = say("是否及时办理", "Whether handled promptly")
    conditions: Text | None = say("条件", "Conditions")
    unreasonable_conditions: Flag | None = say(
        "是否设置不合理条件", "Whether unreasonable conditions are set"
    )


class Refusal(Item):
    """A request of a person that was refused."""

    right: (
        Literal[
            "access", "copy", "transfer", "correct", "delete", "restrict", "explain", "withdraw"
        ]
        | None
    ) = say("所涉权利", "The right concerned")
    on: Day | None = say("日期", "Day")
    reasons_given: Flag | None = say("是否说明理由", "Whether reasons were given")
    ground: Text | None = say("理由", "Ground")


class Rights(Part):
    """Group 15: rights of the person, per right a channel."""

    accounts_exist: Flag | None = say(
        "是否为个人开立账号", "Whether persons have accounts with the operator"
    )
    mechanism: Flag | None = say(
        "是否建立便捷的申请受理和处理机制", "Whether a convenient mechanism for requests exists"
    )
    access: RightChannel | None = say("查阅", "Access")
    copying: RightChannel | None = say("复制", "Copy")
    correct: RightChannel | None = say("更正、补充", "Correction and completion")
    delete: RightChannel | None = say("删除", "Deletion")
    restrict: RightChannel | None = say("限制或者拒绝处理", "Restriction or refusal of processing")
    explain: RightChannel | None = say("解释说明", "Explanation of the rules")
    transfer: RightChannel | None = say("转移", "Transfer to another handler")
    cancel_account: RightChannel | None = say("注销账号", "Account cancellation")
    transfer_feasible: Flag | None = say(
        "转移个人信息是否具备技术可行性", "Whether transfer is technically feasible"
    )
    verified_before_correction: Flag | None = say(
        "更正请求是否核实并及时处理",
        "Whether correction requests are verified and acted on promptly",
    )
    deletes_actively: Flag | None = say(
        "第四十七条情形出现时是否主动删除", "Whether data are deleted unasked when PIPL 47 requires"
    )
    deletes_on_cancellation: Flag | None = say(
        "注销账号后是否删除或匿名化",
        "Whether data are deleted or anonymised on account cancellation",
    )
    restricts_if_undeletable: Flag | None = say(
        "不能删除时是否停止存储和安全保护以外的处理",
        "Whether, where deletion is not possible, all but storage and protection stops",
    )
    relatives_of_deceased: Flag | None = say(
        "是否受理死者近亲属的请求",
        "Whether requests of close relatives of the deceased are handled",
    )
    refusals_give_reasons: Flag | None = say(
        "拒绝请求是否说明理由", "Whether refusals state reasons"
    )
    refusals_in_writing: Flag | None = say(
        "拒绝请求是否书面告知", "Whether refusals are told in writing"
    )
    refusals: list[Refusal] | None = say("已拒绝的请求", "Requests refused")

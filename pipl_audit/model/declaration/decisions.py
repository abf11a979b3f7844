"""Groups 8, 11 and 12 of a declaration: credit specifics, automated decisions, lists and scores."""

from __future__ import annotations

from typing import Annotated, Literal

from pipl_audit.model.declaration.base import (
    Category,
    Count,
    Day,
    Decimal,
    Duration,
    Flag,
    Item,
    Names,
    Part,
    RefTo,
    Text,
    say,
)


class AutomatedDecision(Item):
    """Group 11: a decision made by automatic means about a person (PIPL 24, 73(2))."""

    activity: Annotated[str, RefTo("activities")] | None = say("所属活动", "Activity")
    what: Text | None = say("决定内容", "What is decided")
    used_for: (
        list[
            Literal[
                "credit_granting",
                "pricing",
                "limit",
                "scoring",
                "listing",
                "collection_of_debt",
                "information_push",
                "marketing",
                "eligibility",
                "fraud_control",
                "other",
            ]
        ]
        | None
    ) = say("用途", "What it is used for")
    solely_automated: Flag | None = say(
        "是否仅以自动化方式作出", "Whether by automatic means alone"
    )
    significant_effect: Flag | None = say(
        "是否对个人权益有重大影响", "Whether it has a significant effect on the person"
    )
    transparent: Flag | None = say(
        "是否保证决策透明（告知规则、主要因素）",
        "Whether it is transparent (rules and main factors are told)",
    )
    price_discrimination: Literal["none", "justified", "unreasonable"] | None = say(
        "交易条件差别待遇：无、有合理理由、不合理",
        "Differential treatment in price and terms: none, justified, unreasonable",
    )
    explanation_on_request: Flag | None = say(
        "个人要求时是否予以说明", "Whether it is explained on request"
    )
    refusal_honoured: Flag | None = say(
        "个人是否可拒绝仅通过自动化方式作出的决定（人工复核）",
        "Whether the person can refuse a decision by automatic means alone (human review)",
    )
    non_personalised_option: Flag | None = say(
        "是否提供不针对个人特征的选项", "Whether an option not based on personal traits is offered"
    )
    easy_refusal: Flag | None = say(
        "是否提供便捷的拒绝方式", "Whether an easy way to refuse is offered"
    )
    tags_deletable: Flag | None = say(
        "用户是否可以删除针对其个人特征的标签",
        "Whether users can delete the tags made of their personal traits",
    )
    fairness_tested: Flag | None = say("是否进行公平性检验", "Whether fairness is tested")
    fairness_tested_on: Day | None = say("检验日期", "Day of the test")


class AdverseInformation(Part):
    """Adverse information (CRIR 15, 16)."""

    told_before_providing: Flag | None = say(
        "提供不良信息前是否告知本人", "Whether the person is told before adverse data are provided"
    )
    publicly_disclosed_by_law: Flag | None = say(
        "是否依法公开的不良信息", "Whether the adverse data are public by law"
    )
    kept_for: Duration | None = say("不良信息保存期限", "How long adverse data are kept")
    clock_starts: Literal["end_of_act", "occurrence", "settlement", "reporting", "other"] | None = (
        say("起算点", "What starts the clock")
    )
    deleted_after: Flag | None = say("期满是否删除", "Whether deleted afterwards")
    statement_recorded: Flag | None = say(
        "是否记载信息主体说明", "Whether the person's statement is recorded"
    )


class Query(Part):
    """Queries and their use (CRIR 18, 20)."""

    written_consent: Flag | None = say(
        "查询是否取得书面同意", "Whether written consent is obtained"
    )
    purpose_agreed: Flag | None = say("是否约定用途", "Whether the use is agreed")
    agreed_uses: list[Text] | None = say("约定用途", "Uses agreed")
    actual_uses: list[Text] | None = say("实际用途", "Actual uses")
    used_as_agreed: Flag | None = say("是否按约定用途使用", "Whether used as agreed")
    passed_to_third_parties: Flag | None = say(
        "是否向第三方提供", "Whether passed on to third parties"
    )
    third_party_consent: Flag | None = say(
        "向第三方提供是否经同意", "Whether the person consented to that"
    )
    users_vetted: Flag | None = say("是否审核信息使用者", "Whether users are vetted")


class Objections(Part):
    """Objections (CRIR 25)."""

    marked: Flag | None = say("是否作出存在异议的标注", "Whether the record is marked as disputed")
    answered_within_days: Count | None = say("书面答复期限（日）", "Days to a written answer")
    answered_in_writing: Flag | None = say("是否书面答复", "Whether answered in writing")
    corrected: Flag | None = say("确有错误是否更正", "Whether errors found are corrected")
    unresolved_recorded: Flag | None = say(
        "不能确认的是否记载", "Whether unresolved objections are recorded"
    )
    open: list[Objection] | None = say("未办结或已办结的异议", "Objections received")


class Objection(Item):
    """One objection received. No name of a person belongs here."""

    received_on: Day | None = say("收到日期", "Day received")
    answered_on: Day | None = say("答复日期", "Day answered")
    answered: Flag | None = say("是否已答复", "Whether answered")
    marked: Flag | None = say("是否标注", "Whether marked")
    found_correct: Flag | None = say("异议是否成立", "Whether the objection was right")
    corrected: Flag | None = say("是否更正", "Whether corrected")


class CreditReporting(Part):
    """Group 8: what credit law asks of bureaus, the database, providers and users."""

    collection_plan_reported: Flag | None = say(
        "采集方案是否报告", "Whether the collection plan was reported"
    )
    collection_plan_reported_on: Day | None = say("报告日期", "Day reported")
    collects_forbidden_classes: Flag | None = say(
        "是否采集禁止采集的信息（条例第十四条第一款）", "Whether forbidden classes are collected"
    )
    collects_conditional_classes: Flag | None = say(
        "是否采集须书面同意的信息（第十四条第二款）",
        "Whether classes that need written consent are collected",
    )
    conditional_consequences_told: Flag | None = say(
        "是否告知不利后果", "Whether adverse consequences were told"
    )
    conditional_written_consent: Flag | None = say(
        "是否取得书面同意", "Whether written consent was obtained"
    )
    adverse: AdverseInformation | None = say("不良信息", "Adverse information")
    query: Query | None = say("查询", "Queries")
    objections: Objections | None = say("异议", "Objections")
    free_reports_per_year: Count | None = say("每年免费报告次数", "Free reports a year")
    accuracy_measures: Flag | None = say(
        "是否采取保障准确性的措施", "Whether measures keep information accurate"
    )
    identity_matching: Text | None = say("身份匹配方法", "How identities are matched")
    staff_query_log: Flag | None = say(
        "是否登记工作人员查询情况", "Whether queries by staff are logged"
    )
    staff_query_log_items: list[Literal["name", "time", "content", "purpose"]] | None = say(
        "登记事项", "What the log holds"
    )
    processed_in_mainland: Flag | None = say(
        "整理、保存、加工是否在境内", "Whether compiled, kept and processed in the mainland"
    )
    provides_to_database: Flag | None = say(
        "是否向金融信用信息基础数据库提供信贷信息",
        "Whether credit data go to the financial credit-information database",
    )
    written_consent_to_provide: Flag | None = say(
        "提供信贷信息是否事先取得书面同意", "Whether written consent to provide credit data exists"
    )
    yearly_report_filed: Flag | None = say(
        "是否报告上一年度情况", "Whether the yearly report is filed"
    )


class Score(Item):
    """A score or rating."""

    name: Names | None = say("名称", "Name")
    activity: Annotated[str, RefTo("activities")] | None = say("所属活动", "Activity")
    of: Literal["natural_persons", "organisations", "both"] | None = say(
        "评价对象", "Who is scored"
    )
    factors: list[ScoreFactor] | None = say("评分因素", "Factors")
    factors_disclosed: Flag | None = say("主要因素是否披露", "Whether main factors are disclosed")
    explained_to_subject: Flag | None = say("是否向主体说明", "Whether explained to the subject")
    traceable: Flag | None = say("评价过程是否可追溯", "Whether the evaluation can be traced")
    independent_review: Flag | None = say("是否有复核机制", "Whether there is a review")
    used_for: list[Text] | None = say("用途", "Uses")
    published: Flag | None = say("是否公开", "Whether published")


class ScoreFactor(Item):
    """A factor or criterion of a score."""

    category: Category | None = say("信息种类", "Kind of information")
    description: Text | None = say("说明", "Description")
    weight: Decimal | None = say("权重", "Weight")
    norms: list[Annotated[str, RefTo("norms")]] | None = say("依据", "Basis")
    in_catalogue: Flag | None = say("是否列入目录", "Whether in the catalogue")
    effective_document: Flag | None = say(
        "是否有生效法律文书", "Whether an effective document exists"
    )


class Restraint(Item):
    """A measure imposed on listed persons."""

    what: Text | None = say("措施", "Measure")
    norms: list[Annotated[str, RefTo("norms")]] | None = say("依据", "Basis")
    in_base_list: Flag | None = say(
        "是否列入惩戒措施清单", "Whether in the list of punitive measures"
    )
    related_to_conduct: Flag | None = say("是否与失信行为相关联", "Whether tied to the conduct")
    reaches_relatives: Flag | None = say("是否及于亲属", "Whether it reaches relatives")


class PublicList(Item):
    """Group 12: a blacklist, red list or other published register."""

    name: Names | None = say("名称", "Name")
    activity: Annotated[str, RefTo("activities")] | None = say("所属活动", "Activity")
    kind: (
        Literal[
            "black_list", "red_list", "attention_list", "penalty_publication", "register", "other"
        ]
        | None
    ) = say("种类", "Kind")
    norms: list[Annotated[str, RefTo("norms")]] | None = say("设立依据", "Norms it rests on")
    in_catalogue: Flag | None = say("是否列入目录", "Whether in the national or local catalogue")
    catalogue_entry: Text | None = say("目录条目", "Catalogue entry")
    entries_rest_on_effective_document: Flag | None = say(
        "每条记录是否有生效法律文书", "Whether each entry rests on an effective document"
    )
    criteria_public: Flag | None = say("认定标准是否公开", "Whether the criteria are public")
    criteria_consulted: Flag | None = say(
        "标准是否公开征求意见", "Whether the criteria were open to comment"
    )
    told_before_listing: Flag | None = say(
        "列入前是否告知事实、理由、依据", "Whether facts, reasons and basis are told before listing"
    )
    heard_before_listing: Flag | None = say("是否听取陈述申辩", "Whether the party is heard")
    decision_in_writing: Flag | None = say("是否书面决定", "Whether there is a written decision")
    decision_served: Flag | None = say("决定是否送达", "Whether the decision is served")
    remedies_told: Flag | None = say("是否告知救济途径", "Whether remedies are told")
    decided_by: Text | None = say("认定机关", "Who decides")
    subjects: Literal["natural_persons", "organisations", "both"] | None = say("主体", "Subjects")
    fields_shown: list[Category] | None = say("公示内容", "Fields shown")
    identifiers_masked: Flag | None = say("证件号码是否遮盖", "Whether id numbers are masked")
    audience: Literal["public", "registered_users", "public_bodies", "internal"] | None = say(
        "公开范围", "Audience"
    )
    term: Duration | None = say("公示期限", "Term")
    minimum_term: Duration | None = say("最短公示期", "Minimum term")
    no_term: Flag | None = say("是否无期限", "Whether without term")
    withdrawal_within_days: Count | None = say("撤下时限（日）", "Days to withdraw")
    correction_within_days: Count | None = say("更正时限（日）", "Days to correct")
    repair_offered: Flag | None = say("是否可以信用修复", "Whether credit repair is offered")
    repair_stops_sharing: Flag | None = say(
        "修复后是否停止公示、共享和惩戒", "Whether repair ends display, sharing and sanctions"
    )
    restraints: list[Restraint] | None = say("惩戒措施", "Restraints")
    third_persons_affected: Flag | None = say(
        "是否影响第三人", "Whether third persons are affected"
    )
    red_list_consent: Flag | None = say("红名单是否经同意", "Whether red-list persons consented")
    red_list_opt_out: Flag | None = say("红名单可否退出", "Whether red-list persons can opt out")
    deceased_removed: Flag | None = say("死亡后是否撤下", "Whether the deceased are removed")

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


class AlgorithmicRecommendation(Part):
    """Algorithmic recommendation in an internet information service (provisions of 2021, 2)."""

    kinds: (
        list[
            Literal[
                "generation_synthesis",
                "personalised_push",
                "ranking_selection",
                "retrieval_filtering",
                "scheduling_decision",
            ]
        ]
        | None
    ) = say(
        "向用户提供信息所用的算法推荐技术（不提供互联网信息服务的填 []）",
        "Recommendation techniques by which users are given information (`[]` if it serves no"
        " internet information service)",
    )
    public_opinion: Flag | None = say(
        "服务是否具有舆论属性或者社会动员能力",
        "Whether the service can shape public opinion or mobilise society",
    )
    began_on: Day | None = say("提供服务之日", "Day the service began")
    systems: (
        list[
            Literal[
                "mechanism_review",
                "ethics_review",
                "user_registration",
                "content_review",
                "data_and_personal_information",
                "anti_fraud",
                "security_monitoring",
                "incident_response",
            ]
        ]
        | None
    ) = say("已建立的管理制度和技术措施（第七条）", "Systems and measures in place (article 7)")
    rules_published: Flag | None = say(
        "是否公开算法推荐服务相关规则", "Whether rules of the service are public"
    )
    staffed: Flag | None = say(
        "是否配备相适应的专业人员和技术支撑", "Whether staff and technical support match its size"
    )
    reviewed_regularly: Flag | None = say(
        "是否定期审核、评估、验证算法", "Whether the algorithm is reviewed and tested regularly"
    )
    feature_library: Flag | None = say(
        "是否建立识别违法和不良信息的特征库",
        "Whether a library of features identifies barred and harmful content",
    )
    barred_tags: Flag | None = say(
        "是否将违法和不良信息关键词作为兴趣点或者标签推送",
        "Whether barred or harmful keywords serve as interests or tags for pushing",
    )
    manual_intervention: Flag | None = say(
        "是否建立人工干预和用户自主选择机制",
        "Whether manual intervention and users' own choice are provided for",
    )
    manipulations: (
        list[
            Literal[
                "false_accounts",
                "false_interaction",
                "blocked_information",
                "excessive_recommendation",
                "manipulated_ranking",
                "other",
            ]
        ]
        | None
    ) = say(
        "操纵账号、互动或者信息呈现的行为（无则填 []）",
        "Manipulation of accounts, interaction or display (`[]` if none)",
    )
    told_conspicuously: Flag | None = say(
        "是否以显著方式告知用户", "Whether users are told conspicuously"
    )
    principles_published: Flag | None = say(
        "是否公示基本原理、目的意图和主要运行机制",
        "Whether basic principles, purposes and main mechanisms are published",
    )
    switch_off: Flag | None = say(
        "是否提供便捷的关闭选项", "Whether it can be switched off conveniently"
    )
    stops_at_once: Flag | None = say(
        "用户关闭后是否立即停止", "Whether it stops at once when switched off"
    )
    tags_manageable: Flag | None = say(
        "用户是否可以选择或者删除针对个人特征的标签",
        "Whether users can choose or delete tags on their personal traits",
    )
    serves: list[Literal["minors", "elderly", "workers", "consumers"]] | None = say(
        "服务对象中有：未成年人、老年人、被调度的劳动者、消费者（均无则填 []）",
        "Serves minors, the elderly, workers it schedules, consumers (`[]` if none of them)",
    )
    suited_to_minors: Flag | None = say(
        "是否提供适合未成年人的模式或者服务", "Whether modes or services suit minors"
    )
    suited_to_elderly: Flag | None = say(
        "是否提供适老服务并防范涉诈信息",
        "Whether services suit the elderly and guard them against fraud",
    )
    workers_protected: Flag | None = say(
        "是否建立订单分配、报酬、工时、奖惩等相关算法以保护劳动者",
        "Whether the algorithms for orders, pay, hours, rewards and penalties protect workers",
    )
    complaint_entry: Flag | None = say(
        "是否设置便捷的申诉和投诉举报入口并明确流程和时限",
        "Whether there is a convenient entry for appeals and complaints with procedure and time limits",
    )
    filing_number_shown: Flag | None = say(
        "是否在显著位置标明备案编号并提供公示链接",
        "Whether the filing number and a link are shown prominently",
    )
    security_assessed: Flag | None = say("是否开展安全评估", "Whether security was assessed")


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
    directed_at_minors: Flag | None = say(
        "是否面向未成年人", "Whether minors are among those it is directed at"
    )
    recommendation: AlgorithmicRecommendation | None = say("算法推荐", "Algorithmic recommendation")
    fairness_tested: Flag | None = say("是否进行公平性检验", "Whether fairness is tested")
    fairness_tested_on: Day | None = say("检验日期", "Day of the test")


class AdverseInformation(Part):
    """Adverse information (CRIR 15, 16)."""

    provided: Flag | None = say(
        "是否向征信机构或者数据库提供个人不良信息",
        "Whether adverse information on persons is provided to bureaus or the database",
    )
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
    consent_dispensed_by_law: Flag | None = say(
        "未经同意的查询是否均有法律规定",
        "Whether a law dispenses with consent wherever there is none",
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
    consent_ensured: Flag | None = say(
        "是否有措施保障查询已取得同意", "Whether measures ensure that queries rest on consent"
    )
    monitored: Flag | None = say("是否监测查询行为", "Whether queries are monitored")
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
    staff_query_log_items: list[Literal["name", "time", "method", "content", "purpose"]] | None = (
        say("登记事项", "What the log holds")
    )
    processed_in_mainland: Flag | None = say(
        "整理、保存、加工是否在境内", "Whether compiled, kept and processed in the mainland"
    )
    obtains_from_bureaus: Flag | None = say(
        "是否从征信机构或者金融信用信息基础数据库获取信息",
        "Whether information is obtained from credit bureaus or the database",
    )
    provides_to_database: Flag | None = say(
        "是否向金融信用信息基础数据库提供信贷信息",
        "Whether credit data go to the financial credit-information database",
    )
    written_consent_to_provide: Flag | None = say(
        "提供信贷信息是否事先取得书面同意", "Whether written consent to provide credit data exists"
    )
    collects_forbidden_enterprise_information: Flag | None = say(
        "是否采集法律、行政法规禁止采集的企业信息",
        "Whether enterprise information is collected that laws forbid to collect",
    )
    officers_approved: Flag | None = say(
        "董事、监事和高级管理人员的任职资格是否均经核准",
        "Whether the qualification of all directors, supervisors and senior managers is approved",
    )
    improper_collection: (
        list[
            Literal[
                "deceit",
                "coercion",
                "inducement",
                "charging_subjects",
                "unlawful_channels",
                "other",
            ]
        ]
        | None
    ) = say(
        "采集中使用的不当方式（办法第八条；无则填 []）",
        "Improper ways of collecting that are used (CRBM 8; `[]` if none)",
    )
    improper_promotion: (
        list[
            Literal[
                "promised_results",
                "suggestive_advertising",
                "borrowed_names",
                "coercion_or_deceit",
                "false_advertising",
                "other",
            ]
        ]
        | None
    ) = say(
        "推广中的不当做法（办法第三十二条；无则填 []）",
        "Improper practices in promotion (CRBM 32; `[]` if none)",
    )
    consent_obtained_for_bureaus: Flag | None = say(
        "征信机构是否通过本机构取得个人同意",
        "Whether bureaus obtain the consent of persons through the operator",
    )
    informs_for_bureaus: Flag | None = say(
        "为此是否向信息主体履行告知义务", "Whether the operator then informs the persons"
    )
    original_information_altered: Flag | None = say(
        "是否篡改原始信息", "Whether original information is altered"
    )
    errors_corrected_promptly: Flag | None = say(
        "发现错误是否及时更正或者通知提供者更正",
        "Whether errors found are corrected, or providers told, promptly",
    )
    providers_compared: Flag | None = say(
        "是否比对不同提供者的信息", "Whether information of different providers is compared"
    )
    samples_anonymised: Flag | None = say(
        "期满留作样本的不良信息是否匿名化（无样本填 true）",
        "Whether expired adverse information kept as samples is anonymised (true if none)",
    )
    charges_to_spare_adverse_information: Flag | None = say(
        "是否以删除或者不采集不良信息为由收费",
        "Whether persons are charged for deleting or not collecting adverse information",
    )
    reports_explained: Flag | None = say(
        "是否解释查询内容和专业名词", "Whether the content and terms of reports are explained"
    )
    fraud_products: Flag | None = say(
        "是否提供信用反欺诈产品", "Whether anti-fraud products are offered"
    )
    fraud_criteria: Flag | None = say(
        "是否建立欺诈信用信息认定标准", "Whether criteria for fraud information exist"
    )
    senior_officers: Flag | None = say(
        "信息安全和个人信息保护负责人是否由章程规定的高级管理人员担任",
        "Whether the officers for security and personal information are senior managers under the articles of association",
    )
    serves_foreign_users: Flag | None = say(
        "是否向境外使用者提供企业信用信息",
        "Whether enterprise credit information goes to users abroad",
    )
    foreign_users_vetted: Flag | None = say(
        "是否审查境外使用者的身份和用途", "Whether identity and use of users abroad are examined"
    )
    yearly_audit_reported: Flag | None = say(
        "年度合规审计报告是否报告中国人民银行",
        "Whether the report of the yearly audit goes to the central bank",
    )
    reported_products: (
        list[Literal["report_template", "evaluation_methods", "fraud_sources_and_criteria"]] | None
    ) = say("已报告的产品事项（办法第三十一条）", "What was reported about products (CRBM 31)")
    foreign_bureau_agreements: (
        Literal["none", "reported_before_business", "not_so_reported"] | None
    ) = say(
        "与境外征信机构的合作协议：无、业务开展前已报告、未如此报告",
        "Agreements with bureaus abroad: none, reported before business began, not so reported",
    )
    made_public: list[Literal["categories", "report_format", "objection_procedure"]] | None = say(
        "向社会公开的事项（办法第四十二条）", "What is made public (CRBM 42)"
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
    standard_set: Flag | None = say("是否建立评价标准", "Whether there is a standard of evaluation")
    tested_before_launch: Flag | None = say(
        "正式提供前是否经内部测试和评估验证", "Whether tested and validated before launch"
    )
    explainable: Flag | None = say(
        "评价规则是否可解释", "Whether the rules of evaluation can be explained"
    )
    traceable: Flag | None = say("评价过程是否可追溯", "Whether the evaluation can be traced")
    independent_review: Flag | None = say("是否有复核机制", "Whether there is a review")
    used_for: list[Text] | None = say("用途", "Uses")
    published: Flag | None = say("是否公开", "Whether published")


class ScoreFactor(Item):
    """A factor or criterion of a score."""

    category: Category | None = say("信息种类", "Kind of information")
    description: Text | None = say("说明", "Description")
    related_to_credit: Flag | None = say("是否与信用相关", "Whether it is related to credit")
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
    published: Flag | None = say("措施是否已向社会公布", "Whether the measure was made public")
    reasons_told: Flag | None = say(
        "是否告知当事人依据、理由和救济途径",
        "Whether the party is told basis, reasons and remedies",
    )
    compels: (
        list[
            Literal[
                "financial_institutions",
                "credit_services",
                "industry_associations",
                "news_media",
                "other",
            ]
        ]
        | None
    ) = say(
        "强制其实施惩戒的非公共机构（没有则为空）",
        "Bodies other than public ones that are compelled to apply it (empty if none)",
    )


class ListCriterion(Item):
    """One ground of listing, and how long an entry on it stands."""

    conduct: (
        Literal[
            "able_but_refuses",
            "obstruction",
            "evasion",
            "property_report",
            "consumption_order",
            "settlement_refused",
            "penalty",
            "enforcement_ruling",
            "licence_obtained_by_fraud",
            "unconfirmed_utility_arrears",
            "other",
        ]
        | None
    ) = say(
        "情形：有能力而拒不履行、妨碍抗拒执行、规避执行、违反财产报告、违反限制消费令、拒不履行和解"
        "协议、行政处罚、强制执行裁定、骗取许可、未经确认的公用事业和物业欠费、其他",
        "Conduct: able but refusing, obstructing, evading, false property report, breach of a"
        " consumption order, settlement not performed, penalty, enforcement ruling, licence"
        " obtained by fraud, unconfirmed arrears of utilities, other",
    )
    what: Text | None = say("说明", "Description")
    norms: list[Annotated[str, RefTo("norms")]] | None = say("依据", "Basis")
    term: Duration | None = say("期限", "Term")
    no_term: Flag | None = say("是否无期限", "Whether without term")
    longest_extension: Duration | None = say("最长延长期限", "Longest extension")


class ListRequest(Item):
    """A request about an entry and what became of it. No name of a person belongs here."""

    kind: (
        Literal[
            "listing",
            "defence",
            "objection",
            "correction",
            "review",
            "repair",
            "early_removal",
            "reorganisation",
        ]
        | None
    ) = say(
        "种类：申请列入、陈述申辩、异议、申请纠正、复议、信用修复、提前移出、重整和解期间屏蔽",
        "Kind: to list, defence, objection, correction, review, repair, early removal, shielding"
        " during reorganisation",
    )
    received_on: Day | None = say("收到日期", "Day received")
    marked_on: Day | None = say("作出异议标注的日期", "Day the entry was marked as disputed")
    forwarded_on: Day | None = say(
        "转交认定或者提供单位的日期", "Day passed on to the body that made or supplied the entry"
    )
    acceptance_decided_on: Day | None = say(
        "作出是否受理决定的日期", "Day it was decided whether to accept it"
    )
    extended: Flag | None = say("办理期限是否延长", "Whether the time limit was extended")
    decided_on: Day | None = say("作出处理决定的日期", "Day decided")
    outcome: Literal["granted", "refused", "not_accepted"] | None = say(
        "结果：同意、不同意、不予受理", "Outcome: granted, refused, not accepted"
    )
    reasons_told: Flag | None = say(
        "不同意或者不予受理的是否告知理由", "Whether reasons were told for a refusal"
    )
    carried_out_on: Day | None = say("落实日期", "Day carried out")


class ListRemoval(Item):
    """An entry that was, or has to be, withdrawn or corrected. No name belongs here."""

    cause: (
        Literal[
            "obligation_met",
            "settlement_performed",
            "applicant_asked",
            "nothing_to_enforce",
            "enforcement_stayed",
            "not_enforceable",
            "enforcement_ended",
            "term_expired",
            "wrongly_listed",
            "inaccurate",
            "basis_revoked",
            "repaired",
            "other",
        ]
        | None
    ) = say(
        "原因：义务履行完毕、和解履行完毕、申请人同意、无财产可供执行、中止执行、不予执行、终结执行、"
        "期限届满、不应列入、信息不准确、依据被撤销、信用修复、其他",
        "Cause: obligation met, settlement performed, applicant agrees, nothing to enforce,"
        " enforcement stayed, refused or ended, term expired, wrongly listed, inaccurate, basis"
        " revoked, repaired, other",
    )
    entry_has_term: Flag | None = say("该条记录是否有期限", "Whether the entry has a term")
    arose_on: Day | None = say(
        "原因发生、查明或者获知的日期", "Day the cause arose, was found or became known"
    )
    done: Flag | None = say("是否已撤下或者更正", "Whether withdrawn or corrected")
    done_on: Day | None = say("撤下或者更正的日期", "Day withdrawn or corrected")
    restraints_lifted: Flag | None = say(
        "是否解除相应措施", "Whether the measures that went with it were lifted"
    )
    reasons_published: Flag | None = say(
        "撤下的是否公开说明理由", "Whether the reasons for the withdrawal were made public"
    )


ListPaperItem = Literal[
    "party",
    "facts_and_basis",
    "restraints",
    "rights",
    "term",
    "removal",
    "remedies",
    "authority_and_date",
]


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
    regime: (
        Literal[
            "spc_defaulters",
            "nfra_dishonesty",
            "samr_dishonesty",
            "social_organisations",
            "environmental_credit",
            "public_credit",
            "other",
        ]
        | None
    ) = say(
        "名单所属制度：失信被执行人、金融监管严重失信、市场监管严重违法失信、社会组织、环境信用、地方"
        "公共信用、其他",
        "Scheme: judgment defaulters, NFRA list, SAMR list, social organisations, environmental"
        " credit, local public credit, other",
    )
    grade: Literal["minor", "ordinary", "serious"] | None = say(
        "失信程度：轻微、一般、严重", "Grade of dishonesty: minor, ordinary, serious"
    )
    channels: (
        list[
            Literal[
                "spc_database",
                "credit_china",
                "local_credit_website",
                "enterprise_publicity_system",
                "nfra_website",
                "own_website",
                "media",
                "other",
            ]
        ]
        | None
    ) = say("公示渠道", "Where it is published")
    reviewed_before_publication: Flag | None = say(
        "公开前是否经政府信息公开审查", "Whether it was reviewed before it was made public (OGI 17)"
    )
    criteria: list[ListCriterion] | None = say("列入情形", "Grounds of listing")
    criteria_open_days: Count | None = say(
        "标准公开征求意见的天数", "Days the criteria were open to comment"
    )
    removal_conditions_public: Flag | None = say(
        "移出条件和程序是否公开", "Whether conditions and procedure of removal are public"
    )
    risk_warned: Flag | None = say(
        "执行通知是否载明列入名单的风险提示",
        "Whether the enforcement notice warns of the list",
    )
    notice_contents: list[ListPaperItem] | None = say("事先告知载明的事项", "The notice says")
    decision_contents: list[ListPaperItem] | None = say("决定书载明的事项", "The decision says")
    decision_signed_by_head: Flag | None = say(
        "决定书是否由本机关负责人签发", "Whether the head of the body signs the decision"
    )
    listed_despite: (
        list[
            Literal[
                "sufficient_security",
                "seized_assets_suffice",
                "later_in_order",
                "no_refusal",
                "minor",
                "no_intent",
            ]
        ]
        | None
    ) = say(
        "有下列情形仍被列入的：已提供充分担保、查封财产足以清偿、履行顺序在后、不属有能力而拒不履行、"
        "未成年人、无主观故意（没有则为空）",
        "Listed although: sufficient security, seized assets suffice, later in order, no refusal"
        " of one able to pay, a minor, no intent (empty if none)",
    )
    term_starts: (
        Literal["decision", "listing", "end_of_act", "publication", "performance", "other"] | None
    ) = say(
        "期限起算点：认定文书作出之日、列入之日、行为终止之日、公布之日、履行之日、其他",
        "What starts the term: decision, listing, end of the act, publication, performance, other",
    )
    term_norms: list[Annotated[str, RefTo("norms")]] | None = say(
        "另行规定公示期限的规范（没有则为空）", "Norms that set another term (empty if none)"
    )
    withdrawal_within_working_days: Count | None = say(
        "撤下时限（工作日）", "Working days to withdraw"
    )
    correction_within_working_days: Count | None = say(
        "更正时限（工作日）", "Working days to correct"
    )
    early_removal_after: Duration | None = say(
        "列入满多久可以申请提前移出", "How long after listing early removal can be asked for"
    )
    repair_excluded_by: list[Annotated[str, RefTo("norms")]] | None = say(
        "规定不可修复的规范（没有则为空）", "Norms that exclude repair (empty if none)"
    )
    repair_fee: Flag | None = say("信用修复是否收费", "Whether a fee is charged for repair")
    objections_open: Flag | None = say(
        "是否受理异议、纠正申请", "Whether objections and requests for correction are taken"
    )
    query_log_kept: Duration | None = say(
        "查询记录的保存期限", "How long records of queries are kept"
    )
    requests: list[ListRequest] | None = say("收到的申请和异议", "Requests received")
    removals: list[ListRemoval] | None = say(
        "撤下和更正的记录", "Entries withdrawn or corrected, or due to be"
    )

"""Groups 1 to 3 of a declaration: who declares, who the operator is, and at what scale."""

from __future__ import annotations

from typing import Literal

from pipl_audit.model.declaration.base import (
    Contact,
    Count,
    Day,
    Decimal,
    Duration,
    Flag,
    Item,
    Names,
    Part,
    Text,
    UnifiedCode,
    say,
)

OperatorKind = Literal[
    "personal_credit_bureau",
    "enterprise_credit_bureau",
    "credit_scoring_platform",
    "financial_credit_database",
    "lender",
    "information_provider",
    "information_user",
    "foreign_score_vendor",
    "central_list_publisher",
    "court",
    "city_pilot",
    "city_operating_company",
    "sector_regulator",
    "local_list_publisher",
    "moral_model_publisher",
    "data_broker",
    "other",
]
LegalNature = Literal["state_organ", "authorised_organisation", "enterprise", "other"]


class PublishedSource(Part):
    """A published description a researcher relies on."""

    title: Text | None = say("名称", "Title")
    url: Text | None = say("网址", "Web address")
    document_no: Text | None = say("文号", "Document number")
    retrieved_on: Day | None = say("取得日期", "Day of retrieval")


class Declared(Part):
    """Group 1: the declaration itself."""

    on: Day | None = say("声明日期", "Day of the declaration")
    by: Text | None = say("声明人（机构或岗位）", "Who declares (body or post)")
    standing: Literal["operator", "auditor", "researcher"] | None = say(
        "声明人身份：运营者、审计者、研究者", "In what standing: operator, auditor, researcher"
    )
    source: PublishedSource | None = say("研究者所据来源", "The source a researcher describes")
    operator_heard: Flag | None = say("是否听取过运营者意见", "Whether the operator was heard")


class LicenceChange(Item):
    """A change of a licence or filing."""

    on: Day | None = say("变更日期", "Day of the change")
    what: Text | None = say("变更事项", "What changed")
    kind: (
        Literal[
            "branch",
            "merger",
            "division",
            "registered_capital",
            "major_shareholder",
            "name",
            "filed_items",
            "other",
        ]
        | None
    ) = say("变更种类（征信业管理条例第九条、第十条第二款）", "Kind of change (CRIR 9, 10(2))")
    share_percent: Decimal | None = say(
        "股东变更：所涉出资额或者股份的百分比",
        "Change of shareholder: per cent of capital or shares concerned",
    )
    approved_or_filed: Flag | None = say(
        "是否按规定获得批准或者办理备案", "Whether approved or filed as prescribed"
    )
    approved_or_filed_on: Day | None = say("批准或备案日期", "Day of approval or filing")


class Licence(Item):
    """A licence or filing held."""

    type: (
        Literal[
            "personal_credit_reporting_licence",
            "enterprise_credit_reporting_filing",
            "foreign_credit_bureau_approval",
            "credit_rating_filing",
            "financial_licence",
            "microloan_licence",
            "payment_licence",
            "internet_information_service",
            "algorithm_filing",
            "face_recognition_filing",
            "data_service",
            "other",
        ]
        | None
    ) = say("许可或备案的种类", "Kind of licence or filing")
    number: Text | None = say("编号", "Number")
    authority: Text | None = say("机关", "Authority")
    registered_on: Day | None = say(
        "所依据的公司登记日期", "Day of the company registration it follows"
    )
    applied_on: Day | None = say("申请或者提交备案日期", "Day applied for or submitted")
    granted_on: Day | None = say("取得日期", "Day granted or filed")
    valid_until: Day | None = say("有效期至", "Valid until")
    authority_level: Literal["national", "provincial", "lower"] | None = say(
        "机关层级：国家、省级、省级以下", "Level of the authority: national, provincial, lower"
    )
    subject_continues: Flag | None = say(
        "所备案的服务或者技术应用是否仍在继续",
        "Whether the service or use that was filed continues",
    )
    subject_ended_on: Day | None = say(
        "所备案的服务或者技术应用终止日期", "Day the service or use that was filed ended"
    )
    cancelled_on: Day | None = say("注销备案日期", "Day the filing was cancelled")
    status: Literal["valid", "applied_for", "suspended", "revoked", "expired"] | None = say(
        "状态", "Status"
    )
    changes: list[LicenceChange] | None = say("变更", "Changes")


class RegulatorOrder(Item):
    """An order received from a regulator."""

    authority: Text | None = say("机关", "Authority")
    received_on: Day | None = say("收到日期", "Day received")
    kind: (
        Literal[
            "rectification",
            "interview",
            "audit",
            "suspension",
            "deletion",
            "penalty",
            "inspection",
            "data_request",
            "technical_assistance",
            "other",
        ]
        | None
    ) = say("种类", "Kind")
    concerns_personal_information: Flag | None = say(
        "是否涉及个人信息处理活动", "Whether it is about the handling of personal information"
    )
    concerns_data_security: Flag | None = say(
        "是否涉及数据安全", "Whether it is about the security of data (DSL 44)"
    )
    concerns_network_security: Flag | None = say(
        "是否涉及网络安全", "Whether it is about the security of networks (CSL 58)"
    )
    concerns_cross_border: Flag | None = say(
        "是否涉及个人信息出境", "Whether it is about transfers abroad"
    )
    due_on: Day | None = say("期限", "Due day")
    done: Flag | None = say("是否已按要求完成", "Whether it was done as ordered")
    done_on: Day | None = say("完成日期", "Day done")


class Place(Part):
    """Where the operator is established."""

    jurisdiction: Literal["mainland", "hong_kong", "macao", "taiwan", "abroad"] | None = say(
        "境内、港澳台或境外", "Mainland, Hong Kong, Macao, Taiwan or abroad"
    )
    country: Text | None = say("国家（ISO 3166 二位代码）", "Country (ISO 3166 two letters)")
    region: Text | None = say("行政区划代码或名称", "Administrative region, code or name")
    address: Text | None = say("地址", "Address")


class Representative(Part):
    """PIPL 53: the body or representative of an operator abroad."""

    appointed: Flag | None = say("已设立专门机构或指定代表", "Whether one is appointed")
    name: Text | None = say("机构名称", "Name of the body")
    contact: Contact | None = say("联系方式", "Contact")
    reported: Flag | None = say("是否已报送", "Whether reported to the authority")
    reported_on: Day | None = say("报送日期", "Day reported to the authority")
    reported_to: Text | None = say("报送机关", "Authority reported to")


class CriticalInfrastructure(Part):
    """What operators of critical information infrastructure owe (CSL 35 to 40; CIIP 11 to 28)."""

    continuity_supported: Flag | None = say(
        "设施是否具有支持业务稳定、持续运行的性能",
        "Whether the infrastructure is able to carry stable, continuous operation",
    )
    measures_synchronised: Flag | None = say(
        "安全措施是否与设施同步规划、同步建设、同步使用",
        "Whether security measures are planned, built and used together with it",
    )
    responsibility_system: Flag | None = say(
        "是否建立健全网络安全保护制度和责任制",
        "Whether a protection and responsibility system exists",
    )
    resources_ensured: Flag | None = say(
        "是否保障人力、财力、物力投入（含专门安全管理机构的经费和人员）",
        "Whether staff, money and means are ensured, those of the security body included",
    )
    head_responsible: Flag | None = say(
        "主要负责人是否负总责", "Whether the principal bears overall responsibility"
    )
    security_body: Flag | None = say(
        "是否设置专门安全管理机构", "Whether there is a dedicated security body"
    )
    background_checks: Flag | None = say(
        "是否对安全管理负责人和关键岗位人员进行安全背景审查",
        "Whether the head of security and those in key posts had security background checks",
    )
    body_duties: (
        list[
            Literal[
                "rules_and_plan",
                "monitoring_and_assessment",
                "emergency_plan_and_drills",
                "key_posts",
                "training",
                "data_protection",
                "service_management",
                "reporting",
            ]
        ]
        | None
    ) = say(
        "专门安全管理机构所履行的职责（条例第十五条各项）",
        "Duties the dedicated body performs (CIIP 15, item by item)",
    )
    body_takes_part_in_decisions: Flag | None = say(
        "网络安全和信息化决策是否有该机构人员参与",
        "Whether its staff take part in decisions on network security and digital systems",
    )
    staff_trained_and_tested: Flag | None = say(
        "是否定期对从业人员进行教育、技术培训和技能考核",
        "Whether staff are educated, trained and tested regularly",
    )
    disaster_recovery: Flag | None = say(
        "重要系统和数据库是否容灾备份",
        "Whether important systems and databases have disaster-recovery back-ups",
    )
    drills_regular: Flag | None = say("是否定期演练", "Whether there are regular drills")
    assessment_interval: Duration | None = say(
        "网络安全检测和风险评估的间隔（如 P1Y）", "Interval of tests and risk assessments (as P1Y)"
    )
    assessment_findings_rectified: Flag | None = say(
        "检测评估发现的问题是否及时整改", "Whether problems found are put right promptly"
    )
    assessment_reported: Flag | None = say(
        "检测评估情况是否报送保护工作部门",
        "Whether results are reported to the department in charge",
    )
    trusted_products_preferred: Flag | None = say(
        "是否优先采购安全可信的网络产品和服务",
        "Whether secure and trustworthy products and services are bought with preference",
    )
    purchases: list[CriticalPurchase] | None = say(
        "网络产品和服务的采购", "Purchases of network products and services"
    )
    changes: list[CriticalChange] | None = say(
        "可能影响认定的较大变化，合并、分立、解散（无则填 []）",
        "Great changes that may affect identification, mergers, divisions, dissolution (`[]` if none)",
    )


class CriticalPurchase(Item):
    """A purchase of network products or services for critical infrastructure."""

    on: Day | None = say("日期", "Day")
    may_affect_national_security: Flag | None = say(
        "是否可能影响国家安全", "Whether it may affect national security"
    )
    cryptography: Flag | None = say(
        "是否涉及商用密码", "Whether it involves commercial cryptography"
    )
    security_review_passed: Flag | None = say(
        "是否通过国家安全审查", "Whether the national security review was passed"
    )
    in_use: Flag | None = say("是否已投入使用", "Whether it is in use")
    secrecy_agreement: Flag | None = say(
        "是否签订安全保密协议", "Whether an agreement on security and secrecy was signed"
    )
    performance_supervised: Flag | None = say(
        "是否监督提供者履行义务", "Whether the supplier's performance is supervised"
    )


class CriticalChange(Item):
    """A change that is to be reported to the department in charge (CIIP 11, 21)."""

    kind: Literal["great_change", "merger", "division", "dissolution", "other"] | None = say(
        "种类", "Kind"
    )
    on: Day | None = say("日期", "Day")
    reported: Flag | None = say(
        "是否及时报告保护工作部门", "Whether reported promptly to the department in charge"
    )
    disposed_as_required: Flag | None = say(
        "是否按要求处置设施", "Whether the infrastructure was dealt with as the department required"
    )


class Operator(Item):
    """Group 2: the operator."""

    name: Names | None = say("名称", "Name")
    unified_social_credit_code: UnifiedCode | None = say(
        "统一社会信用代码", "Unified social credit code"
    )
    contact: Contact | None = say("联系方式", "Contact")
    kinds: list[OperatorKind] | None = say("运营者类型", "Kinds of operator")
    legal_nature: LegalNature | None = say(
        "法律性质：国家机关、法律法规授权的具有管理公共事务职能的组织、企业、其他",
        "Legal nature: state organ, organisation authorised by law or regulation to manage public"
        " affairs, enterprise, other",
    )
    licences: list[Licence] | None = say("持有的许可和备案", "Licences and filings held")
    registered_capital: Count | None = say("注册资本（元）", "Registered capital (yuan)")
    critical_infrastructure: Flag | None = say(
        "是否被认定为关键信息基础设施运营者",
        "Whether identified as operator of critical information infrastructure",
    )
    critical_infrastructure_duties: CriticalInfrastructure | None = say(
        "关键信息基础设施运营者的义务履行情况",
        "How the duties of an operator of critical information infrastructure are met",
    )
    network_operator: Flag | None = say(
        "是否境内网络的所有者、管理者或者网络服务提供者",
        "Whether it owns, manages or serves through a network in the mainland (CSL 2, 78(3))",
    )
    user_services: (
        list[
            Literal[
                "network_access",
                "domain_registration",
                "telephone_access",
                "information_publishing",
                "instant_messaging",
            ]
        ]
        | None
    ) = say(
        "为用户办理入网或者提供信息发布、即时通讯等服务（无则填 []）",
        "Services to users of access, domain names, telephone, publishing or messaging (CSL 26; `[]`"
        " if none)",
    )
    government_department: Flag | None = say(
        "国家机关：是否政府部门（法院、检察院、监察、党群等其他机关填 false）",
        "State organ: whether a department of government (false for courts, procuratorates,"
        " supervision, party and other organs)",
    )
    aml_institution: Literal["financial_institution", "designated_non_financial", "none"] | None = (
        say(
            "履行反洗钱义务的机构：金融机构、特定非金融机构、都不是（反洗钱法第六十三条、第六十四条）",
            "Institution with anti-money-laundering duties: financial, designated non-financial, none"
            " (AML 63, 64)",
        )
    )
    serves_consumers: Flag | None = say(
        "是否向为生活消费需要的个人提供商品或者服务（作为消费者权益保护法所称经营者）",
        "Whether goods or services go to individuals who buy them for living needs (CPL 2, 3)",
    )
    central_organ: Flag | None = say(
        "是否中央和国家机关各部门或者其直属单位",
        "Whether a department of the central party and state organs, or a body directly under one",
    )
    serves_public: Flag | None = say(
        "是否面向社会提供产品、服务", "Whether products or services are offered to the public"
    )
    network_platform: Flag | None = say(
        "是否网络平台服务提供者（有第三方产品、服务接入）",
        "Whether it runs a network platform to which third parties connect (NDSR 40)",
    )
    large_platform: Flag | None = say(
        "是否大型网络平台", "Whether a large network platform (NDSR 62(8))"
    )
    important_platform: Flag | None = say(
        "是否提供重要互联网平台服务、用户数量巨大、业务类型复杂",
        "Whether an important internet platform with huge numbers of users (PIPL 58)",
    )
    place: Place | None = say("设立地", "Place of establishment")
    active_in: list[Text] | None = say(
        "开展信用信息活动的地区（行政区划代码：省级两位，如 37；市级四位，如 4403）",
        "Where it handles credit information (codes: province two digits, as 37; city four, as 4403)",
    )
    processes_in_mainland: Flag | None = say(
        "是否在境内处理自然人个人信息", "Whether it handles personal information in the mainland"
    )
    serves_persons_in_mainland: Flag | None = say(
        "境外运营者：是否以向境内自然人提供产品或者服务为目的",
        "If abroad: whether it aims at providing products or services to persons in the mainland",
    )
    analyses_persons_in_mainland: Flag | None = say(
        "境外运营者：是否分析、评估境内自然人的行为",
        "If abroad: whether it analyses or assesses the conduct of persons in the mainland",
    )
    mainland_representative: Representative | None = say(
        "境内专门机构或代表", "Body or representative in the mainland"
    )
    regulator_orders: list[RegulatorOrder] | None = say(
        "收到的监管要求", "Orders received from regulators"
    )


class ImportantData(Part):
    """Important data: identification and notification (NDSR 29)."""

    assessed: Flag | None = say("是否已按规定识别", "Whether identification was carried out")
    identified: Flag | None = say("是否识别出重要数据", "Whether important data were identified")
    declared_on: Day | None = say("申报日期", "Day declared to the authority")
    declared: Flag | None = say(
        "识别出的重要数据是否申报", "Whether important data identified were declared"
    )
    notified: Flag | None = say(
        "是否被告知或公开发布为重要数据", "Whether notified or published as important data"
    )
    special_kind_or_amount: Flag | None = say(
        "是否属于主管部门规定的特定种类、规模的重要数据",
        "Whether they are of the kinds and amounts the authority has named (NDSR 30(3))",
    )
    risk_assessed: Flag | None = say(
        "是否按规定定期开展风险评估", "Whether risk is assessed regularly as prescribed"
    )
    risk_assessed_on: Day | None = say("最近一次风险评估日期", "Day of the last risk assessment")
    risk_report_submitted: Flag | None = say(
        "是否报送风险评估报告", "Whether the risk assessment report is submitted"
    )
    risk_report_submitted_on: Day | None = say("报送日期", "Day submitted")
    risk_report_contents: (
        list[
            Literal[
                "kinds",
                "amounts",
                "processing",
                "risks",
                "measures",
                "handler_and_officer",
                "incidents",
                "provision_assessments",
                "cross_border",
                "key_business_and_supply_chain",
            ]
        ]
        | None
    ) = say(
        "风险评估报告的内容", "What the risk assessment report contains (DSL 30(2), NDSR 33(2))"
    )


class Scale(Part):
    """Group 3: numbers of persons (not of records)."""

    counted_on: Day | None = say("统计日期", "Day of counting")
    persons: Count | None = say("个人信息主体人数", "Persons whose information is handled")
    over_ten_million_since: Day | None = say(
        "处理人数超过一千万的起始日期",
        "Day since which information of more than 10 million persons is handled",
    )
    sensitive_persons: Count | None = say(
        "敏感个人信息主体人数", "Persons whose sensitive information is handled"
    )
    minors_under_14: Count | None = say("不满十四周岁人数", "Persons under 14")
    minors_14_to_17: Count | None = say("十四至十七周岁人数", "Persons aged 14 to 17")
    face_templates: Count | None = say("存储人脸信息的人数", "Persons whose face data are stored")
    face_templates_reached_on: Day | None = say(
        "存储人脸信息达到10万人的日期", "Day stored face data reached 100,000 persons"
    )
    registered_users: Count | None = say("注册用户数", "Registered users")
    monthly_active_users: Count | None = say("月活跃用户数", "Monthly active users")
    organisations: Count | None = say("组织主体数", "Organisations recorded")
    records: Count | None = say("记录条数（不等于人数）", "Records (not persons)")
    important_data: ImportantData | None = say("重要数据", "Important data")

"""Groups 1 to 3 of a declaration: who declares, who the operator is, and at what scale."""

from __future__ import annotations

from typing import Literal

from pipl_audit.model.declaration.base import (
    Contact,
    Count,
    Day,
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
    granted_on: Day | None = say("取得日期", "Day granted or filed")
    valid_until: Day | None = say("有效期至", "Valid until")
    status: Literal["valid", "applied_for", "suspended", "revoked", "expired"] | None = say(
        "状态", "Status"
    )
    changes: list[LicenceChange] | None = say("变更", "Changes")


class RegulatorOrder(Item):
    """An order received from a regulator."""

    authority: Text | None = say("机关", "Authority")
    received_on: Day | None = say("收到日期", "Day received")
    kind: (
        Literal["rectification", "interview", "audit", "suspension", "deletion", "penalty", "other"]
        | None
    ) = say("种类", "Kind")
    concerns_personal_information: Flag | None = say(
        "是否涉及个人信息处理活动", "Whether it is about the handling of personal information"
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
    critical_infrastructure: Flag | None = say(
        "是否被认定为关键信息基础设施运营者",
        "Whether identified as operator of critical information infrastructure",
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
    notified: Flag | None = say(
        "是否被告知或公开发布为重要数据", "Whether notified or published as important data"
    )


class Scale(Part):
    """Group 3: numbers of persons (not of records)."""

    counted_on: Day | None = say("统计日期", "Day of counting")
    persons: Count | None = say("个人信息主体人数", "Persons whose information is handled")
    sensitive_persons: Count | None = say(
        "敏感个人信息主体人数", "Persons whose sensitive information is handled"
    )
    minors_under_14: Count | None = say("不满十四周岁人数", "Persons under 14")
    minors_14_to_17: Count | None = say("十四至十七周岁人数", "Persons aged 14 to 17")
    face_templates: Count | None = say("存储人脸信息的人数", "Persons whose face data are stored")
    registered_users: Count | None = say("注册用户数", "Registered users")
    monthly_active_users: Count | None = say("月活跃用户数", "Monthly active users")
    organisations: Count | None = say("组织主体数", "Organisations recorded")
    records: Count | None = say("记录条数（不等于人数）", "Records (not persons)")
    important_data: ImportantData | None = say("重要数据", "Important data")

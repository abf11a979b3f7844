"""Group 4 of a declaration: activities, their operations, and the norms they rest on."""

from __future__ import annotations

from typing import Annotated, Literal

from pipl_audit.model.declaration.base import (
    Category,
    Count,
    Day,
    Flag,
    Item,
    Names,
    Part,
    RefTo,
    Text,
    say,
)

OperationKind = Literal[
    "collect", "store", "use", "process", "transmit", "provide", "disclose", "delete"
]
LegalBasis = Literal[
    "consent",
    "contract",
    "human_resources",
    "statutory_duty",
    "public_health_emergency",
    "vital_emergency",
    "news_reporting",
    "public_information",
    "other_law",
    "none",
]
NormLevel = Literal[
    "law",
    "administrative_regulation",
    "state_council_provision",
    "judicial_interpretation",
    "treaty",
    "local_regulation",
    "departmental_rule",
    "local_government_rule",
    "policy_document",
    "standard",
    "internal_rule",
]


class Norm(Item):
    """A norm relied on: name, article, level, issuer, territory and what it authorises."""

    name: Text | None = say("名称", "Name")
    article: Text | None = say("条款", "Article, paragraph, item")
    level: NormLevel | None = say("效力位阶", "Level in the hierarchy of norms")
    issuer: Text | None = say("制定机关", "Issuer")
    territory: Text | None = say("适用地域", "Territory")
    authorises: list[OperationKind] | None = say(
        "所授权的处理操作", "Operations of processing it authorises"
    )
    imposes: (
        list[Literal["secrecy", "no_notice", "retention", "publication", "licence", "restriction"]]
        | None
    ) = say("所规定的其他要求", "Other things it provides for")
    retention_period: Text | None = say("所规定的保存期限", "Retention period it sets")
    in_force_from: Day | None = say("施行日期", "In force from")
    in_force_until: Day | None = say("失效日期", "In force until (last day)")
    url: Text | None = say("网址", "Web address")


class Emergency(Part):
    """PIPL 13(1)(4): the emergency an operation answers."""

    kind: Literal["public_health", "life_health_property"] | None = say("种类", "Kind")
    declared_by: Text | None = say("宣布机关", "Body that declared it")
    began_on: Day | None = say("开始日期", "Day it began")
    ended_on: Day | None = say("结束日期", "Day it ended")
    ongoing: Flag | None = say("是否仍在持续", "Whether it still lasts")


class PublicInformation(Part):
    """PIPL 27: information already public."""

    made_public_by: Literal["subject", "lawful_publication", "leak_or_unlawful"] | None = say(
        "由谁公开：本人自行公开、其他合法公开、泄露或非法公开",
        "Made public by the person, by other lawful publication, or by leak or unlawfully",
    )
    published_source: Text | None = say("公开来源", "Where it is public")
    refusals_honoured: Flag | None = say(
        "个人明确拒绝的是否已停止处理",
        "Whether processing stops for persons who expressly refuse",
    )
    significant_effect: Flag | None = say(
        "处理对个人权益是否有重大影响",
        "Whether the processing has a significant effect on the person's rights and interests",
    )


class Operation(Item):
    """One or more operations of processing (PIPL 4) that share a legal basis."""

    kinds: list[OperationKind] | None = say("处理操作（个人信息保护法第四条）", "Kinds (PIPL 4)")
    categories: list[Category] | None = say(
        "本项操作涉及的个人信息种类", "Kinds of personal information this operation concerns"
    )
    legal_basis: LegalBasis | None = say(
        "合法性基础（个人信息保护法第十三条第一款）；none 表示没有",
        "Legal basis (PIPL 13(1)); `none` states that there is none",
    )
    necessary: Flag | None = say(
        "该项操作是否为所主张的基础所必需",
        "Whether this operation is necessary for the basis claimed",
    )
    necessity_reason: Text | None = say("必要性理由", "Why it is necessary")
    norms: list[Annotated[str, RefTo("norms")]] | None = say("所依据的规范", "Norms relied on")
    consent: Annotated[str, RefTo("consents")] | None = say("所依据的同意", "Consent relied on")
    subject_is_party: Flag | None = say(
        "个人是否为（拟订立）合同的一方当事人",
        "Whether the person is a party to the contract, or is about to conclude it",
    )
    labour_rules_lawful: Flag | None = say(
        "是否依照依法制定的劳动规章制度", "Whether labour rules lawfully made are followed"
    )
    collective_contract_lawful: Flag | None = say(
        "是否依照依法签订的集体合同", "Whether a collective contract lawfully made is followed"
    )
    within_authority: Flag | None = say(
        "国家机关：是否未超出履行法定职责所必需的范围和限度",
        "State organ: whether it stays within what the statutory function needs",
    )
    procedure_followed: Flag | None = say(
        "国家机关：是否依照法定权限、程序",
        "State organ: whether statutory powers and procedure are followed",
    )
    emergency: Emergency | None = say("所应对的紧急情况", "The emergency answered")
    public_information: PublicInformation | None = say("已公开信息", "Information already public")
    recipients: list[Annotated[str, RefTo("recipients")]] | None = say(
        "接收方（其他个人信息处理者）", "Recipients (other handlers)"
    )
    recipient_notice: (
        list[Literal["recipient_name", "recipient_contact", "purpose", "method", "categories"]]
        | None
    ) = say(
        "提供前已向个人告知的事项（第二十三条）",
        "What the person was told before provision (PIPL 23)",
    )
    processors: list[Annotated[str, RefTo("processors")]] | None = say(
        "受托人", "Processors entrusted"
    )
    began_on: Day | None = say("开始日期", "Day it began")
    ended_on: Day | None = say("结束日期", "Day it ended")
    continues: Flag | None = say("是否仍在进行", "Whether it still continues")
    records: Count | None = say("所涉个人信息条数", "Items of personal information concerned")
    gains: Count | None = say("由此所得（元）", "Gains from it (yuan)")
    obtained_in_duty_or_service: Flag | None = say(
        "所提供的信息是否在履行职责或者提供服务过程中获得",
        "Whether what is provided was obtained in performing a duty or rendering a service",
    )


class DataUse(Item):
    """Fields of a dataset an activity uses, and whether each is needed."""

    dataset: Annotated[str, RefTo("datasets")] | None = say("数据集", "Dataset")
    fields: list[Text] | None = say("所用字段", "Fields used")
    necessary: Flag | None = say("实现处理目的所必需", "Whether they are necessary for the purpose")
    necessity_reason: Text | None = say("必要性理由", "Why they are necessary")
    serves: Text | None = say("所服务的功能", "The function they serve")


class Exemption(Item):
    """An exemption from informing the person that the operator claims (PIPL 18, 35)."""

    ground: (
        Literal[
            "secrecy_required",
            "notice_not_required",
            "impedes_statutory_duty",
            "vital_emergency",
        ]
        | None
    ) = say("免于告知的理由", "Ground")
    norms: list[Annotated[str, RefTo("norms")]] | None = say("所依据的规范", "Norms relied on")
    reason: Text | None = say("说明", "Reason")
    emergency_ended: Flag | None = say("紧急情况是否已消除", "Whether the emergency has ended")
    informed_after_emergency: Flag | None = say(
        "紧急情况消除后是否已及时告知", "Whether persons were told promptly after it ended"
    )


class JointHandling(Part):
    """PIPL 20: handlers that decide purpose and means together."""

    handlers: list[Annotated[str, RefTo("joint_handlers")]] | None = say(
        "共同处理者", "Joint handlers"
    )
    agreement: Flag | None = say(
        "是否约定各自的权利和义务", "Whether rights and duties of each are agreed"
    )
    limits_requests: Flag | None = say(
        "约定是否限制个人向其中任一处理者行使权利",
        "Whether the agreement limits requests of the person to any one of them",
    )


class Entrustment(Part):
    """PIPL 21, 59: the operator itself processes for somebody else."""

    principal: Text | None = say("委托人", "The principal")
    within_agreement: Flag | None = say(
        "是否未超出约定的处理目的、方式", "Whether processing stays within the agreed terms"
    )
    subprocessors_approved: Flag | None = say(
        "转委托是否均经委托人同意（无转委托填 true）",
        "Whether every sub-processor was approved by the principal (true if there is none)",
    )
    ended: Flag | None = say("委托是否已终止", "Whether the entrustment has ended")
    returned_or_deleted: Flag | None = say(
        "终止后是否已返还或删除", "Whether the data were returned or deleted at the end"
    )
    security_measures: Flag | None = say(
        "是否采取必要安全措施", "Whether necessary security measures are taken"
    )
    assists_principal: Flag | None = say(
        "是否协助委托人履行义务", "Whether the principal is assisted in its duties"
    )
    government_data: Flag | None = say(
        "是否受国家机关或者法律、法规授权的组织委托处理政务数据或者建设、维护电子政务系统",
        "Whether a state organ or authorised organisation entrusts government data or systems"
        " (DSL 40)",
    )
    public_systems: Flag | None = say(
        "是否为国家机关、关键信息基础设施运营者提供服务或者参与公共基础设施、公共服务系统的建设、运行、维护",
        "Whether state organs or operators of critical infrastructure are served, or public"
        " infrastructure or service systems built, run or maintained (NDSR 16)",
    )
    used_without_consent: Flag | None = say(
        "是否未经委托方同意访问、获取、留存、使用、泄露、提供或者关联分析数据",
        "Whether data are accessed, kept, used, disclosed, provided or linked without the"
        " principal's consent",
    )


class DataTrading(Part):
    """DSL 33: what an intermediary in data trading does."""

    intermediary: Flag | None = say(
        "是否从事数据交易中介服务（撮合他人之间的交易）",
        "Whether it is an intermediary, for trades between others",
    )
    source_asked: Flag | None = say(
        "是否要求数据提供方说明数据来源", "Whether suppliers must state the source of the data"
    )
    identities_checked: Flag | None = say(
        "是否审核交易双方的身份", "Whether the identity of both parties is checked"
    )
    records_kept: Flag | None = say(
        "是否留存审核、交易记录", "Whether records of checks and trades are kept"
    )


class AutomatedCollection(Part):
    """NDSR 18, 24: access to or collection of data by automated tools."""

    effect_assessed: Flag | None = say(
        "是否评估对网络服务带来的影响", "Whether the effect on the network service was assessed"
    )
    intrudes: Flag | None = say("是否非法侵入他人网络", "Whether it breaks into networks of others")
    disturbs_service: Flag | None = say(
        "是否干扰网络服务正常运行", "Whether it disturbs the service"
    )
    unneeded_deleted: Flag | None = say(
        "无法避免采集到的非必要或者未经同意的个人信息是否删除或者匿名化",
        "Whether information collected unavoidably, without need or consent, is deleted or"
        " anonymised",
    )


class CommercialMessages(Part):
    """CPL 29(3), CPR 24: commercial messages and calls to consumers."""

    sent: Flag | None = say(
        "是否向个人发送商业性信息或者拨打商业性电话",
        "Whether commercial messages or calls go to persons",
    )
    consented: Flag | None = say(
        "是否均经个人同意或者应其请求", "Whether each rests on the person's consent or request"
    )
    sent_after_refusal: Flag | None = say(
        "个人明确拒绝后是否仍发送", "Whether they go on after an express refusal"
    )
    cancel_offered: Flag | None = say(
        "是否提供明确、便捷的取消方式", "Whether a clear and easy way to cancel is offered"
    )
    stopped_at_once: Flag | None = say(
        "取消后是否立即停止", "Whether they stop at once on cancellation"
    )


class Change(Item):
    """A change of purpose, method or kinds of data since processing began."""

    on: Day | None = say("变更日期", "Day of the change")
    of: (
        list[
            Literal[
                "purpose",
                "method",
                "categories",
                "handler_identity",
                "retention",
                "rights_procedure",
                "other_notice_items",
            ]
        ]
        | None
    ) = say("变更内容", "What changed")
    told: Flag | None = say("是否将变更部分告知个人", "Whether the person was told")
    beyond_consent: Flag | None = say(
        "变更是否超出原同意的范围（仅缩减的、与同意无关的填 false）",
        "Whether it goes beyond what was consented to (false if it only takes something away, or"
        " concerns no consent)",
    )
    consent_renewed: Flag | None = say("是否重新取得同意", "Whether consent was obtained again")


class Substance(Part):
    """What is really done for whom, whatever the label (CRIR 2(2), CRBM 3 to 5)."""

    collects_credit_information: Flag | None = say(
        "是否采集用于判断信用状况的信息",
        "Whether information to judge creditworthiness is collected",
    )
    compiles_or_scores: Flag | None = say(
        "是否整理、加工或评分", "Whether it is compiled, processed or scored"
    )
    supplies_to: (
        list[
            Literal[
                "lenders",
                "credit_bureaus",
                "merchants",
                "employers",
                "landlords",
                "public_bodies",
                "general_public",
                "group_companies",
                "subjects_themselves",
                "others",
            ]
        ]
        | None
    ) = say("向谁提供报告、评分或名单", "Who receives reports, scores or lists")
    used_for: list[Text] | None = say("接收方用途", "What they use them for")
    used_for_credit_decisions: Flag | None = say(
        "是否用于授信等金融经济活动的信用判断",
        "Whether used to judge credit in lending and other economic activity",
    )
    routed_through_licensed_bureau: Flag | None = say(
        "是否经由持牌征信机构", "Whether routed through a licensed credit bureau"
    )
    recipients_in_mainland: Flag | None = say(
        "接收方是否有在境内的", "Whether any of those who receive them is in the mainland"
    )
    bought_from: list[Annotated[str, RefTo("suppliers")]] | None = say(
        "所购信用信息的提供方", "Suppliers of credit information bought"
    )


class SensitiveInformation(Part):
    """PIPL 28(2): the conditions for handling sensitive personal information."""

    purpose_specific: Flag | None = say("是否具有特定的目的", "Whether the purpose is specific")
    sufficiently_necessary: Flag | None = say(
        "是否具有充分的必要性", "Whether it is sufficiently necessary"
    )
    strict_protection: Flag | None = say(
        "是否采取严格保护措施", "Whether strict protective measures are taken"
    )
    other_limits_met: Flag | None = say(
        "法律、行政法规规定的许可或其他限制是否满足（无则填 true）",
        "Whether licences or limits that laws set are met (true if there are none)",
    )


class ImpactAssessment(Part):
    """PIPL 55, 56: the impact assessment of an activity."""

    done: Literal["before_processing", "after_processing_began", "not_done"] | None = say(
        "是否事前完成", "Whether it was done, and when"
    )
    done_on: Day | None = say("完成日期", "Day done")
    contents: (
        list[Literal["lawfulness_and_necessity", "effects_and_risks", "protective_measures"]] | None
    ) = say("评估内容", "What it covers (PIPL 56(1))")
    processing_recorded: Flag | None = say(
        "是否对处理情况进行记录", "Whether the processing is recorded"
    )
    kept_for: Text | None = say("保存期限（如 P3Y）", "How long report and records are kept")
    kept_at_least_three_years: Flag | None = say(
        "报告和记录是否至少保存三年", "Whether report and records are kept for three years or more"
    )


class FaceRecognition(Part):
    """Facial recognition in an activity (face-recognition measures of 2025)."""

    used_for: (
        list[
            Literal[
                "verify_identity",
                "identify_person",
                "technology_research",
                "algorithm_training",
                "other",
            ]
        ]
        | None
    ) = say(
        "用途：一对一验证身份、一对多辨识特定个人、技术研发、算法训练、其他",
        "Used to verify an identity (one to one), to identify persons (one to many), for research on"
        " the technology, to train algorithms, other",
    )
    other_ways_exist: Flag | None = say(
        "是否存在实现相同目的或者达到同等业务要求的其他方式",
        "Whether other means serve the same purpose or business need",
    )
    prescribed_by_state: Flag | None = say(
        "国家对以人脸识别验证身份是否另有规定",
        "Whether the state prescribes verification by face",
    )
    sole_method: Flag | None = say(
        "人脸识别是否为唯一验证方式", "Whether the face is the only means of verification"
    )
    reasonable_alternative: Flag | None = say(
        "对不同意者是否提供其他合理、便捷的方式",
        "Whether those who decline are offered another reasonable and convenient way",
    )
    misled_or_coerced: Flag | None = say(
        "是否误导、欺诈、胁迫个人接受",
        "Whether persons are misled, deceived or coerced into accepting it",
    )
    kept_on_device: Flag | None = say(
        "人脸信息是否仅存储于人脸识别设备内", "Whether face data are kept on the device only"
    )
    sent_over_internet: Flag | None = say(
        "人脸信息是否通过互联网对外传输", "Whether face data leave the device over the internet"
    )
    separate_consent_off_device: Flag | None = say(
        "在设备外存储或者对外传输是否取得单独同意",
        "Whether there is separate consent to keeping or sending them off the device",
    )
    norms_off_device: list[Annotated[str, RefTo("norms")]] | None = say(
        "允许在设备外存储或者对外传输的规范（无则填 []）",
        "Norms that allow keeping or sending them off the device (`[]` if none)",
    )
    reassessed_when_required: Flag | None = say(
        "目的、方式变化或者发生重大安全事件后是否重新评估（均未发生填 true）",
        "Whether the impact was assessed again after a change of purpose or method or a major"
        " security incident (true if none occurred)",
    )
    system_measures: (
        list[
            Literal[
                "encryption",
                "security_audit",
                "access_control",
                "authorisation",
                "intrusion_detection",
            ]
        ]
        | None
    ) = say("应用系统所采取的措施", "Measures of the system used")


class Activity(Item):
    """One processing activity: a purpose and what is done for it."""

    name: Names | None = say("名称", "Name")
    purpose: Text | None = say("处理目的", "Purpose")
    purpose_explicit: Flag | None = say(
        "处理目的是否明确、合理并已写明",
        "Whether the purpose is explicit, reasonable and written down",
    )
    purpose_kinds: (
        list[
            Literal[
                "credit_reporting",
                "credit_scoring",
                "lending",
                "guarantee",
                "collection_of_debt",
                "risk_control",
                "identity_verification",
                "marketing",
                "information_push",
                "analytics",
                "model_training",
                "list_publication",
                "incentive",
                "restraint",
                "statutory_reporting",
                "human_resources",
                "customer_service",
                "objection_handling",
                "public_security",
                "epidemic_control",
                "research",
                "news",
                "data_trading",
                "generative_ai_service",
                "app_distribution",
                "other",
            ]
        ]
        | None
    ) = say("目的类型", "Kinds of purpose")
    role: Literal["handler", "joint_handler", "entrusted"] | None = say(
        "在本活动中的角色：处理者、共同处理者、受托人",
        "Role in this activity: handler, joint handler, entrusted",
    )
    status: Literal["planned", "active", "suspended", "discontinued"] | None = say("状态", "Status")
    began_on: Day | None = say("开始日期", "Day it began")
    ended_on: Day | None = say("结束日期", "Day it ended")
    substance: Substance | None = say("实质内容", "What is really done for whom")
    functions: list[Text] | None = say("所服务的功能", "Functions served")
    subjects: (
        list[
            Literal[
                "user",
                "non_user",
                "borrower",
                "guarantor",
                "third_party_contact",
                "family_member",
                "employee",
                "officer_in_duty",
                "legal_representative",
                "sole_trader",
                "shareholder",
                "judgment_debtor",
                "penalised_person",
                "petitioner",
                "teacher",
                "patient_or_contact",
                "volunteer_or_model",
                "minor_under_14",
                "minor_14_to_17",
                "deceased",
                "organisation",
                "other",
            ]
        ]
        | None
    ) = say("涉及的主体", "Data subjects")
    natural_persons_named: Flag | None = say(
        "是否涉及自然人信息", "Whether any natural person is concerned"
    )
    persons_in_mainland: Flag | None = say(
        "境外运营者：本活动是否针对境内自然人",
        "If the operator is abroad: whether this concerns persons in the mainland",
    )
    persons: Count | None = say("涉及人数", "Persons concerned")
    sources: (
        list[
            Literal[
                "subject",
                "third_party",
                "crawler",
                "public_record",
                "other_agency",
                "device",
                "inference",
                "credit_bureau",
            ]
        ]
        | None
    ) = say("信息来源", "Sources")
    suppliers: list[Annotated[str, RefTo("suppliers")]] | None = say("提供方", "Suppliers")
    categories: list[Category] | None = say(
        "处理的个人信息种类", "Kinds of personal information handled"
    )
    sensitive: Flag | None = say(
        "是否处理敏感个人信息（对分类中“视情形”的种类须作判断）",
        "Whether sensitive personal information is handled (decides for kinds that depend on"
        " circumstances)",
    )
    sensitive_information: SensitiveInformation | None = say(
        "处理敏感个人信息的条件", "Conditions for handling sensitive information"
    )
    significant_effect: Flag | None = say(
        "是否属于其他对个人权益有重大影响的处理活动",
        "Whether the activity otherwise has a significant effect on persons (PIPL 55(5))",
    )
    data_used: list[DataUse] | None = say("所用数据", "Data used")
    beyond_minimum: Flag | None = say(
        "是否收集了超出所声明功能所需的信息",
        "Whether anything is collected that the declared functions do not need",
    )
    means_least_intrusive: Flag | None = say(
        "是否采取对个人权益影响最小的方式", "Whether the means with the least effect are used"
    )
    operations: list[Operation] | None = say("处理操作", "Operations")
    notice: Annotated[str, RefTo("notices")] | None = say("告知", "The notice given")
    exemptions_claimed: list[Exemption] | None = say(
        "所主张的免予告知情形（无则填 []）", "Exemptions from notice claimed (`[]` if none)"
    )
    commercial_messages: CommercialMessages | None = say(
        "商业性信息和电话", "Commercial messages and calls"
    )
    joint: JointHandling | None = say("共同处理", "Joint handling")
    entrustment: Entrustment | None = say("受托处理", "Processing for a principal")
    data_trading: DataTrading | None = say("数据交易", "Data trading")
    automated_collection: AutomatedCollection | None = say(
        "自动化工具采集", "Collection by automated tools"
    )
    training_data_secured: Flag | None = say(
        "生成式人工智能服务：是否对训练数据及其处理加强安全管理",
        "Generative AI services: whether training data and their processing are managed securely",
    )
    changes: list[Change] | None = say("处理变更（无则填 []）", "Changes (`[]` if none)")
    impact_assessment: ImpactAssessment | None = say(
        "个人信息保护影响评估", "Personal information protection impact assessment"
    )
    face_recognition: FaceRecognition | None = say("人脸识别", "Facial recognition")
    household_only: Flag | None = say(
        "是否仅为自然人个人或家庭事务",
        "Whether a natural person's personal or household affair only",
    )
    statistics_or_archives: Flag | None = say(
        "是否属于各级政府组织实施的统计、档案管理活动",
        "Whether statistics or archives organised by a government (PIPL 72(2))",
    )


class Restructuring(Item):
    """PIPL 22: information moves because of a merger, division, dissolution or bankruptcy."""

    event: Literal["merger", "division", "dissolution", "bankruptcy", "other"] | None = say(
        "原因", "Event"
    )
    on: Day | None = say("日期", "Day")
    recipient: Annotated[str, RefTo("recipients")] | None = say("接收方", "Recipient")
    told: list[Literal["recipient_name", "recipient_contact"]] | None = say(
        "已向个人告知的事项", "What the persons were told"
    )
    recipient_continues_duties: Flag | None = say(
        "接收方是否继续履行处理者义务", "Whether the recipient continues the handler's duties"
    )
    purpose_or_method_changed: Flag | None = say(
        "接收方是否变更原处理目的、方式", "Whether the recipient changes purpose or method"
    )
    consent_renewed: Flag | None = say(
        "变更时是否重新取得同意", "Whether consent is obtained again on such a change"
    )
    affects_data_security: Flag | None = say(
        "是否可能影响重要数据（或者一千万人以上个人信息）的安全",
        "Whether the security of important data, or of 10 million persons' information, may be"
        " affected (NDSR 28, 32)",
    )
    data_secured: Flag | None = say(
        "是否采取措施保障网络数据安全", "Whether measures keep the data secure"
    )
    plan_reported: Flag | None = say(
        "是否向省级以上主管部门报告处置方案、接收方名称和联系方式",
        "Whether the plan and the recipient's name and contact were reported at provincial level or"
        " above",
    )
    credit_database: (
        Literal["transferred_with_consent", "handed_to_designated", "destroyed_supervised", "other"]
        | None
    ) = say(
        "征信机构解散、破产：信息数据库的处理方式",
        "Credit bureau dissolved or bankrupt: what became of its database",
    )
    reported_to_central_bank: Flag | None = say(
        "征信机构解散、破产：是否向中国人民银行报告",
        "Credit bureau dissolved or bankrupt: whether reported to the central bank",
    )


class PublicPlaceDevice(Item):
    """PIPL 26: image capture or identification of persons in public places."""

    place: Text | None = say("安装地点", "Place")
    kind: Literal["image_capture", "identity_recognition"] | None = say("种类", "Kind")
    necessary_for_public_security: Flag | None = say(
        "是否为维护公共安全所必需", "Whether necessary for public security"
    )
    follows_state_rules: Flag | None = say(
        "是否遵守国家有关规定", "Whether state rules are followed"
    )
    conspicuous_sign: Flag | None = say("是否设置显著提示标识", "Whether a conspicuous sign is set")
    face_recognition: Flag | None = say("是否应用人脸识别技术", "Whether it recognises faces")
    area_determined: Flag | None = say(
        "是否依法合理确定采集区域",
        "Whether the area captured is reasonably determined under the law",
    )
    private_space: Flag | None = say(
        "是否安装在客房、浴室、更衣室、卫生间等私密空间内部",
        "Whether it is inside a guest room, bathroom, changing room, toilet or the like",
    )
    other_purposes: Flag | None = say(
        "是否用于公共安全以外的目的", "Whether used for anything but public security"
    )
    separate_consent: Flag | None = say(
        "用于其他目的是否取得单独同意", "Whether separate consent was obtained for other purposes"
    )
    other_purposes_basis: LegalBasis | None = say(
        "用于其他目的的合法性基础", "Legal basis of the other purposes"
    )

"""Groups 9 and 10 of a declaration: other parties, and transfers abroad."""

from __future__ import annotations

from typing import Annotated, Literal

from pipl_audit.model.declaration.base import (
    Contact,
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

ContractTerm = Literal[
    "purpose",
    "period",
    "method",
    "categories",
    "protective_measures",
    "rights_and_duties",
    "scope",
    "security_duties",
    "onward_use",
    "return_or_deletion",
]


class ProvisionRisk(Part):
    """NDSR 31: the risk assessment before important data go to somebody else."""

    done: Literal["before_provision", "after_provision", "not_done"] | None = say(
        "是否事前完成", "Whether it was done, and when"
    )
    contents: (
        list[
            Literal[
                "lawfulness_and_necessity",
                "risks",
                "recipient_integrity",
                "contract_binds",
                "measures",
            ]
        ]
        | None
    ) = say("评估内容", "What it covers")


class Party(Item):
    """Another organisation: identity and contact."""

    name: Names | None = say("名称", "Name")
    contact: Contact | None = say("联系方式", "Contact")
    country: Text | None = say("国家或地区（ISO 3166）", "Country or region (ISO 3166)")
    relation: (
        Literal[
            "group",
            "public_body",
            "credit_bureau",
            "lender",
            "platform",
            "credit_platform",
            "other",
        ]
        | None
    ) = say(
        "关系（credit_platform 指“信用中国”等公共信用平台网站）",
        "Relation (`credit_platform`: Credit China and other public credit platforms)",
    )
    licensed_credit_bureau: Flag | None = say(
        "是否持牌征信机构", "Whether a licensed or filed credit bureau"
    )
    important_data: Flag | None = say(
        "是否涉及重要数据", "Whether important data are provided, entrusted or handled jointly"
    )
    risk_assessment: ProvisionRisk | None = say(
        "提供、委托、共同处理重要数据前的风险评估",
        "Risk assessment before important data are provided, entrusted or handled jointly",
    )


class Recipient(Party):
    """Another handler to whom personal information is provided."""

    purpose: Text | None = say("接收方处理目的", "Purpose of the recipient")
    contract: Flag | None = say("是否订立合同", "Whether there is a contract")
    contract_terms: list[ContractTerm] | None = say("合同约定事项", "What the contract settles")
    supervised: Flag | None = say("是否监督其履行", "Whether performance is supervised")
    records_kept_three_years: Flag | None = say(
        "提供记录是否至少保存三年", "Whether records of provision are kept three years"
    )
    within_told_scope: Flag | None = say(
        "接收方是否在告知的目的、方式和种类范围内处理",
        "Whether the recipient stays within the purposes, methods and kinds told",
    )
    synchronises_corrections: Flag | None = say(
        "是否同步更正、撤下", "Whether corrections and withdrawals are passed on"
    )


class Processor(Party):
    """Somebody entrusted with processing on the operator's behalf."""

    contract_terms: list[ContractTerm] | None = say("约定事项", "What is agreed")
    supervised: Flag | None = say(
        "是否监督受托人的处理活动", "Whether its processing is supervised"
    )
    within_agreement: Flag | None = say(
        "是否未超出约定的处理目的、方式", "Whether it stays within the agreed terms"
    )
    subprocessors: Flag | None = say("是否转委托", "Whether it entrusts others in turn")
    subprocessors_approved: Flag | None = say(
        "转委托是否经同意", "Whether that was approved by the operator"
    )
    ended: Flag | None = say("委托是否已终止", "Whether the entrustment has ended")
    returned_or_deleted: Flag | None = say(
        "终止后是否已返还或删除", "Whether data were returned or deleted at the end"
    )
    records_kept_three_years: Flag | None = say(
        "委托处理记录是否至少保存三年", "Whether records of the entrustment are kept three years"
    )
    approved_by_authority: Flag | None = say(
        "国家机关委托：是否经过批准程序", "State organ: whether the approval procedure was followed"
    )


class JointHandler(Party):
    """Another handler that decides purpose and means together with the operator."""


class Supplier(Party):
    """Somebody from whom personal information is received."""

    told_scope_known: Flag | None = say(
        "是否知悉对个人告知的目的、方式和种类", "Whether the scope told to the person is known"
    )
    used_within_told_scope: Flag | None = say(
        "是否在该范围内处理", "Whether the operator stays within that scope"
    )
    consent_renewed_on_change: Flag | None = say(
        "变更目的、方式时是否重新取得同意", "Whether consent is obtained again on a change"
    )
    other_basis_on_change: Flag | None = say(
        "变更后的处理是否另有第十三条第一款第二至七项的基础",
        "Whether the changed processing rests on a ground of PIPL 13(1)(2) to (7)",
    )
    cooperates_in_processing: Flag | None = say(
        "是否与运营者合作采集、整理、加工或者分析个人信用信息",
        "Whether it collects, compiles, processes or analyses credit information with the operator",
    )
    reported_to_central_bank: Flag | None = say(
        "是否已向中国人民银行报告该提供方", "Whether it was reported to the central bank"
    )
    source_lawful: Flag | None = say("信息来源是否合法", "Whether its source is lawful")
    lawful_source_checked: Flag | None = say(
        "是否核验来源合法", "Whether the lawfulness of the source was checked"
    )
    updates_followed: Flag | None = say(
        "是否建立信息更新机制，与来源保持一致",
        "Whether updates are followed so that the copy stays in step with the source",
    )
    contract: Flag | None = say("是否订立合同", "Whether there is a contract")


class Volume(Part):
    """Persons whose information went abroad, counted from a stated day, exempt ones apart."""

    counted_from: Day | None = say("起算日期", "Counted from")
    counted_to: Day | None = say("截止日期", "Counted to")
    persons: Count | None = say("人数（不含敏感）", "Persons, without sensitive information")
    sensitive_persons: Count | None = say("敏感个人信息人数", "Persons, sensitive information")
    exempt_contract: Count | None = say(
        "合同必需豁免人数（不含敏感）", "Persons exempt, without sensitive information: contract"
    )
    exempt_human_resources: Count | None = say(
        "人力资源豁免人数（不含敏感）", "Persons exempt, without sensitive information: HR"
    )
    exempt_emergency: Count | None = say(
        "紧急情况豁免人数（不含敏感）",
        "Persons exempt, without sensitive information: emergency",
    )
    exempt_transit: Count | None = say(
        "过境数据豁免人数（不含敏感）",
        "Persons exempt, without sensitive information: transit data",
    )
    exempt_sensitive: Count | None = say(
        "各类豁免中的敏感个人信息人数",
        "Persons with sensitive information exempt on any of these grounds",
    )
    exempt_free_trade_zone: Count | None = say(
        "自贸区负面清单外人数（不含敏感）",
        "Persons exempt, without sensitive information: outside a free-trade zone's list",
    )


class ExportSelfAssessment(Part):
    """DXSA 5: the handler's own assessment before it applies for the security assessment."""

    done: Literal["before_application", "after_application", "not_done"] | None = say(
        "是否在申报前完成", "Whether it was done, and when"
    )
    contents: (
        list[
            Literal[
                "lawfulness_and_necessity",
                "scale_and_risks",
                "recipient_ability",
                "incidents_and_remedies",
                "legal_document",
            ]
        ]
        | None
    ) = say("评估内容", "What it covers (DXSA 5, items 1 to 5)")


class Transfer(Item):
    """Group 10: provision of personal information abroad, per recipient and purpose."""

    recipient: Annotated[str, RefTo("recipients")] | None = say("境外接收方", "Recipient abroad")
    activity: Annotated[str, RefTo("activities")] | None = say("所属活动", "Activity")
    destination: Text | None = say("目的地（ISO 3166）", "Destination (ISO 3166)")
    purpose: Text | None = say("目的", "Purpose")
    necessary: Flag | None = say("是否确需", "Whether really needed")
    legal_basis: (
        Literal[
            "consent", "contract", "human_resources", "statutory_duty", "vital_emergency", "none"
        ]
        | None
    ) = say("合法性基础", "Legal basis")
    consent: Annotated[str, RefTo("consents")] | None = say("所依据的同意", "Consent relied on")
    told: (
        list[
            Literal[
                "recipient_name",
                "recipient_contact",
                "purpose",
                "method",
                "categories",
                "rights_against_recipient",
            ]
        ]
        | None
    ) = say("已告知的事项（第三十九条）", "What the person was told (PIPL 39)")
    sensitive: Flag | None = say("是否含敏感个人信息", "Whether sensitive information is included")
    important_data: Flag | None = say("是否含重要数据", "Whether important data are included")
    exemption: (
        Literal[
            "none",
            "contract",
            "human_resources",
            "emergency",
            "small_volume",
            "transit",
            "no_personal_information",
            "free_trade_zone",
            "statutory_duty",
            "treaty",
        ]
        | None
    ) = say("所主张的豁免", "Exemption claimed")
    mechanism: (
        Literal["security_assessment", "certification", "standard_contract", "treaty", "none"]
        | None
    ) = say("出境机制", "Mechanism")
    mechanism_effective_on: Day | None = say("机制生效日期", "Day the mechanism took effect")
    filed_on: Day | None = say("备案日期", "Day filed")
    result_on: Day | None = say("评估结果出具或证书日期", "Day of result or certificate")
    valid_until: Day | None = say("有效期至", "Valid until")
    security_assessed: Flag | None = say(
        "国家机关：是否进行安全评估", "State organ: whether a security assessment was made"
    )
    within_approved_scope: Flag | None = say(
        "是否未超出评估明确的范围", "Whether within the scope assessed"
    )
    recipient_protection_ensured: Flag | None = say(
        "是否采取措施保障境外接收方达到保护标准",
        "Whether measures ensure the recipient meets the law's standard",
    )
    restricted_list_screened: Flag | None = say(
        "是否核对限制或禁止提供清单", "Whether the restricted list was consulted"
    )
    on_restricted_list: Flag | None = say("接收方是否在清单内", "Whether the recipient is on it")
    list_measures_kept: Flag | None = say(
        "接收方在清单内的：是否遵守所公告的限制或者禁止措施",
        "If the recipient is on it: whether the measures announced are kept",
    )
    began_on: Day | None = say("开始日期", "Day it began")
    personal_information: Flag | None = say(
        "是否含个人信息", "Whether personal information is included"
    )
    domestic_data_added: Flag | None = say(
        "过境数据：处理过程中是否引入境内个人信息或者重要数据",
        "Transit data: whether domestic personal information or important data were added",
    )
    labour_rules_lawful: Flag | None = say(
        "人力资源：是否按照依法制定的劳动规章制度",
        "Staff: whether labour rules lawfully made are followed",
    )
    collective_contract_lawful: Flag | None = say(
        "人力资源：是否按照依法签订的集体合同",
        "Staff: whether a collective contract lawfully made is followed",
    )
    in_free_trade_zone: Flag | None = say(
        "处理者是否在自由贸易试验区内", "Whether the handler is in a free-trade zone"
    )
    outside_negative_list: Flag | None = say(
        "数据是否在区内负面清单之外", "Whether the data are outside the zone's negative list"
    )
    self_assessment: ExportSelfAssessment | None = say(
        "安全评估：风险自评估", "Security assessment: the handler's own assessment of risk"
    )
    application_materials: (
        list[Literal["application", "self_assessment_report", "legal_document"]] | None
    ) = say("安全评估：提交的材料", "Security assessment: what was submitted (DXSA 6)")
    materials_true: Flag | None = say(
        "提交、备案的材料是否真实", "Whether what was submitted or filed is true"
    )
    legal_document_terms: (
        list[
            Literal[
                "purpose_and_scope",
                "storage_and_end",
                "onward_transfer",
                "changed_circumstances",
                "remedies_and_disputes",
                "incidents_and_rights",
            ]
        ]
        | None
    ) = say(
        "安全评估：与境外接收方的法律文件约定的事项",
        "Security assessment: what the legal document settles (DXSA 9, items 1 to 6)",
    )
    validity_extended: Flag | None = say(
        "评估结果有效期是否经批准延长", "Whether the validity of the result was extended"
    )
    renewal_applied: Flag | None = say(
        "是否申请延长有效期或者续证", "Whether an extension or a new certificate was applied for"
    )
    renewal_applied_on: Day | None = say("申请日期", "Day of that application")
    termination_ordered: Flag | None = say(
        "网信部门是否要求终止出境", "Whether the authority told the handler to end the transfer"
    )
    ended_or_reassessed: Flag | None = say(
        "是否已终止，或者整改后重新通过评估",
        "Whether it has ended, or passed a new assessment after rectification",
    )
    impact_assessment_contents: (
        list[
            Literal[
                "lawfulness_and_necessity",
                "scale_and_risks",
                "recipient_ability",
                "incidents_and_remedies",
                "foreign_law",
            ]
        ]
        | None
    ) = say(
        "标准合同、认证：影响评估对出境的评估内容",
        "Standard contract, certification: what the impact assessment covers of the transfer"
        " (PISCC 5, PICERT 6)",
    )
    contract_as_annexed: Flag | None = say(
        "标准合同是否严格按照附件订立", "Whether the standard contract follows the annex strictly"
    )
    other_terms_conflict: Flag | None = say(
        "另外约定的条款是否与标准合同冲突",
        "Whether other terms conflict with the standard contract",
    )
    filed: Flag | None = say("标准合同是否备案", "Whether the standard contract was filed")
    filing_materials: list[Literal["contract", "impact_assessment_report"]] | None = say(
        "备案材料", "What was filed (PISCC 7)"
    )
    changes_affect_security: Flag | None = say(
        "有效期内是否发生影响出境数据安全、个人信息权益的变化，或者延长境外保存期限",
        "Whether, within the term, changes affect security or rights, or storage abroad is prolonged",
    )
    redone_after_change: Flag | None = say(
        "变化后是否重新申报评估，或者重新评估影响、补充或重订合同并备案",
        "Whether it was assessed, or contracted and filed, anew after the change",
    )
    applied_through_representative: Flag | None = say(
        "认证：境外处理者是否由境内机构或者代表协助申请",
        "Certification: whether a handler abroad applied with its mainland body or representative",
    )
    certificate_status: Literal["valid", "suspended", "revoked", "expired"] | None = say(
        "认证证书状态", "Status of the certificate"
    )


class CrossBorder(Part):
    """Facts that hold for all transfers abroad together."""

    occurs: Flag | None = say("是否向境外提供个人信息", "Whether personal information goes abroad")
    volume_this_year: Volume | None = say("自当年1月1日起累计", "Since 1 January this year")
    volume_since_last_year: Volume | None = say(
        "自上年1月1日起累计", "Since 1 January of last year (before 2024-03-22)"
    )
    stored_in_mainland: Flag | None = say(
        "境内收集和产生的个人信息是否存储在境内",
        "Whether information collected and generated in the mainland is stored there",
    )
    split_to_avoid_assessment: Flag | None = say(
        "是否采取数量拆分等手段", "Whether volumes are split to avoid assessment"
    )
    foreign_requests: list[ForeignRequest] | None = say(
        "外国司法或执法机构请求", "Requests of foreign judicial or law-enforcement bodies"
    )


class ForeignRequest(Item):
    """PIPL 41: a request of a foreign judicial or law-enforcement body."""

    body: Text | None = say("机构", "Body")
    country: Text | None = say("国家", "Country")
    received_on: Day | None = say("收到日期", "Day received")
    stored_in_mainland: Flag | None = say(
        "所涉数据是否存储于境内", "Whether the data are stored in the mainland"
    )
    provided: Flag | None = say("是否已提供", "Whether information was provided")
    approved: Flag | None = say("是否经主管机关批准", "Whether the competent authority approved")
    approved_on: Day | None = say("批准日期", "Day of approval")

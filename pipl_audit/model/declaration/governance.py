"""Groups 13 and 14 of a declaration: security, governance and incidents."""

from __future__ import annotations

from typing import Annotated, Literal

from pipl_audit.model.declaration.base import (
    Contact,
    Count,
    Day,
    Duration,
    Flag,
    Item,
    Moment,
    Part,
    RefTo,
    Text,
    say,
)


class PiOfficer(Part):
    """PIPL 52: the person in charge of personal information protection."""

    appointed: Flag | None = say("是否指定个人信息保护负责人", "Whether one is appointed")
    contact: Contact | None = say("联系方式", "Contact")
    contact_published: Flag | None = say("联系方式是否公开", "Whether the contact is public")
    reported: Flag | None = say("是否报送", "Whether reported to the authority")
    reported_on: Day | None = say("报送日期", "Day reported")
    supervises: Flag | None = say(
        "是否负责监督处理活动及保护措施", "Whether the officer supervises processing and protection"
    )


class Audit(Item):
    """A compliance audit done (PIPL 54)."""

    on: Day | None = say("日期", "Day")
    by: Literal["internal", "professional_body"] | None = say("自行或委托专业机构", "By whom")
    ordered_by_authority: Flag | None = say("是否监管要求", "Whether ordered by an authority")
    report_kept: Flag | None = say("是否保存报告", "Whether the report is kept")
    rectified: Flag | None = say("问题是否整改", "Whether defects were mended")


class BusinessData(Part):
    """Data in the business areas of the central bank (measures of 2025)."""

    classification_rules: Flag | None = say(
        "是否建立数据分类分级制度并经内部审批",
        "Whether rules for classes and grades exist, and their results are approved internally",
    )
    catalogue: Flag | None = say(
        "是否建立业务数据资源目录", "Whether a catalogue of data resources exists"
    )
    high_sensitivity_marked: Flag | None = say(
        "是否标识高敏感性数据项", "Whether items of high sensitivity are marked as such"
    )
    sources_documented: Flag | None = say(
        "间接收集是否约定来源合法并取得书面授权或者佐证",
        "Whether lawful origin is agreed, and written authorisation or proof obtained, for data not collected directly",
    )
    confidentiality_agreements: Flag | None = say(
        "可使用高敏感性数据项的人员是否签订保密协议",
        "Whether persons with access to items of high sensitivity signed confidentiality agreements",
    )
    collects_raw_biometrics: Flag | None = say(
        "是否收集图像等原始生物识别信息",
        "Whether raw biometric information such as images is collected",
    )
    exports_high_sensitivity: Flag | None = say(
        "是否以导出方式使用或者提供高敏感性数据项",
        "Whether items of high sensitivity are used or provided by export to files",
    )
    stores_on_terminals: Flag | None = say(
        "高敏感性数据项是否存储在终端或者移动介质",
        "Whether items of high sensitivity are kept on terminals or movable media",
    )
    shows_unmasked: Flag | None = say(
        "是否不脱敏展示或者公开高敏感性数据项",
        "Whether items of high sensitivity are shown or published unmasked",
    )
    sends_by_internet_services: Flag | None = say(
        "是否以邮件、即时通讯等传输高敏感性数据项",
        "Whether items of high sensitivity go by mail, messaging and the like",
    )
    logs_unmasked: Flag | None = say(
        "日志是否记录未脱敏的高敏感性数据项", "Whether logs hold items of high sensitivity unmasked"
    )
    stored_unencrypted: Flag | None = say(
        "高敏感性数据项是否不加密存储", "Whether items of high sensitivity are stored unencrypted"
    )
    sent_unencrypted: Flag | None = say(
        "高敏感性数据项是否不加密传输", "Whether items of high sensitivity are sent unencrypted"
    )
    exceptions_managed: Flag | None = say(
        "不执行原则性要求的情形是否统一规范管理（列举、说明必要性、审批）",
        "Whether departures from what holds in principle are managed uniformly (listed, justified, approved)",
    )
    authentication_items_public: Flag | None = say(
        "是否公开用于身份鉴别的数据项", "Whether items used to authenticate persons are published"
    )
    recipients_verified: Flag | None = say(
        "提供数据是否核验接收方身份并评估合规性",
        "Whether recipients are verified, and the provision assessed",
    )
    privileged_accounts_controlled: Flag | None = say(
        "特权账号操作是否逐一事前审批、事后审查",
        "Whether manual operations of privileged accounts are each approved before and reviewed after",
    )
    multi_factor: Flag | None = say(
        "可使用高敏感性数据项的账号是否支持多因素认证或者二次授权",
        "Whether accounts with access to items of high sensitivity support multi-factor or second authorisation",
    )
    environments_isolated: Flag | None = say(
        "开发测试与生产环境是否隔离", "Whether development and test are isolated from production"
    )
    test_data_masked: Flag | None = say(
        "生产数据用于测试是否审批并脱敏（不用于测试填 true）",
        "Whether production data used in tests are approved and masked (true if none are)",
    )
    algorithm_controls: Flag | None = say(
        "是否建立加工算法风险评估和控制策略",
        "Whether risks of algorithms are assessed and controlled",
    )
    interface_inventory: Flag | None = say(
        "是否维护前置网关和接口清单并在变更前测试",
        "Whether gateways and interfaces are listed, and tested before changes",
    )
    media_destruction: Flag | None = say(
        "是否明确存储介质销毁策略", "Whether the destruction of media is regulated"
    )
    incident_grading: Flag | None = say(
        "是否明确安全事件分级标准", "Whether grades of incidents are defined"
    )
    risk_assessment_reported: Flag | None = say(
        "年度风险评估报告是否于次年1月15日前报送",
        "Whether the yearly risk assessment is reported by 15 January",
    )
    catalogue_interval: Duration | None = say(
        "目录更新间隔", "Interval at which the catalogue is updated"
    )
    log_kept_for: Duration | None = say(
        "处理活动日志留存期限", "How long logs of processing are kept"
    )
    important_log_kept_for: Duration | None = say(
        "重要数据系统日志留存期限", "How long logs of systems with important data are kept"
    )
    risk_assessment_interval: Duration | None = say("风险评估间隔", "Interval of risk assessments")
    drill_interval: Duration | None = say("应急演练间隔", "Interval of drills")
    audit_interval: Duration | None = say(
        "业务数据安全合规审计间隔", "Interval of compliance audits of data security"
    )


class Governance(Part):
    """Group 13: organisation and procedures."""

    internal_rules: Flag | None = say(
        "是否制定内部管理制度和操作规程", "Whether internal rules and procedures exist"
    )
    classification: Flag | None = say("是否分类管理", "Whether information is managed by class")
    pi_officer: PiOfficer | None = say("个人信息保护负责人", "PI protection officer")
    security_officer: Flag | None = say("是否明确安全负责人", "Whether a security officer is named")
    security_body: Flag | None = say("是否明确安全管理机构", "Whether a security body exists")
    training: Flag | None = say("是否定期安全教育和培训", "Whether staff are trained regularly")
    training_interval: Duration | None = say("培训间隔", "Interval of training")
    audits_regularly: Flag | None = say(
        "是否定期进行合规审计", "Whether compliance audits are made regularly"
    )
    audit_interval: Duration | None = say("合规审计间隔", "Interval of compliance audits")
    business_data: BusinessData | None = say(
        "中国人民银行业务领域数据", "Data in the business areas of the central bank"
    )
    audits: list[Audit] | None = say("已完成的合规审计", "Compliance audits done")
    complaints_channel: Flag | None = say(
        "是否公布投诉举报渠道", "Whether a channel for complaints is public"
    )
    user_information_rules: Flag | None = say(
        "是否建立健全用户信息保护制度并严格保密",
        "Whether rules protect user information and keep it strictly confidential",
    )
    fraud_prevention: Flag | None = say(
        "是否建立个人信息被用于电信网络诈骗的防范机制",
        "Whether there is a mechanism against the use of personal information for telecom and online"
        " fraud (ATFL 29)",
    )
    real_identity_required: Flag | None = say(
        "是否要求用户提供真实身份信息，否则不提供服务",
        "Whether real identity is asked of users and service refused without it",
    )
    stops_barred_content: Flag | None = say(
        "是否对用户发布的禁止信息停止传输、消除、保存记录并报告",
        "Whether barred content of users is stopped, removed, recorded and reported",
    )
    publishes_government_data: Flag | None = say(
        "国家机关：是否按照规定及时、准确地公开政务数据（依法不予公开的除外）",
        "State organ: whether government data are published promptly and accurately as prescribed,"
        " save what the law withholds",
    )
    platform_compliance_system: Flag | None = say(
        "平台：是否建立合规制度体系", "Platform: whether a compliance system exists"
    )
    platform_independent_body: Flag | None = say(
        "平台：是否成立主要由外部成员组成的独立机构",
        "Platform: whether a body mainly of outsiders supervises",
    )
    platform_rules: Flag | None = say("平台：是否制定平台规则", "Platform: whether rules exist")
    platform_stops_offenders: Flag | None = say(
        "平台：是否对严重违法的提供者停止服务", "Platform: whether grave offenders are cut off"
    )
    platform_report: Flag | None = say(
        "平台：是否定期发布社会责任报告", "Platform: whether social-responsibility reports appear"
    )


class Mlps(Part):
    """Multi-level protection scheme."""

    grade: Count | None = say("等级（没有定级的填 0）", "Grade (0 if none was determined)")
    filed: Flag | None = say("是否备案", "Whether filed")
    filed_on: Day | None = say("备案日期", "Day filed")
    tested_on: Day | None = say("测评日期", "Day of the last test")


class Vulnerability(Item):
    """A known vulnerability."""

    found_on: Day | None = say("发现日期", "Day found")
    repaired: Flag | None = say("是否修复", "Whether repaired")
    repaired_on: Day | None = say("修复日期", "Day repaired")
    reported: Flag | None = say("是否报告", "Whether reported")
    remedied_at_once: Flag | None = say(
        "是否立即采取补救措施", "Whether remedial measures were taken at once"
    )
    in_product_or_service: Flag | None = say(
        "是否存在于所提供的网络产品、服务中",
        "Whether it is in a network product or service the operator provides",
    )
    users_told: Flag | None = say("是否告知用户", "Whether users were told")


class Security(Part):
    """Group 13: technical measures."""

    encryption: Flag | None = say("是否采取加密措施", "Whether encryption is used")
    de_identification: Flag | None = say(
        "是否采取去标识化措施", "Whether de-identification is used"
    )
    access_control: Flag | None = say(
        "是否合理确定操作权限", "Whether permissions are set reasonably"
    )
    backups: Flag | None = say("是否备份", "Whether backups are made")
    network_log_days: Count | None = say("网络日志留存天数", "Days network logs are kept")
    monitoring: Flag | None = say("是否监测", "Whether there is monitoring")
    attack_protection: Flag | None = say(
        "是否采取防范计算机病毒和网络攻击、侵入的技术措施",
        "Whether technical measures guard against viruses, attacks and intrusion",
    )
    maintenance_continued: Flag | None = say(
        "是否在规定或者约定的期限内持续提供安全维护",
        "Whether security maintenance of products and services goes on for its term",
    )
    providers_must_report: Flag | None = say(
        "是否以合同等形式要求安全、运维服务者及时报告事件并协助报告（无此类服务者填 true）",
        "Whether contracts or the like oblige providers of security and maintenance to report"
        " incidents and help in reporting (true if there are none)",
    )
    vulnerabilities: list[Vulnerability] | None = say("已知漏洞", "Known vulnerabilities")
    mlps: Mlps | None = say("网络安全等级保护", "Multi-level protection scheme")
    incident_plan: Flag | None = say(
        "是否制定并组织实施应急预案", "Whether an incident plan exists and is practised"
    )
    last_drill_on: Day | None = say("最近演练日期", "Day of the last drill")
    commercial_cryptography_required: Flag | None = say(
        "是否依规定须使用商用密码保护关键信息基础设施",
        "Whether critical infrastructure must be protected by commercial cryptography",
    )
    commercial_cryptography_used: Flag | None = say(
        "是否使用商用密码进行保护", "Whether commercial cryptography is used"
    )
    commercial_cryptography_assessed: Flag | None = say(
        "是否开展商用密码应用安全性评估", "Whether its application was assessed for security"
    )
    commercial_cryptography_assessed_on: Day | None = say(
        "商用密码应用安全性评估日期", "Day of the commercial-cryptography assessment"
    )


IncidentReportItem = Literal[
    "entity_and_system",
    "incident_and_measures",
    "trend",
    "cause",
    "tracing",
    "next_steps",
    "evidence_kept",
]


class Incident(Item):
    """Group 14: an incident."""

    kind: list[Literal["leak", "tampering", "loss", "unauthorised_access", "outage"]] | None = say(
        "种类", "Kind"
    )
    occurred: Literal["happened", "may_have_happened"] | None = say(
        "已发生或可能发生", "Happened or may have"
    )
    found_at: Moment | None = say("发现时间", "Found at")
    contained_at: Moment | None = say("控制时间", "Contained at")
    remedied_at_once: Flag | None = say(
        "是否立即采取补救措施", "Whether remedial measures were taken at once"
    )
    plan_started: Flag | None = say("是否立即启动应急预案", "Whether the plan was started at once")
    reports: list[IncidentReport] | None = say("报告", "Reports")
    authority_notified: Flag | None = say("是否通知主管部门", "Whether the authority was notified")
    grade: Literal["especially_major", "major", "larger", "general"] | None = say("级别", "Grade")
    persons: Count | None = say("涉及人数", "Persons concerned")
    direct_loss: Count | None = say("直接经济损失（元）", "Direct economic loss in yuan")
    critical_infrastructure_concerned: Flag | None = say(
        "是否涉及关键信息基础设施", "Whether critical information infrastructure is concerned"
    )
    whole_outage_minutes: Count | None = say(
        "关键信息基础设施整体中断运行的分钟数",
        "Minutes critical infrastructure was down as a whole",
    )
    main_function_outage_minutes: Count | None = say(
        "关键信息基础设施主要功能中断运行的分钟数",
        "Minutes main functions of critical infrastructure were down",
    )
    suspected_crime: Flag | None = say("是否涉嫌违法犯罪", "Whether an offence is suspected")
    datasets: list[Annotated[str, RefTo("datasets")]] | None = say("涉及数据集", "Datasets")
    individuals_notified: Flag | None = say("是否通知个人", "Whether persons were notified")
    individuals_notified_at: Moment | None = say("通知个人时间", "When")
    notice_contents: (
        list[
            Literal[
                "categories",
                "causes",
                "possible_harm",
                "measures_taken",
                "measures_for_persons",
                "contact",
            ]
        ]
        | None
    ) = say("通知内容", "What the notice said (PIPL 57(1))")
    harm_effectively_averted: Flag | None = say(
        "是否有效避免危害", "Whether harm was effectively averted"
    )
    authority_ordered_notice: Flag | None = say(
        "主管部门是否要求通知个人", "Whether the authority ordered notice to persons"
    )
    summary_report_at: Moment | None = say("总结报告时间", "When the summary report was made")
    handling_ended_at: Moment | None = say("处置工作结束时间", "When the handling ended")
    report_contents: list[IncidentReportItem] | None = say(
        "历次报告合计包括的内容", "What all reports together contain (reporting measures, 7)"
    )


class IncidentReport(Item):
    """A report of an incident to an authority."""

    to: Text | None = say("机关", "Authority")
    at: Moment | None = say("时间", "When")
    kind: Literal["initial", "follow_up", "summary"] | None = say("种类", "Kind")
    recipient: (
        Literal[
            "provincial_cyberspace_authority",
            "protection_department",
            "police",
            "own_cyberspace_body",
            "sector_authority",
            "other",
        ]
        | None
    ) = say("受理机关的种类", "Kind of authority reported to")
    contents: list[IncidentReportItem] | None = say("报告内容", "What it contains")

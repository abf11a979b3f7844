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
    in_charge_of_audits: Flag | None = say(
        "是否负责合规审计工作", "Whether the officer is in charge of compliance audits"
    )


class Audit(Item):
    """A compliance audit done (PIPL 54)."""

    on: Day | None = say("日期", "Day")
    by: Literal["internal", "professional_body"] | None = say("自行或委托专业机构", "By whom")
    ordered_by_authority: Flag | None = say("是否监管要求", "Whether ordered by an authority")
    guidelines_followed: Flag | None = say(
        "是否参照合规审计指引", "Whether the audit guidelines were followed"
    )
    support_given: Flag | None = say(
        "按要求审计：是否为专业机构提供必要支持",
        "Ordered audit: whether the professional body had the support it needed",
    )
    costs_borne: Flag | None = say(
        "按要求审计：是否承担审计费用", "Ordered audit: whether the handler bore the cost"
    )
    body_chosen_as_required: Flag | None = say(
        "按要求审计：是否按照保护部门要求选定专业机构",
        "Ordered audit: whether the body was chosen as the authority required",
    )
    report_submitted: Flag | None = say(
        "按要求审计：报告是否报送保护部门", "Ordered audit: whether the report was submitted"
    )
    report_signed_and_sealed: Flag | None = say(
        "报告是否由专业机构主要负责人、审计负责人签字并加盖公章",
        "Whether the report is signed by the head of the body and the audit leader, and sealed",
    )
    defects_found: Flag | None = say("是否发现问题", "Whether defects were found")
    rectified_on: Day | None = say("整改完成日期", "Day the defects were mended")
    rectification_reported: Flag | None = say(
        "整改情况是否报送", "Whether the mending was reported"
    )
    rectification_reported_on: Day | None = say(
        "整改情况报告报送日期", "Day the report on the mending was submitted"
    )
    body_in_a_row: Count | None = say(
        "同一专业机构及其关联机构连续审计的次数（含本次）",
        "Audits in a row by the same body and its affiliates, this one included",
    )
    leader_in_a_row: Count | None = say(
        "同一审计负责人连续审计的次数（含本次）",
        "Audits in a row under the same audit leader, this one included",
    )
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


class MinorsInformation(Part):
    """How information of minors is guarded (minors online regulation 36 to 38)."""

    least_privilege: Flag | None = say(
        "访问权限是否以最小授权为原则", "Whether access is granted by least privilege"
    )
    access_approved: Flag | None = say(
        "工作人员访问是否经审批", "Whether access by staff is approved each time"
    )
    access_recorded: Flag | None = say("是否记录访问情况", "Whether access is recorded")
    technical_measures: Flag | None = say(
        "是否采取技术措施防止违法处理", "Whether technical measures prevent misuse"
    )
    audit_interval: Duration | None = say("专项合规审计间隔", "Interval of audits on minors' data")
    audit_reported: Flag | None = say(
        "审计情况是否及时报告网信等部门", "Whether results are reported to the authorities promptly"
    )
    private_information_stopped: Flag | None = say(
        "发现私密信息是否及时提示并停止传输",
        "Whether private information found draws a warning and is stopped",
    )


class SharingRequest(Item):
    """A request for government data (government data sharing regulation 20 to 22)."""

    side: Literal["made", "received"] | None = say("提出或者收到", "Made or received")
    sharing_class: Literal["unconditional", "conditional", "none"] | None = say(
        "共享属性：无条件、有条件、不予共享", "Sharing class: unconditional, conditional, none"
    )
    stated: list[Literal["basis", "scenario", "scope", "method", "term"]] | None = say(
        "申请写明的事项", "What the request states"
    )
    approved_by_head: Flag | None = say(
        "是否经共享工作机构负责人同意", "Whether the head of the sharing body agreed"
    )
    received_on: Day | None = say("收到日期", "Day received")
    answered_on: Day | None = say("答复日期", "Day answered")
    extension_approved: Flag | None = say(
        "延长答复是否经同意并告知（未延长填 false）",
        "Whether an extension was approved and told (false if there was none)",
    )
    agreed: Flag | None = say("是否同意共享", "Whether sharing was agreed")
    reasons_given: Flag | None = say(
        "不同意是否说明理由", "Whether reasons were given for a refusal"
    )
    shared_on: Day | None = say("共享日期", "Day the data were shared")


class DataCorrection(Item):
    """A request to verify shared data (government data sharing regulation 26)."""

    received_on: Day | None = say("收到日期", "Day received")
    answered_on: Day | None = say("反馈日期", "Day answered")


class DataSharing(Part):
    """Sharing of government data between departments (regulation of 2025)."""

    rules: Flag | None = say("是否建立共享工作制度", "Whether rules on sharing exist")
    body: Flag | None = say("是否明确共享工作机构", "Whether a body in charge of sharing is named")
    catalogue: Flag | None = say("是否编制政务数据目录", "Whether a catalogue of data exists")
    catalogue_assessed: Flag | None = say(
        "目录是否经保密风险、个人信息保护影响等评估并经负责人同意",
        "Whether secrecy and personal-information impact were assessed and the head agreed",
    )
    catalogue_items: (
        list[
            Literal[
                "name",
                "data_items",
                "provider",
                "format",
                "update_frequency",
                "sharing_class",
                "sharing_method",
                "conditions",
                "classification",
            ]
        ]
        | None
    ) = say("目录写明的事项", "What the catalogue states")
    catalogue_reviewed: Flag | None = say(
        "目录是否报共享主管部门审核", "Whether the catalogue went to the authority for review"
    )
    catalogue_updated_in_time: Flag | None = say(
        "须更新时是否在10个工作日内（经同意延长的15个）完成",
        "Whether updates due are made within 10 working days (15 if extended)",
    )
    conditions_listed: Flag | None = say(
        "有条件共享的是否列明条件，不予共享的是否列明理由和依据",
        "Whether conditions, or for data not shared reasons and legal basis, are listed",
    )
    adds_conditions: Flag | None = say(
        "是否擅自增设条件阻碍共享", "Whether conditions are added that hinder sharing"
    )
    quality_management: Flag | None = say(
        "是否建立全过程质量管理", "Whether quality is managed throughout"
    )
    obtains: Flag | None = say(
        "是否通过共享获取其他部门的政务数据", "Whether data of other departments are obtained"
    )
    collects_again: Flag | None = say(
        "是否重复收集可以通过共享获取的数据",
        "Whether data that sharing would supply are collected again",
    )
    other_use_without_consent: Flag | None = say(
        "是否未经提供部门同意扩大范围或者用于其他目的",
        "Whether shared data are used more widely or for other purposes without consent",
    )
    passed_on_without_consent: Flag | None = say(
        "是否未经提供部门同意提供给第三方",
        "Whether shared data are passed on to third parties without consent",
    )
    disposed_when_done: Flag | None = say(
        "目的实现或者不再必要后是否妥善处置",
        "Whether data are dealt with as required once the purpose is done",
    )
    use_records_kept_for: Duration | None = say(
        "使用记录保存期限（没有记录填 P0D）",
        "How long records of use are kept (P0D if there are none)",
    )
    reports_errors: Flag | None = say(
        "发现不准确是否及时提出校核", "Whether errors found are promptly sent back for verification"
    )
    provides: Flag | None = say(
        "是否为其他部门提供政务数据", "Whether data are provided to other departments"
    )
    returns_local_data: Flag | None = say(
        "是否按需回流下级行政区域内的政务数据且不设额外限制（没有此类数据填 true）",
        "Whether local data are returned to local departments without extra limits (true if there"
        " are none)",
    )
    requests: list[SharingRequest] | None = say("共享申请", "Requests")
    correction_channel: Flag | None = say(
        "是否建立校核纠错规则和渠道", "Whether rules and a channel for corrections exist"
    )
    corrections: list[DataCorrection] | None = say("收到的校核申请", "Requests to verify")
    ended_without_reason: Flag | None = say(
        "是否无正当理由终止或者变更共享服务", "Whether sharing was ended or changed without reason"
    )
    national_system: Flag | None = say(
        "是否通过全国一体化政务大数据体系开展共享",
        "Whether sharing runs through the national system of government data",
    )
    security_rules: Flag | None = say(
        "是否建立共享安全管理制度", "Whether rules on the security of sharing exist"
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
    security_officer_in_management: Flag | None = say(
        "安全负责人是否由管理层成员担任", "Whether the security officer belongs to the management"
    )
    security_officer_qualified: Flag | None = say(
        "安全负责人是否具备专业知识和相关管理工作经历",
        "Whether the security officer has the knowledge and the experience in management",
    )
    security_officer_may_report: Flag | None = say(
        "安全负责人是否有权直接向主管部门报告",
        "Whether the security officer may report to the authority directly",
    )
    security_body_duties: (
        list[Literal["rules_and_plan", "monitoring_assessment_drills_training", "complaints"]]
        | None
    ) = say(
        "安全管理机构所履行的职责（网络数据安全管理条例第三十条第一款各项）",
        "Duties the security body performs (NDSR 30(1), item by item)",
    )
    security_background_checks: Flag | None = say(
        "是否对安全负责人和关键岗位人员进行安全背景审查",
        "Whether the security officer and those in key posts had background checks",
    )
    training: Flag | None = say("是否定期安全教育和培训", "Whether staff are trained regularly")
    training_interval: Duration | None = say("培训间隔", "Interval of training")
    audits_regularly: Flag | None = say(
        "是否定期进行合规审计", "Whether compliance audits are made regularly"
    )
    audit_interval: Duration | None = say("合规审计间隔", "Interval of compliance audits")
    business_data: BusinessData | None = say(
        "中国人民银行业务领域数据", "Data in the business areas of the central bank"
    )
    minors: MinorsInformation | None = say("未成年人个人信息", "Information of minors")
    data_sharing: DataSharing | None = say("政务数据共享", "Sharing of government data")
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
    platform_report_yearly: Flag | None = say(
        "大型平台：社会责任报告是否每年度发布",
        "Large platform: whether the report appears every year",
    )
    platform_report_contents: (
        list[Literal["measures_and_results", "requests_of_persons", "independent_body"]] | None
    ) = say("社会责任报告的内容", "What the social-responsibility report contains (NDSR 44)")
    platform_third_parties_urged: Flag | None = say(
        "平台：是否以规则或者合同明确并督促第三方履行安全保护义务",
        "Platform: whether security duties of third parties are set by rules or contract and urged",
    )
    platform_apps_verified: Flag | None = say(
        "应用分发：是否建立核验规则并开展核验",
        "App distribution: whether rules for verification exist and apps are verified",
    )
    platform_cross_border_measures: Flag | None = say(
        "大型平台：是否健全跨境提供数据的技术和管理措施",
        "Large platform: whether measures guard data that go abroad",
    )
    platform_forbidden_practices: (
        list[
            Literal[
                "misleading_or_coercion",
                "users_barred_from_their_data",
                "unreasonable_differential_treatment",
                "other",
            ]
        ]
        | None
    ) = say(
        "大型平台：所从事的禁止活动（条例第四十六条各项，没有则填 []）",
        "Large platform: forbidden practices it engages in (NDSR 46; `[]` if none)",
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
    endangers_public: Flag | None = say(
        "是否涉及危害国家安全、公共利益",
        "Whether national security or the public interest is endangered (NDSR 10)",
    )
    found_at: Moment | None = say("发现时刻", "Moment found")
    reported_at: Moment | None = say("报告时刻", "Moment reported to the authority")


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
    authentication: Flag | None = say(
        "是否采取安全认证措施", "Whether security authentication is used"
    )
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
    minors_concerned: Flag | None = say(
        "是否涉及未成年人个人信息", "Whether information of minors is concerned"
    )
    guardians_notified: Flag | None = say(
        "是否告知未成年人的监护人", "Whether guardians of minors were notified"
    )
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
    concerns_exported_data: Flag | None = say(
        "是否涉及出境数据", "Whether data sent abroad are concerned"
    )
    harms_rights: Flag | None = say(
        "是否对个人、组织合法权益造成危害",
        "Whether lawful rights and interests of persons or organisations were harmed",
    )
    notification_excluded_by: list[Annotated[str, RefTo("norms")]] | None = say(
        "规定可以不通知的法律、行政法规（无则填 []）",
        "Laws or administrative regulations that dispense with telling them (`[]` if none)",
    )
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

"""The fixed words of reports, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipl_audit.errors import Problem
from pipl_audit.model.policy import Article, Instrument, Provision, Sanction
from pipl_audit.model.result import EvidenceIssue, EvidenceReason, Finding, Result, Standing
from pipl_audit.model.terms import POLICY_CONFLICT, STATUSES, Bilingual, Lang, SourceText
from pipl_audit.model.waiver import WaiverIssue, WaiverReason
from pipl_audit.report.safe import escaped, safe, safe_line

EVIDENCE: dict[EvidenceReason, Bilingual] = {
    "missing": Bilingual("证据文件不存在", "evidence file is missing"),
    "altered": Bilingual("证据文件与所记散列值不符", "evidence file differs from its sha256"),
    "outside": Bilingual(
        "证据文件在仓库之外，未采信", "evidence file lies outside the repository and does not count"
    ),
}
SOURCES: dict[SourceText, Bilingual] = {
    "full": Bilingual("依全文", "full text at hand"),
    "partial": Bilingual("依部分文本", "part of the text at hand"),
    "summary": Bilingual("依摘要，未核对原文", "summary at hand, text not checked"),
    "not_held": Bilingual("可能适用，文本未收录", "may apply, text not held"),
}
STANDINGS: dict[str, Bilingual] = {
    "operator": Bilingual("由运营者自行声明", "declared by the operator"),
    "auditor": Bilingual("由审计者声明", "declared by an auditor"),
    "researcher": Bilingual("由研究者依公开来源描述", "described by a researcher"),
    "unknown": Bilingual("未说明由谁声明", "who declares is not stated"),
}
UNKNOWN = Bilingual("未陈述", "not stated")
STATED = Bilingual("已陈述", "stated")
RISK_ACCEPTED = Bilingual("已接受风险", "risk accepted")
IN_BASELINE = Bilingual("基线中已有", "known from the baseline")
NOT_AUDITED = Bilingual("无法审计", "could not be audited")
TO_ADD = Bilingual("待补证据", "evidence to add")
QUESTION = Bilingual("须人工判断", "to be judged")
WAIVER_ISSUES: dict[WaiverReason, Bilingual] = {
    "expired": Bilingual("已过期，不再有效", "has expired and no longer holds"),
    "not_yet": Bilingual("尚未开始", "does not hold yet"),
    "not_waivable": Bilingual(
        "该规则不得以接受风险处理，未采用", "not honoured: the rule admits no waiver"
    ),
    "unknown_rule": Bilingual("没有这条规则", "there is no such rule"),
    "unused": Bilingual("没有对应的发现", "matches no finding"),
}
NOT_HEARD = Bilingual("未听取运营者意见", "the operator was not heard")
DISCLAIMER = (
    Bilingual(
        "本报告不构成法律意见，以官方公布的法律文本为准。",
        "Not legal advice; the official text prevails.",
    ),
    Bilingual(
        "没有发现问题不等于处理活动符合法律。",
        "No finding does not mean that the processing meets the law.",
    ),
    Bilingual(
        "所列处罚为主管机关查明事实后可适用的法定幅度。",
        "Sanctions are statutory ranges if an authority establishes the facts.",
    ),
    Bilingual(
        "清单中不得写入国家秘密或工作秘密。", "Manifests must hold no state or work secrets."
    ),
)


class Law:
    """Names provisions by the instrument their version belongs to."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._by_version = {v.id: i for i in instruments for v in i.versions}

    def instrument(self, provision: Provision) -> Instrument | None:
        """The instrument of a provision, if it is among those loaded."""
        return self._by_version.get(provision.version)

    def article(self, article: Article) -> Provision:
        """The provision an article as a whole is."""
        instrument = self._by_version.get(article.version)
        unit = instrument.unit if instrument else "article"
        return Provision(article.version, article.number, unit=unit)

    def label(self, provision: Provision, lang: Lang) -> str:
        """``PIPL art. 14 para. 1`` / ``《个人信息保护法》第14条第1款``."""
        instrument = self.instrument(provision)
        if lang == "zh":
            name = f"《{instrument.short.zh}》" if instrument else f"{provision.version} "
            return name + provision.label("zh")
        return f"{instrument.short.en if instrument else provision.version} {provision.label('en')}"

    def labels(self, provisions: Iterable[Provision], lang: Lang) -> str:
        """Several provisions in one line."""
        return ("；" if lang == "zh" else "; ").join(self.label(p, lang) for p in provisions)

    def exposure(self, finding: Finding, lang: Lang) -> str:
        """The articles an authority may apply; their ranges and conditions are in ``explain``."""
        return self.labels(
            dict.fromkeys(s.provision._replace(paragraph=0, item=0) for s in finding.sanctions),
            lang,
        )

    def sanction(self, sanction: Sanction, lang: Lang) -> str:
        """A sanction with its condition, whom it addresses and where it stands."""
        where = self.label(sanction.provision, lang)
        if lang == "zh":
            return f"{sanction.condition.zh}：对{sanction.addressee.zh}，{sanction.measure.zh}（{where}）"
        return f"{sanction.condition.en} — {sanction.addressee.en}: {sanction.measure.en} ({where})"


# Instruments named where a report must fit on a screen.
MAX_INSTRUMENTS = 6
# Missing facts named in one sentence; the rest is counted.
MAX_NAMED = 2


def says(finding: Finding, lang: Lang) -> str:
    """One sentence on a finding: what conflicts, what to judge, or what to state."""
    rule = finding.rule
    colon = "：" if lang == "zh" else ": "
    if finding.status == "violated":
        text = rule.message(lang)
        return flat(f"{POLICY_CONFLICT(lang)}{colon}{text}" if rule.policy else text)
    if finding.status == "review":
        return flat((rule.question or rule.title)(lang))
    # From the object on, which every format names beside the message.
    missing = [safe(fact.path.removeprefix(f"{finding.object}.")) for fact in finding.missing]
    named = ("、" if lang == "zh" else ", ").join(missing[:MAX_NAMED])
    rest = len(missing) - MAX_NAMED
    if lang == "zh":
        todo = f"；请陈述 {named}" + (f" 等 {len(missing)} 项" if rest > 0 else "") if named else ""
    else:
        todo = f"; state {named}" + (f" and {rest} more" if rest > 0 else "") if named else ""
    return flat(f"{STATUSES['not_demonstrated'](lang)}{colon}{rule.title(lang)}") + todo


def problem_text(problem: Problem, lang: Lang) -> str:
    """What is wrong and what to do, as two sentences."""
    end = "。" if lang == "zh" else ". "
    return safe_line(f"{problem.message(lang).rstrip('.。')}{end}{problem.hint(lang)}")


def flat(text: str) -> str:
    """Text of a pack on one line, with nothing hidden in it."""
    return escaped(" ".join(text.split()))


def accepted(finding: Finding, lang: Lang) -> str:
    """Why the risk of a waived finding was accepted, by whom and until when."""
    waiver = finding.waiver
    if waiver is None:
        return ""
    reason, owner, approver = (safe(t) for t in (waiver.reason, waiver.owner, waiver.approver))
    if lang == "zh":
        return f"{reason}（责任人 {owner}，批准人 {approver}，{waiver.agreed} 至 {waiver.expires}）"
    return f"{reason} ({owner}; approved by {approver} on {waiver.agreed}, until {waiver.expires})"


def waiver_issue(issue: WaiverIssue, lang: Lang) -> str:
    """Which waiver did nothing, and why."""
    return f"{safe(issue.waiver.names, 160)}{'：' if lang == 'zh' else ': '}{WAIVER_ISSUES[issue.reason](lang)}"


def evidence_issue(issue: EvidenceIssue, lang: Lang) -> str:
    """What is wrong with a piece of evidence."""
    return f"{EVIDENCE[issue.reason](lang)}{'：' if lang == 'zh' else ': '}{safe(issue.path, 200)}"


def disclaimer(lang: Lang) -> str:
    """What no report may be taken for."""
    if lang == "zh":
        return "".join(words.zh for words in DISCLAIMER)
    return " ".join(words.en for words in DISCLAIMER)


def as_described(standing: Standing, lang: Lang, show: Callable[[str], str] = safe) -> str:
    """Whence a researcher has the facts, and that the operator was not heard.

    ``show`` makes text of the manifest fit for the format.
    """
    name = standing.source_title or standing.document_no or standing.source_url
    day = standing.retrieved_on
    if lang == "zh":
        text = f"依{show(name) if name else '（未说明的来源）'}所述"
        text += f"（{day} 取得）" if day else ""
    else:
        text = f"as described in {show(name) if name else 'a source not named'}"
        text += f", retrieved {day}" if day else ""
    if standing.operator_heard is True:
        return text
    return f"{text}{'；' if lang == 'zh' else '; '}{NOT_HEARD(lang)}"


def described(result: Result) -> list[tuple[str, Standing]]:
    """The operators whose facts a researcher took from a published source."""
    return [(o, s) for o, s in result.standings.items() if s.kind == "researcher"]


def packs_in_short(result: Result, lang: Lang) -> str:
    """How many instruments were checked; few of them by name."""
    found = result.instruments
    if len(found) <= MAX_INSTRUMENTS:
        return packs(result, lang)
    if lang == "zh":
        return (
            f"已检查 {len(found)} 部法律文件（收录至 {result.knowledge_date}），名称见 --format json；"
            "其他法律文件未检查，各条收录情况见 pipl-audit coverage"
        )
    return (
        f"checked: {len(found)} instruments (known up to {result.knowledge_date}), named by --format "
        "json; no other was checked; articles covered: pipl-audit coverage"
    )


def packs(result: Result, lang: Lang) -> str:
    """The law that was checked, its versions of that day, and that nothing else was."""
    names = []
    for instrument in result.instruments:
        versions = "/".join(v.id for v in instrument.versions if v.in_force(result.as_of))
        name = f"《{instrument.short.zh}》" if lang == "zh" else instrument.short.en
        names.append(f"{name} {versions}".rstrip())
    if not names:
        return "该日没有可用的规则" if lang == "zh" else "no rule at hand is in force that day"
    if lang == "zh":
        return (
            f"已检查：{'、'.join(names)}（收录至 {result.knowledge_date}）；其他法律文件未检查，"
            "各条收录情况见 pipl-audit coverage"
        )
    return (
        f"checked: {', '.join(names)} (known up to {result.knowledge_date}); no other "
        "instrument was checked; articles covered: pipl-audit coverage"
    )

"""The fixed words of reports, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable

from pipl_audit.model.policy import Instrument, Provision, Sanction
from pipl_audit.model.result import EvidenceReason
from pipl_audit.model.terms import Bilingual, Lang, SourceText

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
}
STANDINGS: dict[str, Bilingual] = {
    "operator": Bilingual("由运营者自行声明", "declared by the operator"),
    "auditor": Bilingual("由审计者声明", "declared by an auditor"),
    "researcher": Bilingual("由研究者依公开来源描述", "described by a researcher"),
    "unknown": Bilingual("未说明由谁声明", "who declares is not stated"),
}
UNKNOWN = Bilingual("未陈述", "not stated")
STATED = Bilingual("已陈述", "stated")
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

    def sanction(self, sanction: Sanction, lang: Lang) -> str:
        """A sanction with its condition, whom it addresses and where it stands."""
        where = self.label(sanction.provision, lang)
        if lang == "zh":
            return f"{sanction.condition.zh}：对{sanction.addressee.zh}，{sanction.measure.zh}（{where}）"
        return f"{sanction.condition.en} — {sanction.addressee.en}: {sanction.measure.en} ({where})"

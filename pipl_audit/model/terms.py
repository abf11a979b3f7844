"""The words of results, with their Chinese and English labels."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Bilingual(NamedTuple):
    """A text in Chinese and English."""

    zh: str
    en: str

    def __call__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


Status = Literal["violated", "not_demonstrated", "review", "satisfied", "not_applicable"]
Grade = Literal["declared", "documented", "tested"]
Severity = Literal["high", "medium", "low"]
Reading = Literal["settled", "our_reading", "contested"]
SourceText = Literal["full", "partial", "summary", "not_held"]
ArticleStatus = Literal[
    "checked", "partly", "question", "context", "authority", "liability", "not_yet"
]

STATUSES: dict[Status, Bilingual] = {
    "violated": Bilingual("所述事实与要求不符", "stated fact conflicts with the requirement"),
    "not_demonstrated": Bilingual("未予证明", "not demonstrated"),
    "review": Bilingual("须人工判断", "needs judgement"),
    "satisfied": Bilingual("所述事实符合要求", "stated facts meet the requirement"),
    "not_applicable": Bilingual("不适用", "not applicable"),
}
POLICY_CONFLICT = Bilingual("不符合政策文件要求", "does not meet the policy document")
GRADES: dict[Grade, Bilingual] = {
    "declared": Bilingual("依声明符合（未核验）", "as declared, not verified"),
    "documented": Bilingual("有文件佐证", "documented"),
    "tested": Bilingual("经数据检验", "tested"),
}
SEVERITIES: dict[Severity, Bilingual] = {
    "high": Bilingual("高", "high"),
    "medium": Bilingual("中", "medium"),
    "low": Bilingual("低", "low"),
}
READINGS: dict[Reading, Bilingual] = {
    "settled": Bilingual("理解无争议", "settled reading"),
    "our_reading": Bilingual("本工具的理解", "our reading"),
    "contested": Bilingual("理解有争议", "contested reading"),
}
ARTICLE_STATUSES: dict[ArticleStatus, Bilingual] = {
    "checked": Bilingual("由规则检查", "checked by rules"),
    "partly": Bilingual("部分由规则检查，部分提问", "rules and questions"),
    "question": Bilingual("仅提问", "questions only"),
    "context": Bilingual("背景条文", "context"),
    "authority": Bilingual("规范主管机关", "addressed to authorities"),
    "liability": Bilingual("法律责任", "liability"),
    "not_yet": Bilingual("尚未收录", "not yet covered"),
}

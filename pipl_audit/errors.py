"""What can go wrong with a file: one catalogue of messages, in Chinese and English.

A ``Problem`` is data: something that could not be audited, where, and what to do about it.
Messages never contain a value of the file except keys and words checked to be harmless.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipl_audit.location import Span

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be audited.

    ``code`` is a key of ``CATALOGUE``; ``params`` fill its placeholders; ``others`` names further
    places that belong to the same problem (the first of two equal ids, say).
    """

    code: str
    path: str
    span: Span | None = None
    params: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, Span], ...] = field(default=())

    def message(self, lang: Lang = "en") -> str:
        """One sentence: what is wrong. Source: CATALOGUE."""
        return CATALOGUE[self.code][0 if lang == "zh" else 1].format(**dict(self.params))

    def hint(self, lang: Lang = "en") -> str:
        """One sentence: what to do."""
        return CATALOGUE[self.code][2 if lang == "zh" else 3].format(**dict(self.params))

    def place(self) -> str:
        """``path:line:column``, or the path alone for problems of the whole file."""
        if self.span is None:
            return self.path
        return f"{self.path}:{self.span.line}:{self.span.column}"


class PiplAuditError(Exception):
    """Base of the errors this package raises on purpose."""


class Unreadable(PiplAuditError):
    """A file that cannot be audited. ``problems`` holds one entry per thing to mend."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.place()}: {p.message()}" for p in problems))


# code: (what is wrong, zh; en; what to do, zh; en)
CATALOGUE: dict[str, tuple[str, str, str, str]] = {
    # Opening and decoding a file.
    "file-missing": (
        "找不到该文件。",
        "There is no such file.",
        "请检查路径。",
        "Check the path.",
    ),
    "file-permission": (
        "没有读取该文件的权限。",
        "The file may not be read: permission denied.",
        "请为运行本工具的用户授予读取权限。",
        "Give the user who runs this tool the right to read it.",
    ),
    "not-a-file": (
        "该路径不是普通文件（可能是文件夹、管道或设备）。",
        "This is not a regular file but a folder, pipe or device.",
        "请指定普通的 YAML 或 JSON 文件。",
        "Name a regular YAML or JSON file.",
    ),
    "file-unreadable": (
        "无法打开或读取该文件。",
        "The file could not be opened or read.",
        "请检查文件名、链接和磁盘。",
        "Check the file's name, its links and the disk.",
    ),
    "too-large": (
        "文件超过 {limit} 字节的上限。",
        "The file is larger than the limit of {limit} bytes.",
        "请将内容拆分为多个文件。",
        "Split the contents into several files.",
    ),
    "wrong-encoding": (
        "文件编码为 {encoding}，而非 UTF-8。",
        "The file is encoded in {encoding}, not in UTF-8.",
        "请将文件另存为 UTF-8。",
        "Save the file as UTF-8.",
    ),
    "not-utf8": (
        "此处的字节不是有效的 UTF-8。",
        "The byte here is not valid UTF-8.",
        "请将文件另存为 UTF-8；原文件可能采用 GBK 或其他编码。",
        "Save the file as UTF-8; it may be in GBK or another encoding.",
    ),
    "nul-character": (
        "文件含有 NUL 字符，不是文本文件。",
        "The file holds a NUL character, so it is not a text file.",
        "请将文件另存为 UTF-8 文本；原文件可能是二进制文件或 UTF-16。",
        "Save the file as UTF-8 text; it may be binary or UTF-16.",
    ),
    "control-character": (
        "此处有不允许的控制字符 {character}。",
        "The control character {character} is not allowed here.",
        "请删除该字符，或重新输入这段文字。",
        "Delete the character, or type the text anew.",
    ),
    "empty-document": (
        "文件没有内容。",
        "The file holds no data.",
        "请填写内容，或删除该文件。",
        "Fill the file in, or remove it.",
    ),
    # In YAML and JSON alike.
    "duplicate-key": (
        "键“{key}”在同一映射中重复出现。",
        "The key “{key}” occurs twice in the same mapping.",
        "请只保留其中一个，或将两处内容合并。",
        "Keep one of the two, or merge what they hold.",
    ),
    "empty-key": (
        "键为空、为 null 或为 ???。",
        "A key is empty, null or ???.",
        "请写出键名；若键名就是 null 这个词，请加引号。",
        "Write the key's name; if it is the very word null, put it in quotes.",
    ),
    "too-deep": (
        "嵌套超过 {limit} 层的上限。",
        "The nesting is deeper than the limit of {limit} levels.",
        "请减少嵌套层数。",
        "Nest less deeply.",
    ),
    "too-many-nodes": (
        "文件中的键和值超过 {limit} 个的上限。",
        "The file holds more keys and values than the limit of {limit}.",
        "请将内容拆分为多个文件。",
        "Split the contents into several files.",
    ),
    "scalar-too-long": (
        "一个键或值超过 {limit} 个字符的上限。",
        "A key or value is longer than the limit of {limit} characters.",
        "请缩短文字；长文请作为证据文件引用。",
        "Shorten the text; refer to long documents as evidence files.",
    ),
    "lone-surrogate": (
        "文字中的 \\u 转义只有半个字符（孤立代理项）。",
        "An escape in the text names half a character (a lone surrogate).",
        "请直接写出该字符，或写全一对 \\u 转义。",
        "Write the character itself, or both \\u escapes of the pair.",
    ),
    # YAML.
    "yaml-syntax": (
        "此处不是有效的 YAML。",
        "This is not valid YAML from here on.",
        "请检查本行和上一行的缩进、引号和标点；含有特殊符号的文字请加引号。",
        "Check indentation, quotes and punctuation of this line and the one before; "
        "put text with special characters in quotes.",
    ),
    "yaml-tab": (
        "此处用了制表符，YAML 只允许用空格缩进。",
        "There is a tab here, and YAML is indented with spaces only.",
        "请将制表符换成空格。",
        "Replace the tab with spaces.",
    ),
    "yaml-reserved-character": (
        "值不能以此字符开头，YAML 将其保留。",
        "A value cannot begin with this character, which YAML reserves.",
        "请为该值加引号。",
        "Put the value in quotes.",
    ),
    "yaml-colon": (
        "此处不能再出现“键: 值”。",
        "A “key: value” is not possible at this colon.",
        "若冒号属于文字，请为整个值加引号；否则请另起一行并检查缩进。",
        "If the colon is part of the text, put the whole value in quotes; "
        "otherwise begin a new line and check its indentation.",
    ),
    "yaml-missing-colon": (
        "此行是键的位置，但后面没有冒号。",
        "A key is due on this line, but no colon follows.",
        "请在键后写冒号和空格；若本行是上一行文字的延续，请增加缩进。",
        "Write a colon and a space after the key; indent the line more "
        "if it continues the text above.",
    ),
    "yaml-indentation": (
        "此处与前面的内容没有对齐，不属于任何映射或列表。",
        "This does not line up with what stands before it.",
        "同一映射的键、同一列表的“-”应缩进相同；请检查本行和上一行的缩进与引号。",
        "Give all keys of a mapping and all dashes of a list the same indentation; "
        "check this line and the one before.",
    ),
    "yaml-unclosed-quote": (
        "此处的引号没有闭合。",
        "The quote that opens here is never closed.",
        "请补上闭合的引号；文字中的单引号请写两次。",
        "Close the quote; write a single quote inside the text twice.",
    ),
    "yaml-unclosed-bracket": (
        "此处应为逗号或闭合的括号。",
        "A comma or the closing bracket is missing here.",
        "请补上逗号或闭合的括号；含有标点的文字请加引号。",
        "Add the comma or the closing bracket; put text with punctuation in quotes.",
    ),
    "yaml-escape": (
        "双引号中的反斜杠转义无效。",
        "The backslash escape in double quotes is not a valid one.",
        "请将反斜杠写两次，或改用单引号。",
        "Write the backslash twice, or use single quotes.",
    ),
    "yaml-line-separator": (
        "此处有不可见的换行字符 {character}，各编辑器对其解释不一。",
        "There is an invisible line separator {character}, which programs read differently.",
        "请删除该字符，或换成普通换行。",
        "Delete the character, or replace it with an ordinary line break.",
    ),
    "yaml-directive": (
        "不支持 %TAG 指令。",
        "%TAG directives are not supported.",
        "请删除该行。",
        "Delete the line.",
    ),
    "explicit-tag": (
        "不支持此处以“!”开头的类型标签。",
        "The type tag that begins with “!” is not supported.",
        "请删除标签；若“!”属于文字，请为整个值加引号。",
        "Delete the tag; if the “!” is part of the text, put the whole value in quotes.",
    ),
    "merge-key": (
        "不支持合并键“<<”。",
        "The merge key “<<” is not supported.",
        "请写出需要的各个键。",
        "Write out the keys that are meant.",
    ),
    "second-document": (
        "文件中有第二个文档。",
        "A second document begins in this file.",
        "请将其移至单独的文件；若不是有意为之，请删除“---”或“...”行。",
        "Move it to a file of its own; if none is meant, delete the line “---” or “...”.",
    ),
    "too-many-aliases": (
        "别名（*）超过 {limit} 个的上限。",
        "The file holds more aliases (*) than the limit of {limit}.",
        "请写出别名所代表的内容，或拆分文件。",
        "Write out what the aliases stand for, or split the file.",
    ),
    "alias-bomb": (
        "展开别名后，键和值超过 {limit} 个的上限。",
        "With its aliases expanded, the file holds more keys and values than the limit of {limit}.",
        "请勿让别名层层引用。",
        "Do not let aliases refer to nodes that are full of aliases.",
    ),
    "recursive-alias": (
        "此别名引用了包含它自身的内容。",
        "This alias refers to the node that it stands in.",
        "请写出所指的内容。",
        "Write out what is meant.",
    ),
    "undefined-alias": (
        "此前没有该别名对应的锚点（&）。",
        "No anchor (&) of this name stands before this alias.",
        "请检查名称；若“*”属于文字，请为整个值加引号。",
        "Check the name; if the “*” is part of the text, put the whole value in quotes.",
    ),
    "complex-key": (
        "键必须是文字，不能是映射、列表或别名。",
        "A key must be text, not a mapping, list or alias.",
        "请用文字作键；若括号或开头的“*”属于文字，请加引号。",
        "Use text as key; put it in quotes if it contains brackets or begins with “*”.",
    ),
    # JSON.
    "json-syntax": (
        "此处不是有效的 JSON。",
        "This is not valid JSON from here on.",
        "请检查此处及之前的引号、逗号和括号。",
        "Check quotes, commas and brackets here and just before.",
    ),
    "json-unfinished": (
        "文件在内容结束之前中断。",
        "The file ends before its data does.",
        "请补全缺少的值和闭合的括号。",
        "Add the missing values and closing brackets.",
    ),
    "json-comma": (
        "此处应为逗号或闭合的括号。",
        "A comma or the closing bracket is missing before this.",
        "请补上逗号或闭合的括号。",
        "Add the comma or the closing bracket.",
    ),
    "json-colon": (
        "键之后缺少冒号。",
        "A colon is missing after the key.",
        "请在键与值之间写冒号。",
        "Write a colon between the key and its value.",
    ),
    "json-trailing-comma": (
        "最后一项之后不允许有逗号。",
        "JSON allows no comma after the last item.",
        "请删除该逗号。",
        "Delete the comma.",
    ),
    "json-comment": (
        "JSON 不允许注释。",
        "JSON allows no comments.",
        "请删除注释，或改用 YAML 文件。",
        "Delete the comment, or use a YAML file.",
    ),
    "json-unquoted": (
        "键和文字须用双引号括起。",
        "Keys and text must stand in double quotes.",
        "请加双引号；不加引号的词只能是 true、false 和 null（小写）。",
        "Add double quotes; the only words without them are true, false and null in lower case.",
    ),
    "json-nan": (
        "JSON 不允许 NaN 和 Infinity。",
        "JSON allows neither NaN nor Infinity.",
        "请写出数字；未知时写 null。",
        "Write a number, or null if it is not known.",
    ),
    "json-number": (
        "此数字的写法不是有效的 JSON。",
        "The number is not written as JSON demands.",
        "请写成 12、-3.5 或 1e6 的形式，不加前导零和正号；日期和编号请加双引号。",
        "Write it like 12, -3.5 or 1e6, with no leading zero or plus; "
        "put dates and identifiers in double quotes.",
    ),
    "number-too-long": (
        "数字超过 {limit} 位的上限。",
        "The number has more than the limit of {limit} digits.",
        "若这是编号，请加双引号。",
        "If it is an identifier, put it in double quotes.",
    ),
    "number-out-of-range": (
        "数字过大，无法表示。",
        "The number is too large to be represented.",
        "请检查指数；若这是编号，请加双引号。",
        "Check the exponent; if it is an identifier, put it in double quotes.",
    ),
    "json-line-break": (
        "字符串中间有换行，或缺少闭合的引号。",
        "A string is broken by the end of the line, or its closing quote is missing.",
        "请补上引号，或将换行写作 \\n。",
        "Close the quote, or write the line break as \\n.",
    ),
    "json-escape": (
        "反斜杠转义无效。",
        "The backslash escape is not a valid one.",
        "请将反斜杠写两次。",
        "Write the backslash twice.",
    ),
    "json-unclosed-string": (
        "此处的引号没有闭合。",
        "The quote that opens here is never closed.",
        "请补上闭合的双引号。",
        "Add the closing double quote.",
    ),
    "json-extra-text": (
        "内容结束之后还有其他文字。",
        "Something follows after the end of the data.",
        "请删除多余的文字，或检查此前的括号。",
        "Delete it, or check the brackets before it.",
    ),
    # Policy packs
    "pack-folder-missing": (
        "规则包文件夹不存在。",
        "The policy pack folder does not exist.",
        "请检查 --pack 后的路径。",
        "Check the path given to --pack.",
    ),
    "pack-mistake": (
        "规则包有误：{what}",
        "A mistake in a policy pack: {what}",
        "请改正规则包后再运行 pipl-audit policy test。",
        "Mend the pack, then run pipl-audit policy test.",
    ),
    # Configuration, waivers, baselines
    "settings-mistake": (
        "配置、豁免或基线文件有误：{what}",
        "a mistake in a configuration, waiver or baseline file: {what}",
        "请改正该文件，或以 --no-config、--no-waivers 不予采用。",
        "Mend the file, or leave it out with --no-config or --no-waivers.",
    ),
    # Manifests
    "top-level-not-mapping": (
        "清单顶层必须是映射。",
        "The top level of a manifest must be a mapping.",
        "请在顶层写 schema: pipl-audit/v1 及各部分的键。",
        "Write schema: pipl-audit/v1 and the keys of the sections at the top level.",
    ),
    "unknown-schema-version": (
        "schema 版本未知。",
        "The version of the schema is not known.",
        "本版本支持 schema: pipl-audit/v1；请升级 pipl-audit 或改正版本。",
        "This release knows schema: pipl-audit/v1; upgrade pipl-audit or correct the version.",
    ),
    "not-a-manifest": (
        "该文件不是清单（顶层没有 schema: pipl-audit/v1）。",
        "This file is not a manifest (no schema: pipl-audit/v1 at the top level).",
        "如应审计该文件，请在顶层加上 schema: pipl-audit/v1。",
        "If it should be audited, add schema: pipl-audit/v1 at the top level.",
    ),
    "no-operator": (
        "清单既没有 operator 也没有 part_of。",
        "The manifest has neither operator nor part_of.",
        "请写 operator:，或以 part_of: 指明所属运营者的标识。",
        "Write operator:, or part_of: with the id of the operator it belongs to.",
    ),
    "operator-and-part-of": (
        "同一清单不能同时写 operator 和 part_of。",
        "A manifest cannot have both operator and part_of.",
        "请删去其中之一。",
        "Remove one of them.",
    ),
    "unknown-part-of": (
        "part_of 所指的运营者不在本次扫描之中。",
        "Part_of names an operator that is not part of this scan.",
        "请改正标识，或把写有该 operator: 的文件一并扫描。",
        "Correct the id, or scan the file with that operator: as well.",
    ),
    "duplicate-operator": (
        "运营者标识重复。",
        "This operator id stands twice.",
        "请为每个运营者使用不同的标识；同一运营者的其他文件应写 part_of。",
        "Give each operator its own id; further files of one operator say part_of.",
    ),
    "duplicate-id": (
        "标识重复。",
        "This id stands twice.",
        "请为每个对象使用不同的标识。",
        "Give each object its own id.",
    ),
    "missing-id": (
        "该对象缺少标识 id。",
        "This object has no id.",
        "请加上 id:（字母、数字、点、下划线或连字符，最多 64 个字符）。",
        "Add id: (letters, digits, dot, underscore or hyphen, at most 64 characters).",
    ),
    "bad-id": (
        "标识格式不正确。",
        "This id has a wrong form.",
        "请使用字母、数字、点、下划线或连字符，以字母或数字开头，最多 64 个字符。",
        "Use letters, digits, dot, underscore or hyphen, starting with a letter or digit, at most 64.",
    ),
    "section-twice": (
        "该部分在同一运营者的两个文件中出现。",
        "This section stands in two files of one operator.",
        "请合并为一处；列表可以分散在多个文件，映射不可以。",
        "Put it into one file; lists may be spread over files, mappings may not.",
    ),
    "unknown-key": (
        "未知的键 {key}{maybe_zh}",
        "Unknown key {key}{maybe_en}",
        "请改正键名；本单位自用的键写在 x-house: 之下。",
        "Correct the key; keys of your own go below x-house:.",
    ),
    "unknown-word": (
        "该值不在允许的词语之中{maybe_zh}",
        "This value is not one of the words allowed here{maybe_en}",
        "允许的词语：{known}。",
        "Words allowed here: {known}.",
    ),
    "unknown-category": (
        "分类体系中没有这一信息种类{maybe_zh}",
        "The taxonomy has no such kind of information{maybe_en}",
        "请使用 policies/taxonomy.yaml 中的标识。",
        "Use an id from policies/taxonomy.yaml.",
    ),
    "unknown-reference": (
        "{section} 中没有这一标识{maybe_zh}",
        "{section} has no object with this id{maybe_en}",
        "请改正引用，或在 {section} 中声明该对象。",
        "Correct the reference, or declare the object under {section}.",
    ),
    "unknown-claim-key": (
        "与 value 并列的键只能是 complete、evidence、source、since，不能是 {key}。",
        "Beside value only complete, evidence, source and since may stand, not {key}.",
        "请移走该键。",
        "Move this key elsewhere.",
    ),
    "bad-evidence": (
        "证据格式不正确。",
        "This evidence has a wrong form.",
        "请写文件路径，或 {{file, sha256}}、{{document_no}}、{{url}}。",
        "Write the path of a file, or {{file, sha256}}, {{document_no}}, {{url}}.",
    ),
    "not-a-boolean": (
        "此处应为 true 或 false。",
        "True or false is expected here.",
        "请写 true 或 false（不加引号）；yes、no、on、off 在 YAML 1.2 中是文本。未知则留空。",
        "Write true or false without quotes; yes, no, on and off are text in YAML 1.2. Leave it empty if unknown.",
    ),
    "not-text": (
        "此处应为文本。",
        "Text is expected here.",
        "请加引号写成文本。",
        "Put it in quotes.",
    ),
    "not-a-count": (
        "此处应为非负整数。",
        "A whole number is expected here.",
        "请只用数字，不加分隔符、前导零或单位，如 300000。",
        "Write digits only, without separators, leading zeros or units, as 300000.",
    ),
    "not-a-decimal": (
        "此处应为数字。",
        "A number is expected here.",
        "请写如 0.25。",
        "Write it as 0.25.",
    ),
    "not-a-day": (
        "此处应为日期。",
        "A day is expected here.",
        "请写成 YYYY-MM-DD，如 2026-06-01。",
        "Write it as YYYY-MM-DD, for example 2026-06-01.",
    ),
    "not-a-moment": (
        "此处应为日期和时间。",
        "A day and time are expected here.",
        "请写成 YYYY-MM-DDTHH:MM+08:00；不写时区按北京时间。",
        "Write it as YYYY-MM-DDTHH:MM+08:00; without a zone it is China time.",
    ),
    "not-a-period": (
        "此处应为期限。",
        "A duration is expected here.",
        "请按 ISO 8601 写，如 P5Y、P6M、P30D、PT24H。",
        "Write it in ISO 8601, as P5Y, P6M, P30D or PT24H.",
    ),
    "bad-unified-code": (
        "统一社会信用代码的格式或校验码不正确。",
        "The form or check character of the unified social credit code is wrong.",
        "请核对 18 位代码。",
        "Check the 18-character code.",
    ),
    "not-a-list": (
        "此处应为列表。",
        "A list is expected here.",
        "每项以 - 开头；没有则写 []。",
        "Start each item with -; write [] for none.",
    ),
    "not-a-mapping": (
        "此处应为映射。",
        "A mapping is expected here.",
        "请写成键: 值。",
        "Write it as key: value.",
    ),
    "wrong-value": (
        "该值的类型不正确。",
        "This value has a wrong type.",
        "请对照 pipl-audit schema 的输出改正。",
        "Compare with the output of pipl-audit schema.",
    ),
}

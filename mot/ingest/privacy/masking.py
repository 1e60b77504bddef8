"""Personal data in texts is blotted out before a text is kept."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mot.ingest.privacy.kinds import MASK, Personal, Span, narrow
from mot.ingest.privacy.numbers import find_numbers
from mot.ingest.privacy.people import ROLES, TITLES, find_names, is_name, may_be_name
from mot.ingest.privacy.surnames import COMMON, COMPOUND

_FIRST = f"(?:[{COMMON}]|{'|'.join(COMPOUND)})"
# What every text with personal data has; one pass of RE2 over all texts spares the rest the long way.
_MIGHT = "|".join(
    (
        r"[0-9０-９](?:[\s.·—–‐－\-]?[0-9０-９]){6}",
        r"[@＠]",
        r"[0-9０-９]{1,3}[.．][0-9０-９]{1,3}[.．][0-9０-９]",
        r"[0-9A-Fa-f]*:[0-9A-Fa-f]*:",
        r"o[A-Za-z0-9_\-]{27}",
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-ZＡ-Ｚ]",
        r"[一幺][三四五六七八九][零〇○一二三四五六七八九幺]{9}",
        r"(?:微信|薇信|威信|[vV]信|扣扣|企鹅)(?:号|id|ID|[\s:：=是为])*[A-Za-z0-9０-９]",
        r"(?i:wechat|weixin|vx|wx|qq)",
        r"(?:楼|栋|幢|座|院|单元)[0-9０-９]",
        rf"(?:叫|姓|是|为|本人|落款|人|名|呼)[\s:：,，=]*{_FIRST}",
        r"(?:姓名|名字|人|署名|户名|称呼)\s?[:：=]",
        rf"{_FIRST}\p{{Han}}{{0,2}}(?:{TITLES})",
        rf"(?:{ROLES})[\s:：]?{_FIRST}",
        rf"(?:^|[^\p{{Han}}])[小老][{COMMON}]",
        r"(?i:name|contact|signed|this is)[\s:]|\b(?:Mr|Mrs|Ms|Miss|Dr)\b",
        rf"^\s*{_FIRST}\s?\p{{Han}}{{1,2}}\s*$",
    )
)

_PARTS = re.compile(r"([_\-\s·—()（）\[\]【】&+,，、.]+)")


def find(text: str, *, alone: bool = True) -> tuple[Span, ...]:
    """All personal data in a text, in order; what overlaps is one span.

    With `alone`, a text that is nothing but a name counts too.
    """
    plain = narrow(text)
    numbers = tuple(find_numbers(plain))
    found = sorted((*numbers, *find_names(plain, numbers)), key=lambda span: (span.start, -span.end))
    if alone and is_name(plain.strip()):
        found = [Span(0, len(text), Personal.NAME)]
    joined: list[Span] = []
    for span in found:
        if joined and span.start < joined[-1].end:
            last = joined[-1]
            joined[-1] = Span(last.start, max(last.end, span.end), last.kind)
        else:
            joined.append(span)
    return tuple(joined)


def mask(text: str) -> str:
    """The text with personal data blotted out.

    >>> mask("请回电 138 1234 5678，谢谢"), mask("等了45分钟"), mask("联系人：李四，姓张的柜员")
    ('请回电 ***，谢谢', '等了45分钟', '联系人：***，姓***的柜员')
    """
    return _blotted(text, find(text))


def mask_numbers(text: str) -> str:
    """The text of a name with the numbers blotted out by which a person can be found; names stay.

    >>> mask_numbers("大堂经理王伟 13812345678")
    '大堂经理王伟 ***'
    """
    return _blotted(text, sorted(find_numbers(narrow(text)), key=lambda span: span.start))


def mask_name(text: str) -> str:
    """What stood where the name of a branch or the like belongs: numbers blotted out, and a person's name.

    >>> mask_name("高新支行"), mask_name("王小明"), mask_name("老城支行 13812345678")
    ('高新支行', '***', '老城支行 ***')
    """
    return MASK if is_name(narrow(text).strip()) else mask_numbers(text)


def mask_cell(text: str) -> str:
    """What stood in a cell where no name belongs: with personal data blotted out, and short names too.

    >>> mask_cell("王伟"), mask_cell("看情况"), mask_cell("13812345678")
    ('***', '看情况', '***')
    """
    return MASK if may_be_name(text.strip()) else mask(text)


def mask_file_name(name: str, known: Callable[[str], object] | None = None) -> str:
    """The name of a file with personal data blotted out; parts that are `known`, such as branches, stay.

    >>> mask_file_name("回访_王伟_13812345678.xlsx"), mask_file_name("老城支行2026Q3.xlsx")
    ('回访_***_***.xlsx', '老城支行2026Q3.xlsx')
    """
    stem, dot, ending = name.rpartition(".")
    parts = _PARTS.split(mask(stem) if dot else mask(name))
    return (
        "".join(part if known and known(part) else mask_cell(part) for part in parts)
        + dot
        + (ending if dot else "")
    )


def mask_all(texts: Sequence[str]) -> tuple[list[str], dict[Personal, np.ndarray]]:
    """The texts with personal data blotted out, and how often each kind stood in each of them (int32).

    Kinds that occur nowhere are left out.
    """
    masked = list(texts)
    told: dict[Personal, np.ndarray] = {}
    if not texts:
        return masked, told
    hits = pc.match_substring_regex(pa.array(masked, pa.string()), _MIGHT).to_numpy(zero_copy_only=False)
    for at in np.flatnonzero(hits).tolist():
        spans = find(masked[at])
        if not spans:
            continue
        masked[at] = _blotted(masked[at], spans)
        for kind, count in Counter(span.kind for span in spans).items():
            told.setdefault(kind, np.zeros(len(masked), dtype=np.int32))[at] += count
    return masked, told


def _blotted(text: str, spans: Sequence[Span]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], MASK]
        at = span.end
    return "".join((*parts, text[at:])) if spans else text

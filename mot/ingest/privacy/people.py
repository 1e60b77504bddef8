"""Names of people: after words that announce one, before a title, beside a number, or alone in a cell."""

import re
from collections.abc import Iterator

from mot.ingest.privacy.kinds import Personal, Span
from mot.ingest.privacy.surnames import BEFORE, COMMON, COMPOUND, NOT_GIVEN, WORDS

_HAN = "[\u4e00-\u9fff]"
_GIVEN = f"(?![{NOT_GIVEN}]){_HAN}"
_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{COMMON}])"
TITLES = "先生|女士|小姐|阿姨|大爷|大妈|大叔|大姐|师傅|经理|主任|医生|大夫|老师|护士|行长|店长|院长|科长|同志|主管|工号"
ROLES = (
    "柜员|客户经理|大堂经理|理财经理|值班经理|经理|医生|大夫|护士|店员|服务员|收银员|导购|员工|同事|工作人员|保安|"
    "行员|店长|顾问|客服"
)
_FOLLOWS = (
    f"{TITLES}|态度|服务|耐心|非常|很|帮|办|说|在|的|是|给|为|热情|专业|推荐|让|对|没|不|也|都|就|业务|效率|处理|"
    "工作|一直|特别|十分|真|太|主动|细心|请|电话|手机|来|去|和|与|等|想|要|有|联系"
)
# The end of a name: anything but a Chinese sign, or a word with which one goes on speaking of a person.
_END = f"(?=(?:{_FOLLOWS})|[^\u4e00-\u9fff]|$)"
NAME = f"{_SURNAME}(?:{_GIVEN}{_END}|{_GIVEN}{{2}}{_END}|{_GIVEN}{{1,2}})"
_SURE_NAME = f"{_SURNAME}(?:{_GIVEN}{_END}|{_GIVEN}{{2}}{_END})"
_LABELS = "姓名|名字|联系人|收件人|经办人|署名|投诉人|反馈人|申请人|持卡人|户名|称呼|填写人"
_ENGLISH = r"[A-Z][a-z'’-]+"

_RULES = (
    rf"(?:我叫|名叫|名字叫|名字是|本人叫|姓名是|姓名为|联系人是|联系人为|是叫)[ :,]*(?P<name>{NAME})",
    rf"(?:{_LABELS})[ ]?[:=][ ]*(?P<name>{_HAN}{{2,4}}|{_ENGLISH}(?:[ ]{_ENGLISH}){{0,2}})",
    rf"(?:{_LABELS})[ ]+(?P<name>{_SURE_NAME})",
    rf"(?<!百)姓[ :]?(?P<name>{_SURNAME}(?:[,， ]?名[叫]?{_GIVEN}{{1,2}})?)",
    rf"(?:本人|我是|这里是|落款)[ :,]*(?P<name>{_SURNAME}{_GIVEN}{{1,2}})(?=[^\u4e00-\u9fff]|$)",
    rf"(?:{ROLES})[ :]?(?P<name>{_SURE_NAME})",
    rf"(?<!{_HAN})[小老](?P<name>[{COMMON}])(?={_FOLLOWS}|[,.!;，。！；、 ]|$)",
    r"(?i:my name is|name is|this is|contact person|contact|name|signed)(?:[ ]?:[ ]*|[ ]+)"
    rf"(?P<name>{_ENGLISH}(?:[ ]{_ENGLISH}){{1,2}})",
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\b\.?[ ]?(?P<name>{_ENGLISH}(?:[ ]{_ENGLISH})?)",
)  # fmt: skip
_COMPILED = tuple(re.compile(rule) for rule in _RULES)
_TITLED = re.compile(rf"(?P<name>{_SURNAME}{_GIVEN}{{0,2}}?)(?:{TITLES})")
_BEFORE_NUMBER = re.compile(rf"({_SURNAME}{_GIVEN}{{1,2}})[ :,，、(]{{0,2}}$")
_AFTER_NUMBER = re.compile(rf"[ :,，、(]{{0,2}}({_SURE_NAME})")
_ALONE = re.compile(rf"(?:{'|'.join(COMPOUND)}){_GIVEN}{{1,2}}|[{COMMON}]{_GIVEN}{{1,2}}")
_WITH_TITLE = re.compile(rf"{_SURNAME}(?:{_GIVEN}{{0,2}})(?:先生|女士|小姐|太太)")
_PLACES = frozenset("区县市省路街道桥村镇乡店行部院科厅所馆站口港城湾山河湖海洲园楼门府井角堡坪集嘴里庄线号")
_OPINIONS = frozenset("好差慢快多少贵贱热冷乱脏吵远近久满高低大错难晚早长短紧松行强弱")


def find_names(text: str, numbers: tuple[Span, ...] = ()) -> Iterator[Span]:
    """Names in a text that was made narrow; `numbers` are personal numbers beside which a name may stand.

    >>> text = "我叫王小明，柜员李娜态度好"
    >>> [text[span.start : span.end] for span in find_names(text)]
    ['王小明', '李娜']
    """
    for rule in _COMPILED:
        for found in rule.finditer(text):
            start, end = found.span("name")
            if end > start and not _is_word(text[start:end]):
                yield Span(start, end, Personal.NAME)
    for found in _TITLED.finditer(text):
        start, end = found.span("name")
        if not _is_word(text[start:end]) and not _ordinary(text, start):
            yield Span(start, end, Personal.NAME)
    for number in numbers:
        before = _BEFORE_NUMBER.search(text, 0, number.start)
        after = _AFTER_NUMBER.match(text, number.end)
        for beside in (before, after):
            if beside and not _is_word(beside[1]):
                yield Span(*beside.span(1), Personal.NAME)


def may_be_name(text: str) -> bool:
    """Whether a whole cell could be somebody's name; in a column of names most cells pass.

    >>> [may_be_name(text) for text in ("王小明", "欧阳雪", "张女士", "满意", "老城支行")]
    [True, True, True, False, False]
    """
    if not 2 <= len(text) <= 5:
        return False
    plain = text.replace(" ", "")
    return not _is_word(plain) and bool(_WITH_TITLE.fullmatch(plain) or _ALONE.fullmatch(plain))


def is_name(text: str) -> bool:
    """Whether a whole cell surely reads as a name, judged by itself: three signs or more, and no place.

    >>> [is_name(text) for text in ("王小明", "欧阳雪", "王伟", "高新区", "陆家嘴", "高分好")]
    [True, True, False, False, False, False]
    """
    plain = text.replace(" ", "")
    if len(plain) < 3 or not may_be_name(plain):
        return False
    return plain[1] != "家" and plain[-1] not in _PLACES and plain[-1] not in _OPINIONS


def looks_like_place(text: str) -> bool:
    """Whether a text ends as places and offices do."""
    return text[-1:] in _PLACES


def _is_word(text: str) -> bool:
    return text[:2] in WORDS


def _ordinary(text: str, start: int) -> bool:
    """Whether the surname makes an ordinary word with the sign before it, as in 谢谢经理."""
    return start > 0 and text[start - 1] in BEFORE.get(text[start], "")

"""Columns that hold personal data, known by their header or by most of their cells."""

import re

import numpy as np

from mot.domain.survey import RATINGS, FieldKind, Institution
from mot.ingest.cells import Cells, as_text, is_blank_word
from mot.ingest.header_words import tidy
from mot.ingest.names import Directory
from mot.ingest.privacy.kinds import Personal, narrow
from mot.ingest.privacy.masking import find
from mot.ingest.privacy.people import looks_like_place, may_be_name

SAMPLE = 300  # distinct values looked at
MOST = 0.6  # share of cells from which a column holds one kind
FEWEST = 5  # cells from which a column without a telling header is judged
DIFFERENT = 0.7  # share of different values among names; names of branches come again and again
LONGEST = 80  # signs of a cell that is nothing but one number, name or address

_EXACT: dict[Personal, str] = {
    Personal.NAME: "姓名|名字|客户姓名|客户名称|联系人|联系人姓名|昵称|微信昵称|收件人|填写人|答卷人|经办人|柜员|客户经理|"
    "户名|持卡人|称呼|署名|name|full name|first name|last name|customer name|contact|contact person|nickname|surname",
    Personal.PHONE: "手机|电话|座机|固话|联系方式|回访电话|phone|mobile|tel|telephone|cell|cell phone|contact number|"
    "phone number|mobile number",
    Personal.ID_NUMBER: "身份证|证件号|证件号码|id card|national id|id number|identity card",
    Personal.PASSPORT: "护照|passport|passport number|passport no",
    Personal.CARD: "卡号|银行卡|账号|账户|银行账号|card number|card no|account number|account no|bank card|account",
    Personal.EMAIL: "邮箱|邮件|电子邮件|email|e-mail|mail|email address|e-mail address",
    Personal.IP: "ip|来自ip|ip地址|登录ip|ip address|ipaddress|ip_address",
    Personal.ACCOUNT: "openid|unionid|微信|微信号|微信id|qq|qq号|qq号码|wechat|wechat id|weixin|微博",
    Personal.PLATE: "车牌|车牌号|车牌号码|license plate|plate number",
    Personal.ADDRESS: "地址|住址|家庭住址|通讯地址|联系地址|详细地址|家庭地址|收货地址|address|home address|street address",
    Personal.BIRTHDAY: "出生日期|生日|出生年月|birthday|birth date|date of birth|dob",
}
_WITHIN: dict[Personal, str] = {
    Personal.NAME: "姓名|昵称",
    Personal.PHONE: "手机号|手机号码|电话号码|联系电话|联系方式|phone number|mobile number|telephone",
    Personal.ID_NUMBER: "身份证号|证件号码",
    Personal.PASSPORT: "护照号|passport",
    Personal.CARD: "银行卡号|银行账号|card number|account number",
    Personal.EMAIL: "电子邮箱|邮箱地址|邮箱|e-?mail",
    Personal.IP: "ip地址|ip address",
    Personal.ACCOUNT: "openid|unionid|微信号|qq号|wechat id",
    Personal.PLATE: "车牌号|license plate",
    Personal.ADDRESS: "家庭住址|通讯地址|联系地址|详细地址|home address",
    Personal.BIRTHDAY: "出生日期|出生年月|date of birth",
}
_HEADERS = {word: kind for kind, words in _EXACT.items() for word in words.split("|")}
_IN_HEADERS = tuple((kind, re.compile(words)) for kind, words in _WITHIN.items())
_ASKED = re.compile(r"^(?:请?(?:填写|留下|输入|提供)?(?:您|你)?的?|客户|顾客|患者|本人|your )")


def personal_kind(
    header: str, cells: Cells, institution: Institution, *, field: FieldKind, sure: float, rates: bool
) -> Personal | None:
    """The kind of personal data that a column holds, None when it holds something else.

    Parameters
    ----------
    field, sure
        What the column is taken for otherwise, and how sure (0 to 1).
    rates
        Whether its cells are answers on a scale: then a header such as 微信 names a touchpoint.
    """
    if rates:
        return None
    said = said_by_header(header)
    if said and (said[1] or field is not FieldKind.COMMENT):
        return said[0]
    if field in (FieldKind.DATE, FieldKind.DURATION, FieldKind.OVERALL, FieldKind.NPS, *RATINGS):
        return None
    seen = seen_in_cells(cells, institution)
    trusted = seen is Personal.NAME and sure == 1.0 and field not in (FieldKind.IGNORE, FieldKind.COMMENT)
    return None if trusted else seen


def said_by_header(header: str) -> tuple[Personal, bool] | None:
    """The kind that a header names, and whether it names nothing else.

    >>> said_by_header("3、您的手机号")[0].value, said_by_header("请留下姓名和意见")[1], said_by_header("排队")
    ('phone', False, None)
    """
    text = tidy(header).lower().strip(" :?*_")
    for words in (text, _ASKED.sub("", text)):
        if words in _HEADERS:
            return _HEADERS[words], True
    for kind, pattern in _IN_HEADERS:
        if pattern.search(text):
            return kind, False
    return None


def seen_in_cells(cells: Cells, institution: Institution) -> Personal | None:
    """The kind that most cells of a column are, judged by its most frequent distinct values."""
    counts = cells.counts()
    order = np.argsort(-counts, kind="stable")[:SAMPLE]
    sample = [(as_text(cells.values[i]), int(counts[i])) for i in order if counts[i]]
    sample = [(text, n) for text, n in sample if not is_blank_word(text)]
    total = sum(n for _, n in sample)
    if total < FEWEST or not any(len(text) > 1 for text, _ in sample):
        return None
    if _are_names([text for text, _ in sample], total, institution):
        return Personal.NAME
    share: dict[Personal, int] = {}
    for text, n in sample:
        if kind := whole(text):
            share[kind] = share.get(kind, 0) + n
    best = max(share, key=lambda kind: share[kind], default=None)
    return best if best and share[best] >= MOST * total else None


def whole(text: str) -> Personal | None:
    """The kind of a cell that is nothing but personal data.

    >>> whole("138 1234 5678").value, whole("打138 1234 5678") is None
    ('phone', True)
    """
    plain = narrow(text).strip()
    if not 5 <= len(plain) <= LONGEST:
        return None
    spans = find(plain)
    covered = sum(span.end - span.start for span in spans)
    return (
        spans[0].kind
        if spans and covered >= len(plain) - 4 and plain[: spans[0].start].strip("+()086- ") == ""
        else None
    )


def _are_names(texts: list[str], total: int, institution: Institution) -> bool:
    """Most look like names, hardly one comes twice, few are known or end as places do."""
    if len(texts) < DIFFERENT * min(total, SAMPLE):
        return False
    named = [text for text in map(narrow, texts) if may_be_name(text.strip())]
    if len(named) < MOST * len(texts):
        return False
    places = sum(looks_like_place(text) for text in named)
    known = Directory.of((*institution.branches, *institution.touchpoints))
    return places * 3 < len(named) and sum(bool(known.exact(text)) for text in named) * 3 < len(named)

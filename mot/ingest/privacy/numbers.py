"""Numbers by which a person can be found: identity cards, bank cards, phones, addresses on the net, plates."""

import ipaddress
import re
from collections.abc import Callable, Iterator

from mot.ingest.privacy.kinds import Personal, Span

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECK = "10X98765432"
_PROVINCE = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_SAID = r"(?:号码|号|账号|id|ID)?[ :是为=]{0,3}"
_PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_JOINTS = " -.·—–‐"


def right_check_digit(number: str) -> bool:
    """Whether the last of the 18 signs of an identity number is the one that the others call for (GB 11643).

    >>> right_check_digit("11010519491231002X"), right_check_digit("110105194912310021")
    (True, False)
    """
    total = sum(w * int(d) for w, d in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECK[total % 11] == number[17].upper()


def luhn(digits: str) -> bool:
    """Whether a card number's last digit is right (ISO/IEC 7812-1).

    >>> luhn("4111111111111111"), luhn("4111111111111112")
    (True, False)
    """
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _is_card(found: re.Match[str]) -> bool:
    """A right check digit, and a length that goes with the first digits; UnionPay numbers even with a slip."""
    digits = _digits(found[0])
    size = len(digits)
    if digits.startswith("62") and 16 <= size <= 19:
        return True
    fits = (
        (size == 13 and digits[0] == "4")
        or (size == 14 and digits[:2] in ("30", "36", "38"))
        or (size == 15 and digits[:2] in ("34", "37"))
        or (16 <= size <= 19 and digits[0] in "34569")
        or (size == 16 and 2221 <= int(digits[:4]) <= 2720)
    )
    return fits and luhn(digits)


def _is_mobile(found: re.Match[str]) -> bool:
    """Digits parted by one kind of sign, three times at most."""
    joints = [sign for sign in found["digits"] if sign in _JOINTS]
    return len(joints) <= 3 and len(set(joints)) <= 1


def _is_abroad(found: re.Match[str]) -> bool:
    return 8 <= len(_digits(found[0])) <= 15


def _is_ip(found: re.Match[str]) -> bool:
    text = found[0]
    if ":" in text and "::" not in text and text.count(":") != 7:
        return False  # a time
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return len(text) > 4


def _is_local(found: re.Match[str]) -> bool:
    return not re.fullmatch(rf"20\d\d{_DAY}", _digits(found["number"]))


def _is_openid(found: re.Match[str]) -> bool:
    text = found[0]
    return any(s.isdigit() for s in text) and any(s.isupper() for s in text)


def _is_plate(found: re.Match[str]) -> bool:
    return sum(sign.isdigit() for sign in found[0]) >= 2


def _is_account(found: re.Match[str]) -> bool:
    """A word of letters alone is a number only when it is called one."""
    said = found[0].lower()
    named = "号" in said or ":" in said or "id" in said
    return named or any(sign.isdigit() or sign == "_" for sign in found["number"])


# Tried in this order; what is found first is not looked at again. The group `number` is what counts, if there.
_RULES: tuple[tuple[Personal, str, Callable[[re.Match[str]], bool] | None], ...] = (
    (Personal.EMAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", None),
    (
        Personal.ID_NUMBER,
        rf"(?<!\d)(?:{_PROVINCE}\d{{4}}[ -]?(?:18|19|20)\d\d[ -]?{_DAY}[ -]?\d{{3}}[\dXx]|\d{{17}}[Xx])(?![\dA-Za-z])",
        None,
    ),
    (Personal.ACCOUNT, r"(?<![\w-])o[A-Za-z0-9_-]{27}(?![\w-])", _is_openid),
    (
        Personal.CARD,
        r"(?<!\d)(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]?\d{1,4})?|3[47]\d\d[ -]\d{6}[ -]\d{5}"
        r"|\d{6}[ -]\d{10,13})(?!\d)",
        _is_card,
    ),
    (Personal.ID_NUMBER, rf"(?<!\d){_PROVINCE}\d{{4}}\d\d{_DAY}\d{{3}}(?!\d)", None),
    (
        Personal.PHONE,
        r"(?<!\d)(?:\(?(?:\+|00)?86\)?[ -]?)?(?P<digits>1[3-9](?:[ \-.·—–‐]?\d){9})(?!\d)",
        _is_mobile,
    ),
    (
        Personal.PHONE,
        r"(?<!\d)(?:\(0\d{2,3}\)|0\d{2,3})[ -]{0,2}[2-8]\d{2,3}[ -]?\d{4}(?:[ -转]{1,2}\d{1,6})?(?!\d)",
        None,
    ),
    (Personal.PHONE, r"(?<!\d)[48]00(?:[ -]?\d){7}(?!\d)", None),
    (Personal.PHONE, r"(?<![\w+])\+\d{1,3}[ .-]?(?:\(\d{1,4}\))?(?:[ .-]?\d{2,5}){2,5}(?!\d)", _is_abroad),
    (Personal.PHONE, r"(?<![\d.])(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])\d{3}[.-]\d{4}(?!\d)", None),
    (Personal.PHONE, r"[一幺][三四五六七八九](?:[零〇○一二三四五六七八九幺]{9})", None),
    (
        Personal.PHONE,
        r"(?:电话|座机|手机|致电|拨打|联系方式|(?i:tel|phone|call))" + _SAID + r"(?P<number>\d{3,4}[ -]?\d{4})(?!\d)",
        _is_local,
    ),
    (Personal.IP, r"(?<![\d.vV])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])", _is_ip),
    (Personal.IP, r"(?<![\w:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])", _is_ip),
    (
        Personal.PLATE,
        rf"[{_PLATES}][A-HJ-NP-Z][ ·•.-]?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])",
        _is_plate,
    ),
    (Personal.PASSPORT, r"(?<![A-Za-z0-9])(?:[EeGg]\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7})(?![A-Za-z0-9])", None),
    (
        Personal.ACCOUNT,
        r"(?:微信|薇信|威信|V信|v信|(?i:wechat|weixin|(?<![A-Za-z])(?:vx|wx)))"
        + _SAID
        + r"(?P<number>[A-Za-z][A-Za-z0-9_-]{5,19}|\d{5,11})(?![A-Za-z0-9])",
        _is_account,
    ),
    (Personal.ACCOUNT, r"(?:扣扣|企鹅|(?i:(?<![A-Za-z])qq))" + _SAID + r"(?P<number>\d{5,11})(?!\d)", None),
    (
        Personal.ADDRESS,
        r"(?:\d+(?:号楼|栋|幢|座|号院))\d+(?:单元|门)\d+(?:室|户|号)?|\d+(?:号楼|栋|幢|座|单元)\d{3,4}(?:室|户)",
        None,
    ),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.ASCII), right) for kind, pattern, right in _RULES)


def find_numbers(text: str) -> Iterator[Span]:
    """All such numbers in a text that was made narrow; none overlaps another.

    >>> [(span.kind.value, span.start) for span in find_numbers("请回电138-1234-5678或a@b.cn")]
    [('email', 17), ('phone', 3)]
    """
    taken: list[tuple[int, int]] = []
    for kind, pattern, right in _COMPILED:
        for found in pattern.finditer(text):
            start, end = found.span("number") if "number" in pattern.groupindex else found.span()
            if (right is None or right(found)) and all(end <= low or start >= high for low, high in taken):
                taken.append((start, end))
                yield Span(start, end, kind)

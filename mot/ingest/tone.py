"""Whether a comment praises or complains, by its words: coarse, and enough to tell which end of a scale is good."""

import re
import unicodedata

_BAD = re.compile(
    r"不(?:太|够|是很|怎么|大)?(?:满意|好|热情|专业|耐心|方便|舒服|周到|及时|清楚|友好|礼貌|理想|行|合理)"
    r"|(?:太|过|有点|有些|真|好|比较|非常|很)(?:慢|久|长|差|贵|难|乱|挤|少|冷淡|麻烦|复杂)|等了|很久|半天|没人|无人"
    r"|不耐烦|冷漠|冷淡|敷衍|推诿|投诉|糟|失望|混乱|拥挤|故障|坏了|出错|错误|生气|差评|态度差|效率低|浪费时间"
    r"|\b(?:slow|rude|bad|poor|terrible|awful|worst|long (?:wait|queue)|waited|waiting|disappoint\w*|complain\w*"
    r"|unhelpful|unfriendly|confus\w*|broken|error|not (?:good|happy|satisfied|helpful|friendly|clear))\b",
    re.I,
)
_GOOD = re.compile(
    r"满意|很好|挺好|非常好|不错|热情|专业|耐心|细心|很快|快捷|迅速|周到|方便|表扬|感谢|谢谢|点赞|好评|赞|优秀|贴心|亲切"
    r"|礼貌|舒适|整洁|高效"
    r"|\b(?:excellent|great|good|friendly|helpful|fast|quick|thank\w*|perfect|satisfied|happy|polite|kind|clean"
    r"|professional|love\w*|nice)\b",
    re.I,
)


def tone(comment: str) -> int:
    """1 for praise, -1 for a complaint, 0 where neither or both.

    >>> tone("柜员很热情，办得很快"), tone("排队太久，没人管"), tone("不满意"), tone("第3条")
    (1, -1, -1, 0)
    """
    text = unicodedata.normalize("NFKC", comment)
    bad = len(_BAD.findall(text))
    good = len(_GOOD.findall(_BAD.sub(" ", text)))
    return (good > bad) - (good < bad)

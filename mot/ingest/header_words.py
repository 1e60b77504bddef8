"""The words by which column headers say what they hold, in Chinese and English."""

import re
import unicodedata
from functools import lru_cache

from mot.domain.survey import FieldKind as K
from mot.ingest.characters import plain

# Longer words are tried before shorter ones, whatever their order here.
RATING_WORDS: dict[K, tuple[str, ...]] = {
    K.MINIMUM: (
        "最低可接受", "最低接受", "可接受水平", "可接受程度", "可接受", "最低期望", "最低要求", "最低水平", "最低",
        "容忍", "minimum acceptable", "minimum", "adequate", "acceptable", "tolerable",
    ),
    K.IMPORTANCE: ("重要性", "重要程度", "重要度", "重视程度", "看重程度", "重要", "importance", "important"),
    K.EXPECTATION: (
        "期望", "预期", "期待", "理想", "应该达到", "应达到", "希望达到",
        "expectations", "expectation", "expected", "desired", "expect",
    ),
    K.PERCEPTION: (
        "感知", "实际感受", "实际体验", "实际表现", "感受", "实际", "体验评分", "满意度", "满意程度", "满意",
        "perceptions", "perception", "perceived", "experienced", "actual", "satisfaction", "satisfied", "performance",
        "experience",
    ),
}  # fmt: skip
KEPT = 300  # characters of a header up to which what it says is worked out once
WEAK_PERCEPTION = ("评分", "得分", "打分", "评价", "分数", "表现", "体验", "rating", "score")
_EXACT = {word: kind for kind, words in RATING_WORDS.items() for word in words}
_LONGEST_FIRST = sorted(_EXACT.items(), key=lambda pair: -len(pair[0]))
_JOINT = r"[-_:—–·|/()\[\]\s]+"
RATING_LETTERS = {"e": K.EXPECTATION, "p": K.PERCEPTION, "m": K.MINIMUM, "i": K.IMPORTANCE}

_LETTER = re.compile(
    r"(?:(.+?)\s*[_.\-:]+\s*([epmi])|(.+?)\s+([epm])|(.+?)\(([epmi])\)|([epmi])\s*[_.\-:]+\s*(.+)|([epm])\s+(.+))",
    re.I,
)  # beside a blank alone, I is a word

# Word -> role; an exact header is surer than one that only contains the word.
ROLE_WORDS: dict[K, tuple[str, ...]] = {
    K.IGNORE: (
        "序号", "行号", "来源", "来源详情", "来自ip", "ip", "ip地址", "总分", "姓名", "客户姓名", "联系人", "地址", "name",
        "客户经理", "经办人", "柜员", "性别", "年龄", "gender", "age", "no", "no.", "#", "row", "total score",
    ),
    K.RESPONDENT: (
        "答卷编号", "答卷id", "问卷编号", "答卷号", "客户号", "客户编号", "客户id", "受访者编号", "受访者", "样本编号",
        "编号", "会员号", "会员卡号", "卡号", "就诊号", "病历号", "手机号", "手机号码", "手机", "联系电话", "电话",
        "身份证号", "身份证", "openid", "respondent id", "respondent", "response id", "customer id", "id", "phone",
        "member id", "patient id", "case id", "mobile", "email", "e-mail", "邮箱",
    ),
    K.BRANCH: (
        "网点", "网点名称", "所属网点", "办理网点", "支行", "支行名称", "所属支行", "营业网点", "营业部", "门店", "门店名称",
        "分店", "店名", "机构", "机构名称", "科室", "院区", "就诊科室", "分行", "branch", "branch name", "store",
        "outlet", "department", "location", "office", "restaurant", "site",
        "网点编号", "网点代码", "网点号", "机构编号", "机构代码", "机构号", "支行编号", "支行代码", "支行号", "门店编号",
        "门店代码", "店号", "部门编号", "科室编号", "科室代码", "branch code", "branch id", "branch no", "branch number",
        "store id", "store code", "store no", "store number",
    ),
    K.DURATION: (
        "所用时间", "用时", "答题时长", "答题时间", "填写时长", "答题用时", "作答时长", "作答用时", "耗时", "时长",
        "duration", "time taken", "seconds", "elapsed",
    ),
    K.DATE: (
        "日期", "提交答卷时间", "提交时间", "填写时间", "填写日期", "答卷时间", "开始答题时间", "结束答题时间", "办理日期",
        "办理时间", "业务日期", "评价日期", "评价时间", "调查日期", "就诊日期", "就餐日期", "用餐日期", "到店日期", "时间",
        "月份", "季度", "date", "submitted at", "submit time", "timestamp", "time", "month", "quarter", "day",
        "visit date", "survey date", "completed", "end date", "start date",
    ),
    K.CHANNEL: ("渠道", "办理渠道", "服务渠道", "渠道类型", "反馈渠道", "channel"),
    K.SEGMENT: (
        "客群", "客户群", "客户类型", "客户类别", "客户分层", "客户等级", "客户层级", "人群", "患者类型", "顾客类型",
        "segment", "customer type", "customer segment", "customer group",
    ),
    K.OVERALL: (
        "总体满意度", "整体满意度", "总满意度", "总体满意", "整体满意", "总体评价", "整体评价", "总评", "综合满意度",
        "满意度", "总体评分", "overall satisfaction", "overall", "satisfaction", "overall rating", "csat", "osat",
    ),
    K.NPS: (
        "推荐意愿", "推荐度", "推荐可能性", "净推荐值", "是否推荐", "愿意推荐", "推荐", "nps", "recommend",
        "likelihood to recommend", "recommendation",
    ),
    K.COMMENT: (
        "意见", "建议", "意见建议", "意见与建议", "意见和建议", "评论", "留言", "备注", "文字反馈", "其他意见", "原因",
        "comment", "comments", "suggestions", "suggestion", "remarks", "feedback", "notes", "verbatim",
    ),
    K.TOUCHPOINT: (
        "触点", "接触点", "环节", "服务环节", "触点名称", "题目", "项目", "评价项目", "服务项目", "指标", "评价环节",
        "touchpoint", "question", "item", "moment", "attribute",
    ),
}  # fmt: skip

_NUMBER = re.compile(
    r"^\s*(?:[\(\[【]?\s*(?:第\s*)?(?:q\s*)?\d+[a-z]?\s*(?:题)?[\)\]】、.:,\s]+|q\s*\d+[a-z]?[\s._:\-]*)",
    re.I,
)
_SCALE = re.compile(
    r"[\(\[]?\s{0,4}(\d{1,2})\s{0,4}(?:分)?\s{0,4}[-~–—至到]\s{0,4}(\d{1,3})\s{0,4}(?:分|points?)?(?:制)?\s{0,4}[\)\]]?",
    re.I,
)
_ORNAMENT = re.compile(
    r"[*★]|[\(\[【]?\d{1,3}\s*分制[\)\]】]?|[\(\[【](?:单选题?|多选题?|必填|必答|矩阵|量表题?|打分题?|评分题|填空题?|required|optional)[\)\]】]",
    re.I,
)


_UNIT = re.compile(r"[\(\[](?:单位)?[::]?(?:秒|分钟|s|sec|secs|seconds|minutes|选填|可不填)[\)\]]")


_LEGEND = re.compile(r"[\(\[【][^()\[\]【】]*\d\s*(?:=|:|表示|代表)[^()\[\]【】]*[\)\]】]")


def tidy(header: str) -> str:
    """A header without question number, form ornaments and repeated blanks, in NFKC.

    >>> tidy("Q3a 排队（期望）"), tidy("5、总体满意度【必填】"), tidy("24小时自助")
    ('排队(期望)', '总体满意度', '24小时自助')
    """
    return _tidy(header) if len(header) <= KEPT else _tidy.__wrapped__(header)


@lru_cache(maxsize=8192)
def _tidy(header: str) -> str:
    text = _ORNAMENT.sub("", plain(header))
    text = re.sub(r"\s+", " ", text).strip()
    return (_NUMBER.sub("", text, count=1) or text).strip()


def scale_hint(header: str) -> tuple[int, int] | None:
    """The scale a header names, such as ``(1-5分)``; None when it names none."""
    for found in _SCALE.finditer(unicodedata.normalize("NFKC", header)):
        low, high = int(found[1]), int(found[2])
        if low in (0, 1) and high in (5, 6, 7, 9, 10, 100):
            return low, high
    return None


def without_scale(text: str) -> str:
    """The header without the scale it names, and without a legend in brackets such as (6=未使用)."""
    text = _LEGEND.sub("", text).strip() or text
    return _SCALE.sub("", text).strip() if scale_hint(text) else text


def role_of(header: str) -> tuple[K, float] | None:
    """What a header says it holds besides ratings, and how sure."""
    return _role_of(header) if len(header) <= KEPT else _role_of.__wrapped__(header)


@lru_cache(maxsize=8192)
def _role_of(header: str) -> tuple[K, float] | None:
    text = _UNIT.sub("", without_scale(tidy(header)).lower()).strip(" :?")
    best: tuple[int, K] | None = None
    for kind, words in ROLE_WORDS.items():
        for word in words:
            if text == word:
                return kind, 1.0
            hit = (
                re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) if word.isascii() else word in text
            )
            if hit and kind is not K.IGNORE and len(word) > 1 and (best is None or len(word) > best[0]):
                best = len(word), kind
    return (best[1], 0.9 if best[0] * 2 >= len(text) else 0.7) if best else None


def rating_of(header: str) -> tuple[K, str, float] | None:
    """The kind of rating a header speaks of, what is left of the header, and how sure; None without one.

    >>> rating_of("期望-排队等候")[:2], rating_of("queue_P")[:2]
    ((<FieldKind.EXPECTATION: 'expectation'>, '排队等候'), (<FieldKind.PERCEPTION: 'perception'>, 'queue'))
    """
    return _rating_of(header) if len(header) <= KEPT else _rating_of.__wrapped__(header)


@lru_cache(maxsize=8192)
def _rating_of(header: str) -> tuple[K, str, float] | None:
    text = without_scale(tidy(header))
    parts = [part for part in re.split(_JOINT, text) if part]
    for at in (0, -1) if len(parts) > 1 else ():
        if kind := _EXACT.get(parts[at].lower()):
            word = re.escape(parts[at])
            pattern = rf"^\W*{word}" if at == 0 else rf"{word}\W*$"
            return kind, _rest(re.sub(pattern, " ", text)), 1.0
    for word, kind in _LONGEST_FIRST:
        pattern = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        if hit := re.search(pattern, text, re.I):
            return kind, _rest(text[: hit.start()] + " " + text[hit.end() :]), 1.0
    if letter := _LETTER.fullmatch(text):
        mark = letter[2] or letter[4] or letter[6] or letter[7] or letter[9]
        rest = letter[1] or letter[3] or letter[5] or letter[8] or letter[10]
        return RATING_LETTERS[mark.lower()], _rest(rest), 0.95
    for word in WEAK_PERCEPTION:
        if re.search(re.escape(word), text, re.I):
            return K.PERCEPTION, _rest(re.sub(re.escape(word), " ", text, flags=re.I)), 0.9
    return None


def pure_kind(header: str) -> K | None:
    """The kind of rating when the header names nothing else (``期望``, ``感知值``, ``E``)."""
    return _pure_kind(header) if len(header) <= KEPT else _pure_kind.__wrapped__(header)


@lru_cache(maxsize=8192)
def _pure_kind(header: str) -> K | None:
    mark = RATING_LETTERS.get(tidy(header).lower())
    found = None if mark else rating_of(header)
    return mark or (found[0] if found and not found[1] else None)


_LEAD = re.compile(
    r"^(?:请?您?(?:对于|对|认为|觉得|给)?|请?(?:评价|打分)|本行|我行|本店|本院|our|your|the|of|for|with)\s*(?=\S)",
    re.I,
)
_TAIL = re.compile(
    r"(?:的|程度|水平|值|评分|得分|打分|评价|分数|如何|怎么样|怎样|是否|有多|多么|多高|多好|高吗|好吗|吗|是|为|分|服务的|\?|level|score|rating|with|of|for)$",
    re.I,
)

_ASKED = re.compile(
    r"^(?:how|what|please)(?:\s+(?:much|well|good|level|is|are|was|were|do|does|did|would|will|you|your|we|our|us|"
    r"it|rate|say|feel|find|get|from|of|about|with|for|by|the))+\s+(?=\S)",
    re.I,
)


def _rest(text: str) -> str:
    """What is left of a header without brackets, joints and the words of a question around it."""
    text = re.sub(r"[\(\)\[\]【】<>]", " ", text)
    text = re.sub(r"\s+", " ", text).strip(" -_:—–·|/、,.。;~")
    for _ in range(4):
        shorter = _ASKED.sub("", text, count=1)
        if re.match(r"^(?:请|您|对|本行|我行)", text) or re.match(
            r"^(?:our|your|the|of|for|with)\s", text, re.I
        ):
            shorter = _LEAD.sub("", text, count=1)
        if len(shorter) > 2 or _TAIL.fullmatch(shorter):
            shorter = _TAIL.sub("", shorter)
        shorter = shorter.strip(" -_:—–·|/、,.。;~?")
        if shorter == text:
            break
        text = shorter
    return text

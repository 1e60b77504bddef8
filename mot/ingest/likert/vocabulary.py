"""The words that answers are made of: how strongly an adverb speaks, and of what a stem speaks."""

from enum import StrEnum

SPEAKS = 20  # strength of a stem without an adverb; from 30 it is strong, below 20 mild
STRONG, MILDEST = 30, 10


class Family(StrEnum):
    """What a word of an answer is about. A neutral word goes with every family."""

    SATISFACTION = "satisfaction"
    AGREEMENT = "agreement"
    IMPORTANCE = "importance"
    QUALITY = "quality"
    LIKELIHOOD = "likelihood"
    AMOUNT = "amount"
    FREQUENCY = "frequency"
    EXPECTATION = "expectation"
    ATTRIBUTE = "attribute"
    NEUTRAL = "neutral"


ADVERBS: dict[str, int] = {
    word: strength
    for strength, words in {
        36: "极其 极为 极度 极 完完全全 完全 绝对 百分百 最 extremely completely totally absolutely entirely fully",
        32: "非常地 非常之 非常 十分 very strongly highly definitely",
        30: "很是 很 特别 相当 尤其 格外 really so",
        22: "挺 蛮",
        18: "大体上 大体 基本上 基本 大致 largely mostly generally",
        17: "quite",
        16: "moderately reasonably",
        15: "比较 较为 较 somewhat fairly rather relatively pretty",
        12: "还算 还比较 还是比较 还 尚算 尚 probably",
        MILDEST: "有点儿 有点 有些 有一点 稍微 稍 略微 略为 略有 略 些许 slightly",
    }.items()
    for word in words.split()
} | {"a little": MILDEST, "a bit": MILDEST, "a little bit": MILDEST}
DENIALS: dict[str, int] = {
    word: -strength
    for strength, words in {
        36: "一点也不|一点都不|一点儿也不|一点儿都不|丝毫不|毫不|完全不|根本不|绝对不|压根不|极不|not at all|"
        "absolutely not|definitely not|certainly not",
        32: "非常不|十分不",
        30: "很不|特别不|相当不",
        SPEAKS: "并不|不是|不|not|in no way",
        15: "不太|不大|不怎么|不很|不是很|不是太|不是特别|不够|不甚|不算|不算很|没那么|没有那么|比较不|较不|not very|not so|"
        "not really|not too|not that|not particularly|not quite|probably not",
        MILDEST: "有点不|有些不|稍微不|稍不|略不|略微不|有点儿不",
    }.items()
    for word in words.split("|")
}
STEMS: dict[Family, tuple[str, str]] = {
    Family.SATISFACTION: (
        "满意 称心 开心 满足 satisfied pleased happy content",
        "不满 失望 dissatisfied unsatisfied displeased unhappy disappointed",
    ),
    Family.AGREEMENT: ("同意 赞同 赞成 认可 认同 支持 符合 agree", "反对 disagree"),
    Family.IMPORTANCE: ("重要 关键 看重 在意 important crucial essential", "unimportant"),
    Family.QUALITY: ("好 良好 良 佳 不错 good great", "差 差劲 糟 糟糕 欠佳 坏 poor bad"),
    Family.LIKELIHOOD: ("愿意 乐意 可能 会 likely willing probable", "不愿 unlikely unwilling improbable"),
    Family.AMOUNT: ("高 大 high", "低 low"),
}
ATTRIBUTES: dict[str, tuple[str, str]] = {
    name: (pos, neg)
    for name, pos, neg in (
        line.split("|")
        for line in (
            "ease|方便 便捷 便利 容易 简单 简便 easy convenient simple|困难 难 麻烦 复杂 difficult hard inconvenient",
            "speed|快 快捷 迅速 及时 fast quick prompt timely|慢 缓慢 slow",
            "clarity|清楚 清晰 明白 明确 clear|模糊 含糊 unclear",
            "warmth|热情 友好 礼貌 耐心 周到 亲切 friendly polite warm patient|冷淡 冷漠 unfriendly impolite rude cold",
            "skill|专业 熟练 professional competent helpful|生疏 unprofessional incompetent unhelpful",
            "comfort|舒适 舒服 comfortable|uncomfortable",
            "neatness|干净 整洁 卫生 clean tidy|脏 dirty",
            "safety|安全 放心 可靠 safe secure reliable|unsafe unreliable",
            "trust|信任 相信 confident trustworthy|",
            "fairness|合理 公平 划算 reasonable|贵 unreasonable expensive",
            "knowledge|熟悉 familiar|陌生 unfamiliar",
        )
    )
}
_NEUTRAL = (
    "一般;一般般;一般化;还一般;中立;中性;普通;尚可;还行;还可以;说不上;不好说;很难说;中等;中;无所谓;适中;不确定;既不;"
    "马马虎虎;凑合;差不多;及格;合格;保持中立;没感觉;没有意见;没意见;"
    "neutral;average;ok;okay;fair;so-so;so so;undecided;moderate;acceptable;adequate;not sure;unsure;indifferent;"
    "mixed;medium;middle;no opinion either way;might or might not;maybe;in between"
)
NEUTRAL = frozenset(_NEUTRAL.split(";"))
WHOLE: dict[str, tuple[Family, int]] = {
    **dict.fromkeys(("优秀", "优", "excellent", "outstanding", "superb"), (Family.QUALITY, 34)),
    **dict.fromkeys(("满分", "perfect", "极佳", "极好", "完美"), (Family.QUALITY, 36)),
    **dict.fromkeys(("极差", "terrible", "awful", "horrible", "worst", "非常糟糕"), (Family.QUALITY, -36)),
    **dict.fromkeys(("不及格", "不合格", "不佳", "below average", "unacceptable"), (Family.QUALITY, -SPEAKS)),
    **dict.fromkeys(("不差", "not bad", "不坏", "above average"), (Family.QUALITY, MILDEST)),
    **dict.fromkeys(("优良",), (Family.QUALITY, SPEAKS)),
    **dict.fromkeys(("critical", "must have", "必不可少", "至关重要"), (Family.IMPORTANCE, 36)),
    **dict.fromkeys(("of no importance",), (Family.IMPORTANCE, -36)),
    **dict.fromkeys(("of little importance", "low importance", "可有可无"), (Family.IMPORTANCE, -15)),
    **dict.fromkeys(("high importance", "of great importance"), (Family.IMPORTANCE, STRONG)),
    **dict.fromkeys(("一定会", "肯定会", "definitely would", "definitely will"), (Family.LIKELIHOOD, 36)),
    **dict.fromkeys(("definitely", "certain", "肯定", "一定", "绝对会"), (Family.LIKELIHOOD, 36)),
    **dict.fromkeys(("probably", "probably would", "probably will", "应该会"), (Family.LIKELIHOOD, 15)),
    **dict.fromkeys(("可能会", "或许会", "大概会", "也许会"), (Family.LIKELIHOOD, 15)),
    **dict.fromkeys(("可能不会", "可能不", "大概不会", "应该不会", "也许不会"), (Family.LIKELIHOOD, -15)),
    **dict.fromkeys(("probably would not", "probably will not", "probably not"), (Family.LIKELIHOOD, -15)),
    **dict.fromkeys(("一定不会", "肯定不会", "绝不会", "绝对不会", "impossible"), (Family.LIKELIHOOD, -36)),
    **dict.fromkeys(
        ("definitely would not", "definitely will not", "definitely not"), (Family.LIKELIHOOD, -36)
    ),
}
FREQUENCIES: dict[str, int] = {
    word: strength
    for strength, words in {
        -36: "从不|从来不|从未|从来没有|从没|从没有过|没有过|never|not once",
        -25: "几乎不|几乎从不|极少|非常少|hardly ever|almost never|very rarely|very seldom",
        -SPEAKS: "很少|较少|少|不常|不经常|甚少|rarely|seldom|infrequently|not often",
        -10: "偶尔|偶然|occasionally|once in a while|now and then",
        -5: "有时|有时候|有时会|sometimes|from time to time",
        0: "一半时间|大约一半时间|半数时候|about half the time|half the time|half of the time",
        SPEAKS: "经常|常常|时常|常|往往|often|frequently|regularly",
        25: "通常|大多数时候|大部分时间|多数时候|很经常|usually|mostly|most of the time|very often|very frequently",
        STRONG: "几乎总是|几乎每次|almost always|nearly always",
        36: "总是|一直|始终|每次|每次都|永远|always|every time|all the time|all of the time",
    }.items()
    for word in words.split("|")
}
TRADITIONAL = str.maketrans(
    "滿認較極沒點願經總時從遠過於還優質無謂對會達預來說難簡單專業熱楚禮貌舒淨潔衛麼個數間頻確複雜",
    "满认较极没点愿经总时从远过于还优质无谓对会达预来说难简单专业热楚礼貌舒净洁卫么个数间频确复杂",
)

"""The words by which claims are known, in Chinese and in English.

Between a subject and what is said of it only the words of `between` may stand, and after it only those of
`after`: a sentence with any other word there is about something else.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

FIRST = 0xE000  # the first private character: each stands for a name in a text
MARK = re.compile("[\ue000-\uf8fd]")
START, OTHER = "\uf8fd", "\uf8ff"  # the subject of the clause before; something that no rule knows
SIGNS = str.maketrans("，；：！？（）％＋－＝．～　０１２３４５６７８９’", ",;:!?()%+-=.~ 0123456789'")


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language.

    parted: between clauses · carried: how a clause begins that goes on about the subject before · whole: the whole
    network · listed: what joins names to a list · wished: from here on no claims · reported: what others said ·
    hedged: not meant as a fact · limited: of a part of the customers, another time or another measure · beside: one
    subject compared with another · denied_before, denial: negations before the subject and before the claim ·
    among: not the only one · between, after: what may stand before and after a claim · of_gap, width: what narrows
    and widens · gap: a number for the gap · kinds: claims by their kind, the first that is found counts · quarter,
    last: quarters · now, then: words for this and the compared quarter.
    """

    parted: re.Pattern[str]
    carried: re.Pattern[str]
    whole: re.Pattern[str]
    listed: re.Pattern[str]
    wished: re.Pattern[str]
    reported: re.Pattern[str]
    hedged: re.Pattern[str]
    limited: re.Pattern[str]
    beside: re.Pattern[str]
    denied_before: re.Pattern[str]
    denial: re.Pattern[str]
    among: re.Pattern[str]
    between: re.Pattern[str]
    after: re.Pattern[str]
    of_gap: re.Pattern[str]
    width: re.Pattern[str]
    gap: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]
    quarter: re.Pattern[str]
    last: re.Pattern[str]
    now: str
    then: str


_ZH_EXPECTED = r"(?:了)?(?:客户)?的?(?:期望|预期)(?:值|水平)?"

ZH = Words(
    parted=re.compile(r",|:(?!\s*[-+]?\d)|——|但是|但|不过|然而|而且|而|同时|此外|另外|并且|[且]"),
    carried=re.compile(
        r"\s*(?:也|有|都|仍然|仍|还|已经|已|依然|并|较上季度?|比上季度?|本季度?|目前|明显|显著|大幅|有所|略有|没有|未|尚未)*的?"
        r"(?:差距|改善|提升|好转|进步|提高|变好|恶化|下降|下滑|变差|退步|低于|高于|超出|超过|达到|符合|不及|优于|好于)"
    ),
    whole=re.compile(r"整体|总体|全行|全网"),
    listed=re.compile(r"(?<=[\ue000-\uf8fd])\s*(?:、|和|与|及|以及)\s*(?=[\ue000-\uf8fd])"),
    wished=re.compile(
        r"希望|计划|将|目标|拟|打算|争取|力争|需(?!求)|应该|应当|应(?=继续|进一步|尽快|加强|优先)|要求|建议|请|期待|预计|如果|若|假如|只要|"
        r"一旦|为了|以便|以期|让|能否|是否|帮助|推动|促进|力促|确保|致力|着力|吗|继续努力|务必|必须|怎样|如何|为什么|为何"
    ),
    reported=re.compile(r"认为|反映|反馈称|表示|觉得|听说|据说|声称|坦言|(?<!数)据(?![点此])"),
    hedged=re.compile(
        r"可能|也许|或许|似乎|看似|看起来|看上去|大概|疑似|不能|无法|尚不|难以|不好说|不确定|不明确|不清楚|谈不上|未必|不一定|貌似|不见得|机会|空间"
    ),
    limited=re.compile(
        r"去年|同比|同期|上月|上个月|月|年|周|以来|之前|以前|此前|曾|过去|渠道|客群|老年|年轻|对公|个人客户|企业客户|新客户|老客户|部分|个别|少数|多数|"
        r"某|除|以外|之外|上午|下午|午间|高峰|一半|支行|分行|网点|区|步骤|投诉|nps|推荐|答卷|样本|时间|时长|人数|人次|数量|业务量|成本|率|"
        r"期望(?:值|水平)?(?:上升|提高|下降|降低|变)|比[^上本前]*(?:更|好|差)|\uf8ff|(?<![较比与同和从相])上(?:一?季|期)|"
        r"(?<![较比与同和从相])前一季"
    ),
    beside=re.compile(
        "(?:比|较|不如|优于|好于|差于|低于|高于|超过)[\ue000-\uf8fc]|[\ue000-\uf8fc]{2}\\s*(?:相比|相较)"
    ),
    denied_before=re.compile(r"没有|并非|不是|不|未|无|难|关于|针对|围绕|聚焦|重点|关注"),
    denial=re.compile(r"没|未|无|不"),
    among=re.compile(r"之一|并非|不是|不算|非最|第二|其次|并列"),
    between=re.compile(
        r"(?:上一季度|前一季度|上季度|本季度|并没有|没有|没能|未见|尚未|并未|未能|并无|并不|不再|上季|本季|本期|上期|环比|相比|相较|相对|差距|体验|"
        r"表现|服务|已经|有所|明显|显著|大幅|略有|稍有|小幅|进一步|持续|继续|逐步|不断|仍然|依然|还是|一直|目前|现在|得到|取得|出现|呈现|一定|较大|方面|"
        r"成为|环节|触点|情况|水平|质量|确实|真正|感知|实际|属于|处于|远远|总体|整体|开始|[-+]?\d+(?:\.\d+)?分?|"
        r"[的也都均又再很更较比与同和、了\s在得呈远略稍是为仍还已有并无不没未\ue000-\uf8fd])*+"
    ),
    after=re.compile(
        r"(?:幅度|明显|显著|很多|很大|不少|较大|较多|最多|最大|最明显|的?趋势|态势|[-+]?\s*\d+(?:\.\d+)?|[了中约近分点.\s])*+(?:(?:主要)?得益于.*)?"
    ),
    of_gap=re.compile(r"差距"),
    width=re.compile(r"缩小|收窄|扩大|拉大"),
    gap=re.compile(
        r"[\ue000-\uf8fd](?:的|平均|目前|本季度?|\s)*差距(?:目前|现在|约|大约|仅|只有|是|为|达到?|在|:|=|\s)*"
        r"(?P<number>[-+]?\s*\d+(?:\.\d+)?)(?![\d.]|\s*(?:%|个|人|份|至|到|~|-))"
    ),
    kinds={
        "worst": re.compile(
            r"(?:差距最大|最(?:弱|差|薄弱)|垫底)(?=$|\s|[。.了]|的(?:是|触点|环节|时刻|一环)|[\ue000-\uf8fd])"
        ),
        "best": re.compile(r"最(?:好|强|佳)(?=$|\s|[。.了]|的(?:是|触点|环节|时刻|一环))"),
        "below": re.compile(
            rf"(?:低于|不及|不如|差于|逊于|(?:达不到|未达到?|没有达到|没达到|没能达到|未能达到|未满足|没有满足|未能满足|不符合|"
            rf"不满足)){_ZH_EXPECTED}",
        ),
        "above": re.compile(rf"(?:高于|超出|超过|超越|好于|优于){_ZH_EXPECTED}|(?:一个)?惊喜时刻"),
        "meets": re.compile(rf"(?:达到|符合|满足){_ZH_EXPECTED}|达标"),
        "worked": re.compile(r"见效|奏效|(?:有|有了|取得)?(?:成效|效果)|有效(?!期)"),
        "weak": re.compile(r"(?:本季度?|最)?(?:一个)?薄弱(?:的)?(?:时刻|环节|触点)"),
        "same": re.compile(
            r"(?:没有|没|无|并无|未见|未有)(?:任何|明显|显著|太大|大|大的)?的?变化|持平|基本不变|保持不变|保持稳定|变化不大"
        ),
        "better": re.compile(r"改善|提升|好转|进步|提高|变好|向好|回升|更好|缩小|收窄|上升"),
        "worse": re.compile(r"恶化|下降|下滑|变差|退步|转差|走低|回落|更差|降低|扩大|拉大"),
    },
    quarter=re.compile(r"(?:(?P<year>20\d\d)\s*年?\s*)?第?\s*(?P<number>[一二三四1-4])\s*季度?"),
    last=re.compile(r"上一?季度?|上期|前一季度?|环比"),
    now="本季",
    then="上季",
)

_EN_EXPECTED = (
    r"\s+(?:(?:the|what|our|their|its|customers?|customers'|customer)\s+)*(?:expectations?|expected|expect)\b"
)

EN = Words(
    parted=re.compile(r",|:(?!\s*[-+]?\d)|—|\b(?:but|while|whereas|however|although|though|yet|and)\b"),
    carried=re.compile(
        r"\s*(?:it|they|which)?\s*(?:(?:has|have|is|are|was|were|been|also|still|now|clearly|significantly|slightly|"
        r"not|did|does|again|further)\s+)*(?:the gap|its gap|gap|improv|better|worse|declin|fell|rose|dropped|"
        r"deteriorat|below|above|exceed|meets|met\b|misses|falls short)"
    ),
    whole=re.compile(r"\boverall\b|\b(?:the )?(?:whole )?network\b"),
    listed=re.compile(r"(?<=[\ue000-\uf8fd])\s*(?:,?\s*\band\b|,)\s*(?:the\s+)?(?=[\ue000-\uf8fd])"),
    wished=re.compile(
        r"\b(?:will|would|should|could|can|may|might|must|wants?|plans?|planned|aims?|hopes?|hoped|intends?|needs?|goal|"
        r"target|targets|if|unless|whether|let's|let us|in order|expect to|expects to|ought|when|once|how|why|until|"
        r"to (?:improve|raise|narrow|close|reduce))\b"
    ),
    reported=re.compile(
        r"\b(?:said|says?|feels?|felt|believes?|thinks?|thought|according|reported|reports?|claims?|claimed|told)\b"
    ),
    hedged=re.compile(
        r"\b(?:seems?|appears?|perhaps|maybe|possibly|probably|likely|apparently|cannot|can't|unable|unclear|uncertain|"
        r"not sure|hard|difficult|too early|looks|room|chance|almost|nearly)\b"
    ),
    limited=re.compile(
        r"\byears?\b|\bmonths?\b|\bweeks?\b|\byear-on-year\b|\bchannels?\b|\bsegments?\b|\bbranch(?:es)?\b|\bregions?\b|"
        r"\b(?:older|younger|elderly|young|retail|business|corporate) customers\b|\bsome\b|\bmany\b|\bmost customers\b|"
        r"\bhalf\b|\bexcept|\bexcluding\b|\bwithout\b|\bcomplaints?\b|\bnps\b|\bwait|\btimes?\b|\bminutes\b|\banswers\b|"
        r"\bresponses\b|\brates?\b|\bcosts?\b|\bvolumes?\b|\bshares?\b|\bsteps?\b|\bused to\b|\bonce\b|\bformerly\b|"
        r"\bpreviously\b|\bdespite\b|\bmornings?\b|\bpeak\b|\uf8ff|"
        r"(?<!since )(?<!than )(?<!over )(?<!from )(?<!with )(?<!to )(?<!against )(?<!in )(?<!the )\b"
        r"(?:last|previous) quarter"
    ),
    beside=re.compile(
        r"\b(?:than|with|to|versus|vs\.?|above|below|unlike|like)\s+(?:the\s+)?[\ue000-\uf8fc]"
    ),
    denied_before=re.compile(
        r"\b(?:no|not|never|nothing|neither|nor|hardly|barely|focus|regarding|about)\b|n't"
    ),
    denial=re.compile(r"\b(?:not|no|never|failed|fails)\b|n't"),
    among=re.compile(r"\bone of\b|\bamong\b|\bnot\b|n't|\bsecond\b|\bat best\b|\bbest practice"),
    between=re.compile(
        r"(?:\b(?:the|gaps?|experience|moment|service|has|have|is|are|was|were|been|being|also|still|clearly|markedly|"
        r"significantly|notably|slightly|somewhat|much|further|again|now|this|last|since|over|from|than|compared|with|"
        r"quarter|continued to|continues to|keeps|getting|got|gets|become|became|remains?|an?|shows?|showed|clear|real|"
        r"strong|both|all|too|well|far|customers?|perceived|not|no|never|did|does|do|any|signs?|of|failed to|fails to|"
        r"stayed|in|saw)\b|n't|'s|[\s\ue000-\uf8fd])*+"
    ),
    after=re.compile(
        r"(?:\b(?:significantly|clearly|markedly|slightly|again|further|strongly|a lot|somewhat|much|this|last|quarter|"
        r"since|from|over|against|compared|with|to|than|before|the|previous|by|points?|most|considerably|sharply|in)\b|"
        r"[-+]?\d+(?:\.\d+)?|[.\s])*+(?:(?:thanks|due) to\b.*|because\b.*)?"
    ),
    of_gap=re.compile(r"\bgaps?\b"),
    width=re.compile(r"narrow|shrank|shrunk|smaller|closed|wide|larger|grew|grown"),
    gap=re.compile(
        r"[\ue000-\uf8fd](?:'s|\s|\bmean|\baverage)*\bgap\b"
        r"(?:\s|\b(?:is|of|was|at|stands|now|only|about|around|just)\b|:|=)*"
        r"(?P<number>[-+]?\s*\d+(?:\.\d+)?)(?![\d.]|\s*(?:%|percent|people|answers|to\b|-))"
    ),
    kinds={
        "worst": re.compile(r"\b(?:weakest|worst|(?:widest|largest|biggest) gap)\b"),
        "best": re.compile(r"\b(?:strongest|best|(?:smallest|narrowest) gap)\b"),
        "below": re.compile(
            rf"(?:below|short of|falls short of|fell short of|worse than|under|misses|missed|(?:does not|do not|did not|"
            rf"doesn't|didn't|fails to|failed to) meet){_EN_EXPECTED}|not as expected|falls short",
        ),
        "above": re.compile(
            rf"(?:above|exceeds?|exceeded|exceeding|beyond|better than|surpass(?:es|ed)){_EN_EXPECTED}|a delight",
        ),
        "meets": re.compile(rf"(?:meets?|met|in line with){_EN_EXPECTED}|as expected"),
        "worked": re.compile(r"\b(?:worked|effective|paid off)\b"),
        "weak": re.compile(r"weak (?:moment|spot|point)|clearly weak"),
        "same": re.compile(
            r"unchanged|no (?:(?:significant|clear|real|visible) )?change|(?:did not|didn't|has not|hasn't) changed?|stable|"
            r"flat|stayed the same"
        ),
        "better": re.compile(
            r"improved|improves|improving|improvement|better|rose|risen|recovered|recovering|increased|"
            r"narrowed|narrower|shrank|shrunk|smaller|(?<=continued to )improve|(?<=continues to )improve|"
            r"(?<=not )improve|(?<=n't )improve|(?<=failed to )improve|(?<=fails to )improve"
        ),
        "worse": re.compile(
            r"worsened|worsening|worse|deteriorated|deteriorating|declined|declining|fell|fallen|dropped|slipped|decreased|"
            r"widened|wider|grew|(?<=not )worsen|(?<=n't )worsen|(?<=not )decline|(?<=n't )decline|(?<=continued to )decline"
        ),
    },
    quarter=re.compile(
        r"(?<![a-z])(?:(?P<year>20\d\d)[\s-]?)?q\s?(?P<number>[1-4])(?!\d)(?:\s+(?P<later>20\d\d))?"
    ),
    last=re.compile(r"\b(?:last|previous) quarter\b"),
    now="this quarter",
    then="last quarter",
)
WORDS: Mapping[str, Words] = {"zh": ZH, "en": EN}

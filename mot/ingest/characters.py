"""Characters that look like others: full-width forms, radicals in place of letters, breaks inside of words.

Text copied from .pdf files holds radicals such as ⻅ (U+2EC5) and ⽬ (U+2F6C) in place of 见 and 目.
"""

import re
import unicodedata

# Radicals of the supplement block, which NFKC leaves as they are, and the letter that each looks like.
_PAIRS = (
    "⺁厂⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋卩⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歹⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬"
    "⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角"
    "⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤"
    "⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
RADICALS = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\x00]")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")


def plain(text: str) -> str:
    r"""A text in one line, in NFKC, with letters in place of radicals and without characters that nobody sees.

    >>> plain("总体\n满意度　（１-５）"), plain("⻅⾯ ⽬的"), plain("a\u200bb")
    ('总体 满意度 (1-5)', '见面 目的', 'ab')
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    known = unicodedata.normalize("NFKC", text.translate(RADICALS))
    return _BLANK.sub(" ", _UNSEEN.sub("", known)).strip()

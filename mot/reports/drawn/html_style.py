"""The look of a review as a page for mail: wide, on a phone and on paper; and the keys that move between slides."""

import base64
import hashlib

from mot.reports.drawn.marks import COLOURS, TONES
from mot.reports.fonts import SANS, SERIF

FAMILY = f"'{SANS}','PingFang SC','Microsoft YaHei',sans-serif"
HEADINGS = f"'{SERIF}','Songti SC','SimSun',serif"
_TONES = "".join(f".{tone}{{color:{COLOURS[token]}}}" for tone, token in TONES.items() if tone)
CSS = f"""
:root{{color-scheme:light}}
*{{box-sizing:border-box}}
html{{background:#fff;color:{COLOURS["ink"]};font:16px/1.5 {FAMILY};-webkit-text-size-adjust:100%}}
body{{margin:0}}
:lang(en){{font-feature-settings:'palt'}}
h1,.value,h2{{font-family:{HEADINGS};font-weight:700;line-height:1.28;margin:0}}
p,ul,ol,dl,dd,figure{{margin:0}}
header,main{{max-width:1216px;margin:0 auto;padding:0 32px}}
header{{padding-top:20px;padding-bottom:20px;font-size:14px;color:{COLOURS["sub"]}}}
h1{{font:700 14px/1.5 {FAMILY}}}
section{{padding:40px 0 28px;border-top:1px solid {COLOURS["hair"]};scroll-margin-top:0}}
.kicker,.foot,figcaption,.note{{color:{COLOURS["sub"]};font-size:13px}}
h2{{font-size:clamp(23px,2.9vw,36px);margin:4px 0 16px;text-wrap:balance;overflow-wrap:anywhere}}
.lines{{padding:0;list-style:none;max-width:1120px;margin-bottom:18px;font-size:17px}}
.lines li{{padding-left:18px;position:relative;margin-bottom:6px}}
ul.lines li::before{{content:"";position:absolute;left:0;top:.72em;width:9px;height:2px;background:{COLOURS["brand"]}}}
.body{{display:flex;flex-wrap:wrap;gap:24px 40px;align-items:flex-start}}
.body>*{{min-width:0}}
.scroll{{overflow-x:auto}}
svg.chart{{display:block;width:100%;height:auto;overflow:visible}}
svg.chart text{{font-family:{FAMILY}}}
figcaption{{margin-top:6px}}
.takeaways div{{margin-bottom:24px}}
.value{{font-size:30px}}
dt{{display:flex;flex-direction:column}}
dt b{{font-size:15px}}
dd{{font-size:15px}}
table{{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}}
caption{{text-align:left;font-weight:700;padding-bottom:4px}}
th,td{{text-align:left;vertical-align:top;padding:6px 18px 6px 0;border-bottom:1px solid {COLOURS["hair"]};font-weight:400}}
thead th{{color:{COLOURS["sub"]};font-size:13px;vertical-align:bottom;border-bottom-color:{COLOURS["faint"]}}}
.number{{text-align:right}}
td.number,.date,.short{{white-space:nowrap}}
.mark{{word-break:keep-all}}
th:last-child,td:last-child{{padding-right:0}}
{_TONES}
.weak,.above{{font-weight:700}}
details{{margin-top:14px;font-size:14px;color:{COLOURS["sub"]}}}
summary{{cursor:pointer;width:fit-content}}
details>*+*{{margin-top:8px;max-width:900px}}
details .scroll{{max-width:none}}
.foot{{display:flex;justify-content:space-between;gap:24px;margin-top:22px}}
.foot span:last-child{{white-space:nowrap}}
nav a{{color:inherit}}
nav ol{{padding-left:24px}}
.cover{{padding:88px 0 64px}}
.cover h2{{font-size:clamp(28px,3.6vw,46px)}}
.cover .lines{{color:{COLOURS["sub"]};font-size:19px}}
.cover .kicker{{font-size:20px;margin-top:16px}}
.cover .lines::before{{content:"";display:block;width:72px;height:3px;margin:28px 0 20px;background:{COLOURS["brand"]}}}
.read .lines{{font-size:21px;flex:792 1 420px}}
.read .lines li{{margin-bottom:14px}}
@media (max-width:640px){{
header,main{{padding-left:18px;padding-right:18px}}
section{{padding-top:26px}}
.read .lines,.lines,.cover .lines{{font-size:16px}}
.cover{{padding:36px 0}}
table{{min-width:var(--least)}}
}}
@page{{size:1280px 720px;margin:44px 64px 28px}}
@media print{{
html{{line-height:1.35}}
header,details{{display:none}}
main{{max-width:none;padding:0}}
section,.cover{{border:0;padding:0;min-height:640px;display:flex;flex-direction:column;break-after:page}}
section:last-child{{break-after:auto}}
.cover{{padding-top:96px}}
.kicker{{line-height:22px}}
h2,.cover h2{{font-size:var(--size);margin:4px 0 12px}}
.body{{gap:20px 40px}}
.lines{{margin-bottom:10px}}
.lines li{{margin-bottom:5px}}
.body,.body>*{{flex-wrap:nowrap}}
figcaption{{margin-top:4px}}
.value{{font-size:var(--value)}}
dt b,dd{{font-size:var(--said)}}
.takeaways div{{margin-bottom:var(--apart)}}
.foot{{margin-top:auto;padding-top:10px;border-top:1px solid {COLOURS["hair"]};font-size:12px}}
table,thead th{{font-size:var(--letters)}}
th,td{{padding:.4em 14px .4em 0}}
figure,dl,tr{{break-inside:avoid}}
.scroll{{overflow:visible}}
svg.chart{{min-width:0!important}}
*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
}}
"""
SCRIPT = (
    'addEventListener("keydown",function(e){'
    "if(e.altKey||e.ctrlKey||e.metaKey||e.shiftKey||e.target.closest('.scroll,summary'))return;"
    "var step={ArrowRight:1,PageDown:1,ArrowLeft:-1,PageUp:-1}[e.key];if(!step)return;"
    'var all=[].slice.call(document.querySelectorAll("main>section")),at=-1;'
    "all.forEach(function(s,i){if(s.getBoundingClientRect().top<=8)at=i});"
    "if(step<0&&at>=0&&all[at].getBoundingClientRect().top<-8)at+=1;"
    "var next=all[Math.max(0,Math.min(all.length-1,at+step))];"
    "if(next){e.preventDefault();next.scrollIntoView()}});"
)
"""Left and right arrow, page up and page down move between slides; without it the page scrolls as any page."""


def policy() -> str:
    """What the page may load: nothing but what it carries."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )

"""A message goes to one address, and to no other: messengers' robots, mailboxes, a web address of one's own."""

import re
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import apprise
import requests
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.wecombot import NotifyWeComBot

from mot.domain.receivers import LONGEST_ADDRESS, BadAddressError, NotDeliveredError

OPEN_TO_ALL = ("wecombot", "dingtalk", "feishu", "lark", "mailto", "mailtos")
FOR_ADMINISTRATORS = ("json", "jsons", "ntfy", "ntfys", "gotify", "gotifys")  # any server may be named
EXAMPLES = "wecombot://KEY, dingtalk://TOKEN, feishu://TOKEN, mailtos://USER:PASSWORD@HOST?to=ADDRESS"
CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 15.0
_OPTIONS = {"smtp", "from", "to", "cc", "bcc", "name", "mode", "user", "pass", "port", "reply", "priority"}
_WEBHOOKS = (  # as the messengers show them, beside those that apprise knows by itself
    (re.compile(r"^https://oapi\.dingtalk\.com/robot/send/?\?access_token=(\w+)$"), r"dingtalk://\1"),
    (re.compile(r"^https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]+)/?$"), r"feishu://\1"),
    (re.compile(r"^https://open\.larksuite\.com/open-apis/bot/v2/hook/([\w-]+)/?$"), r"lark://\1"),
    (re.compile(r"^https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send/?\?key=([\w-]+)$"), r"wecombot://\1"),
)


def kind(url: str) -> str:
    """Which service an address belongs to, such as wecombot."""
    return urlsplit(url).scheme.lower()


def tidy(typed: str) -> str:
    """The address that a person typed or pasted, as it is kept.

    Options that would read files or switch safeguards off are refused.

    Raises
    ------
    BadAddressError
    """
    url = typed.strip()
    for webhook, form in _WEBHOOKS:
        url = webhook.sub(form, url)
    try:
        parts = urlsplit(url)
        options = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError as error:
        raise BadAddressError(examples=EXAMPLES) from error
    known = parts.scheme.lower() in OPEN_TO_ALL + FOR_ADMINISTRATORS
    if not known or len(url) > LONGEST_ADDRESS or options - _OPTIONS or re.search(r"\s", url):
        raise BadAddressError(examples=EXAMPLES)
    _plugin(url)
    return url


def shown(url: str) -> str:
    """What may be seen of an address: its service and its last characters.

    >>> shown("wecombot://693a91f6-7b2c-4bc4-97a0-0ec2af15aaae")
    'wecombot://…aaae'
    >>> shown("mailtos://lin:secret@bank.example?to=lin@bank.example"), shown("feishu://short")
    ('mailtos://…', 'feishu://…')
    """
    secret = url.partition("://")[2].rstrip("/")
    tail = secret[-4:] if len(secret) >= 16 and "@" not in secret and "?" not in secret else ""
    return f"{kind(url)}://…{tail}"


def deliver(url: str, title: str, body: str) -> None:
    """Send a message; it has arrived when this returns.

    Raises
    ------
    NotDeliveredError
    BadAddressError
    """
    plugin = _plugin(url)
    if isinstance(plugin, NotifyWeComBot | NotifyDingTalk):
        arrived = _robot_takes(plugin, f"{title}\n{body}")
    else:
        arrived = bool(plugin.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT))
    if not arrived:
        raise NotDeliveredError(shown=shown(url))


def _robot_takes(plugin: Any, text: str) -> bool:
    """Whether a robot of WeCom or DingTalk took the message.

    They refuse one with status 200 and an error code in the answer, which apprise does not read.
    """
    payload: dict[str, Any] = {"msgtype": "text", "text": {"content": text}}
    query = {}
    if isinstance(plugin, NotifyDingTalk):
        address = plugin.notify_url.format(token=plugin.token)
        if plugin.secret:
            stamp, sign = plugin.get_signature()  # type: ignore[no-untyped-call]
            query = {"timestamp": stamp, "sign": unquote(sign)}  # it is quoted again on its way
        payload["at"] = {"atMobiles": plugin.targets, "isAtAll": False}
    else:
        address = plugin.api_url
    try:
        answer = requests.post(
            address,
            params=query,
            json=payload,
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
        )
        told = answer.json() if answer.ok else None
    except requests.RequestException:
        return False
    return isinstance(told, dict) and told.get("errcode") == 0


def _plugin(url: str) -> Any:
    plugin = apprise.Apprise.instantiate(url, asset=_asset(), suppress_exceptions=True)
    if plugin is None:
        raise BadAddressError(examples=EXAMPLES)
    plugin.socket_connect_timeout, plugin.socket_read_timeout = CONNECT_SECONDS, ANSWER_SECONDS
    return plugin


@lru_cache(maxsize=1)
def _asset() -> Any:
    """No forwarding to other addresses, no files, no pictures from the net, no threads."""
    return apprise.AppriseAsset(
        app_id="moments-of-truth",
        app_desc="moments-of-truth",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        http_redirects=False,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
        async_mode=False,
        plugin_paths=(),
        allow_templates=False,
    )

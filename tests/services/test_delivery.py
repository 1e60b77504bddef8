"""A message goes to one address and to no other, and counts as arrived only when it was taken."""

import base64
import hashlib
import hmac
import json
import urllib.parse
from collections.abc import Iterator

import pytest
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

from mot.domain.receivers import BadAddressError, NotDeliveredError
from mot.services import delivery
from tests.services.listener import Listener, Mailbox, connections

ROBOTS = {
    "wecombot": (NotifyWeComBot, "wecombot://693a91f6-7b2c-4bc4-97a0-0ec2af15aaae", b'{"errcode":0}'),
    "dingtalk": (NotifyDingTalk, "dingtalk://SECabc123@4f5e6d7c8b", b'{"errcode":0}'),
    "feishu": (NotifyFeishu, "feishu://4f5e6d7c-8b9a", b'{"code":0}'),
}


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture
def robots(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """The messengers' robots stand on this machine."""
    for plugin, _, _ in ROBOTS.values():
        host, _, rest = plugin.notify_url.removeprefix("https://").partition("/")
        assert host
        monkeypatch.setattr(plugin, "notify_url", f"http://127.0.0.1:{listener.port}/{rest}")


def test_a_message_arrives_and_no_other_place_is_called(listener: Listener) -> None:
    with connections() as called:
        delivery.deliver(listener.url, "关键时刻", "• 第一条\n• <b>第二条</b>")
    assert [(m["title"], m["message"]) for m in listener.messages] == [
        ("关键时刻", "• 第一条\n• <b>第二条</b>")
    ]
    assert listener.paths == ["/inbox/of/a/person"]
    assert set(called) == {("127.0.0.1", listener.port)}


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_what_is_refused_did_not_arrive(listener: Listener, status: int) -> None:
    listener.status = status
    with pytest.raises(NotDeliveredError) as caught:
        delivery.deliver(listener.url, "a", "b")
    assert "inbox" not in str(caught.value)


def test_nobody_there_or_nobody_in_time_is_not_waited_for(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "ANSWER_SECONDS", 0.2)
    listener.delay = 1.0
    with pytest.raises(NotDeliveredError):
        delivery.deliver(listener.url, "a", "b")
    listener.close()
    with pytest.raises(NotDeliveredError):
        delivery.deliver(listener.url, "a", "b")


def test_a_message_is_not_forwarded_to_another_place(listener: Listener, robots: None) -> None:
    elsewhere = Listener()
    listener.status, listener.location = 307, f"http://127.0.0.1:{elsewhere.port}/"
    for url in (listener.url, *(url for _, url, _ in ROBOTS.values())):
        with pytest.raises(NotDeliveredError):
            delivery.deliver(url, "a", "b")
    assert len(listener.messages) == 4
    assert not elsewhere.paths
    elsewhere.close()


@pytest.mark.parametrize("name", ROBOTS)
def test_a_robot_that_refuses_with_status_200_did_not_take_the_message(
    name: str, listener: Listener, robots: None
) -> None:
    _, url, taken = ROBOTS[name]
    listener.answer = taken
    delivery.deliver(url, "关键时刻", "一条")
    assert "关键时刻" in json.dumps(listener.messages[0], ensure_ascii=False)
    for refusal in (
        b'{"errcode":93000,"errmsg":"invalid webhook url","code":19001}',
        b'{"errcode":310000,"code":9}',
    ):
        listener.answer = refusal
        with pytest.raises(NotDeliveredError):
            delivery.deliver(url, "关键时刻", "一条")


@pytest.mark.parametrize("name", ["wecombot", "dingtalk"])
@pytest.mark.parametrize("answer", [b"", b"<html>proxy</html>", b"[]", b"{}", b'"ok"'])
def test_an_answer_that_is_not_the_robots_is_no_receipt(
    name: str, answer: bytes, listener: Listener, robots: None
) -> None:
    listener.answer = answer
    with pytest.raises(NotDeliveredError):
        delivery.deliver(ROBOTS[name][1], "a", "b")


def test_a_dingtalk_robot_can_check_the_signature(listener: Listener, robots: None) -> None:
    listener.answer = b'{"errcode":0}'
    for _ in range(8):  # a signature may hold + and /, or not
        delivery.deliver("dingtalk://SECabc123@4f5e6d7c8b", "a", "b")
    for path in listener.paths:
        told = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        signed = f"{told['timestamp'][0]}\nSECabc123".encode()
        wanted = base64.b64encode(hmac.new(b"SECabc123", signed, hashlib.sha256).digest()).decode()
        assert told["sign"] == [wanted]
        assert told["access_token"] == ["4f5e6d7c8b"]


def test_a_mail_arrives() -> None:
    box = Mailbox()
    url = delivery.tidy(
        f"mailto://127.0.0.1:{box.port}?from=mot@bank.example&to=lin@bank.example&mode=insecure"
    )
    delivery.deliver(url, "Two things are new", "• one\n• two")
    assert len(box.mails) == 1
    assert "Subject: Two things are new" in box.mails[0]
    assert "two" in box.mails[0]
    box.shutdown()
    box.server_close()


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (" https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a-91f6 ", "wecombot://693a-91f6"),
        ("https://oapi.dingtalk.com/robot/send?access_token=4f5e6d", "dingtalk://4f5e6d"),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/4f5e-6d", "feishu://4f5e-6d"),
        ("mailtos://lin:pw@163.com?to=lin@bank.example", "mailtos://lin:pw@163.com?to=lin@bank.example"),
    ],
)
def test_a_webhook_is_taken_as_it_was_pasted(pasted: str, kept: str) -> None:
    assert delivery.tidy(pasted) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hello",
        "https://bank.example/hook",
        "http://[",
        "json://",
        "syslog://",
        "exec://ls",
        "file:///etc/passwd",
        "slack://a/b/c?template=/etc/passwd",
        "json://bank.example?template=/etc/passwd",
        "json://bank.example?attach=/etc/passwd",
        "jsons://bank.example?verify=no",
        "jsons://bank.example?redirect=yes",
        "jsons://bank.example?rto=100000",
        "mailto://bank.example?pgpkey=/etc/passwd",
        "json://bank.example\njson://other.example",
        "json://bank.example, json://other.example",
        "json://bank.example/" + "x" * 1000,
    ],
)
def test_what_is_no_address_or_wants_more_than_a_message_is_refused(typed: str) -> None:
    with pytest.raises(BadAddressError):
        delivery.tidy(typed)

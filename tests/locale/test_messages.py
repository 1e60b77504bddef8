"""Every sentence has its Chinese form, and every Chinese sentence is written as Chinese."""

import re
import string

import pytest
from babel.messages.pofile import read_po

from mot.domain.errors import MotError
from mot.locale.catalogue import CATALOGUES, messages
from mot.locale.extract import collect, update

HAN = r"[\u3400-\u9fff]"
MESSAGES = collect()
SENTENCES = [part for m in MESSAGES for part in (m if isinstance(m, tuple) else (m,))]
CHINESE = messages("zh")


def holes(sentence: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None})


def errors(root: type[MotError] = MotError) -> list[type[MotError]]:
    """The product's own reasons; other tests may have defined some of theirs in this process."""
    found = [c for child in root.__subclasses__() for c in (child, *errors(child))]
    return [c for c in found if c.__module__.startswith("mot.")]


def test_the_program_has_sentences():
    assert len(MESSAGES) > 300
    assert "Overview" in MESSAGES
    assert "undone" in MESSAGES  # inside an f-string
    assert ("{n} response", "{n} responses") in MESSAGES


def test_every_sentence_has_a_chinese_form():
    missing = [s for s in SENTENCES if not CHINESE.get(s)]
    assert not missing, "run python -m mot.locale.extract and translate what is new"


def test_the_catalogue_holds_what_the_program_says_and_no_more():
    with CATALOGUES["zh"].open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    assert sorted(map(str, [m.id for m in catalogue if m.id])) == sorted(map(str, MESSAGES))
    assert not [m.id for m in catalogue if m.fuzzy and m.id]
    assert not catalogue.obsolete


def test_extracting_again_changes_nothing(tmp_path):
    path = tmp_path / "zh_CN" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(CATALOGUES["zh"].read_bytes())
    assert update(path, MESSAGES) == 0
    assert path.read_bytes() == CATALOGUES["zh"].read_bytes()


def test_a_new_sentence_comes_in_empty_and_a_gone_one_leaves(tmp_path):
    path = tmp_path / "zh_CN" / "LC_MESSAGES" / "messages.po"
    assert update(path, ["Old", "Kept"]) == 2
    path.write_text(
        path.read_text("utf-8").replace('msgid "Kept"\nmsgstr ""', 'msgid "Kept"\nmsgstr "留"'), "utf-8"
    )
    assert update(path, ["Kept", "New"]) == 1
    text = path.read_text("utf-8")
    assert 'msgid "Kept"\nmsgstr "留"' in text
    assert "Old" not in text


def test_the_chinese_form_has_the_same_placeholders():
    assert not [s for s in SENTENCES if holes(CHINESE.get(s, "")) != holes(s)]


def punctuation(sentence: str, chinese: str) -> list[str]:
    """What is punctuated otherwise than Chinese is."""
    ends = {".": "。", "?": "？", ":": "："}
    faults = {
        "punctuation of English": re.search(rf"{HAN}\s?(?:[,;:?!]|\.(?![a-z]))|[,;:?!]\s?{HAN}", chinese),
        "an exclamation": "!" in chinese or "！" in chinese,
        "brackets of English": re.search(rf"\({HAN}|{HAN}\)", chinese),
        "a space between Chinese characters": re.search(rf"{HAN} +{HAN}", chinese),
        "an end of another kind": re.search(HAN, chinese)
        and sentence[-1] in ends
        and sentence != "."
        and not chinese.endswith(ends[sentence[-1]]),
    }
    return [f"{fault}: {chinese}" for fault, there in faults.items() if there]


def test_the_chinese_form_is_punctuated_as_chinese():
    assert not [fault for s in SENTENCES for fault in punctuation(s, CHINESE.get(s, ""))]


@pytest.mark.parametrize(
    ("sentence", "chinese"),
    [
        ("Gap.", "差距.差距。"),
        ("Gap.", "差距"),
        ("Gap", "好！"),
        ("Gap", "(差距)"),
        ("Gap", "差距 差距"),
        ("Gap: {n}", "差距:{n}"),
    ],
)
def test_a_fault_of_punctuation_is_found(sentence, chinese):
    assert punctuation(sentence, chinese)
    assert not punctuation("Gap: {n}", "差距：{n}")


def test_the_chinese_form_avoids_what_we_do_not_say():
    avoided = ("不显著", "差评", "用户体验", "你")
    assert not [CHINESE[s] for s in SENTENCES if any(word in CHINESE.get(s, "") for word in avoided)]


def test_the_english_form_is_english():
    assert not [s for s in SENTENCES if re.search(HAN, s) or "!" in s]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Weak moment: clearly below expectations", "薄弱时刻：明显低于期望"),
        ("Probably weak: below expectations, size not certain", "可能薄弱：低于期望，程度待确认"),
        ("Delight: above expectations", "惊喜时刻：超出期望"),
        ("Meets expectations", "达到期望"),
        ("Slightly below expectations", "略低于期望"),
        ("Not clear yet, more answers needed", "尚不明确，需更多反馈"),
        ("Too few answers to judge", "样本不足，无法判断"),
        ("No responses", "暂无数据"),
        ("Overview", "总览"),
        ("Touchpoints", "触点差距"),
        ("Import", "导入"),
        ("Settings", "设置"),
        ("{low} to {high}", "{low} 至 {high}"),
    ],
)
def test_the_words_of_the_method_are_kept(english, chinese):
    assert CHINESE[english] == chinese


def test_every_reason_that_stops_a_person_is_a_sentence():
    import mot.services.demonstration
    import mot.services.imports
    import mot.services.setup  # noqa: F401

    assert len(errors()) > 10
    for error in errors():
        if error.message:
            assert error.message in MESSAGES, error
            assert error.message.endswith("."), error

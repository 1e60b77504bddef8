"""What a text says decides its encoding; where two readings are about as good, a person is asked."""

import random
import re
from pathlib import Path

import pytest

from mot.ingest.containers.encodings import CODECS, decode, guess
from mot.ingest.containers.texts import delimiter_of
from mot.ingest.draft import SourceFile
from mot.ingest.workbook import NotAWorkbookError, read_workbook

ROOT = Path(__file__).parents[2]
TEXTS = {
    "gb18030": (
        "排队时间太长了，希望多开几个窗口。|柜员态度很好，办理业务很快|手机银行更新之后经常闪退，转账失败了两次|值得表扬|"
        "停车不方便，周末门口总是停满|合同条款看不懂|自助机具经常缺纸，没有人及时处理|开卡需要的材料没有提前说明，跑了两趟|"
        "客服电话转接了五次才有人接听|理财产品到期没有短信提醒|老城支行|个人客户|非常满意|一般|孩子发烧，挂号等了两个小时"
    ),
    "big5": (
        "排隊時間太長了，希望多開幾個窗口。|櫃員態度很好，辦理業務很快|手機銀行更新之後經常閃退，轉帳失敗了兩次|值得表揚|"
        "停車不方便，週末門口總是停滿|合約條款看不懂|冷氣太冷，座椅不夠|開卡需要的文件沒有提前說明，跑了兩趟|"
        "客服電話轉接了五次才有人接聽|中環分行|尖沙咀分行|個人客戶|非常滿意|孩子發燒，掛號等了兩個小時|員工很親切，謝謝"
    ),
    "shift_jis": (
        "待ち時間が長すぎます。|窓口の対応がとても丁寧でした。|アプリが頻繁に落ちるので困っています。|総合満足度|本店営業部|"
        "とても満足|やや不満|どちらともいえない|駐車場が狭いです。|手続きの説明が分かりやすかった。|料理がおいしかったです"
    ),
    "cp949": (
        "대기 시간이 너무 깁니다|직원이 매우 친절했습니다|앱이 자주 종료됩니다|전반적인 만족도|강남지점|매우 만족|주차 공간이 부족해요|"
        "설명이 이해하기 쉬웠습니다|다시 이용하고 싶어요|음식이 맛있었어요|상담원 연결이 어렵습니다"
    ),
    "cp1252": (
        "Très satisfait du service à l’agence|Le délai d'attente est trop élevé|Größe der Filiale könnte besser sein|"
        "Überweisung hat nicht funktioniert|¿Por qué tardan tanto? Muy mal señalizado|Não gostei da fila, atenção péssima|"
        "coût élevé – 50 € par mois|“Great” service — thank you|It’s okay… nothing special|Straße gesperrt|clientèle âgée"
    ),
}
SENTENCES = {name: text.split("|") for name, text in TEXTS.items()}
COMMON = ("utf-8", "utf-16-le", "utf-16-be")


def table(texts) -> str:
    return "".join(f"{number},{1 + number % 5},{text}\r\n" for number, text in enumerate(texts))


def encoded(text: str, encoding: str) -> bytes:
    return text.encode(CODECS.get(encoding, encoding))


@pytest.mark.parametrize("encoding", SENTENCES)
def test_a_table_of_sentences_is_read_in_its_encoding(encoding):
    text = table(SENTENCES[encoding])
    assert guess(encoded(text, encoding)) == (encoding,)
    for other in COMMON:
        assert guess(text.encode(other)) == (other,)
        assert decode(text.encode(other), other) == text


@pytest.mark.parametrize(
    ("mark", "codec"), [("utf-8", "utf-8-sig"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16-be")]
)
def test_a_mark_at_the_start_decides_and_is_no_letter(mark, codec):
    start = b"\xfe\xff" if codec == "utf-16-be" else b""
    content = start + "网点,满意度\r\n老城支行,5\r\n".encode(codec)
    assert guess(content) == (mark,)
    assert decode(content, mark).startswith("网点")


def test_out_of_many_random_samples_hardly_one_is_misread_without_a_question():
    """Every sample holds 1 to 6 cells, each a sentence or a piece of one, between ASCII digits."""
    rng = random.Random(20260701)
    wrong, asked, long_asked, total = [], 0, 0, 0
    for _ in range(1500):
        encoding = rng.choice(list(SENTENCES))
        texts = []
        for _ in range(rng.choice((1, 1, 2, 3, 6))):
            sentence = rng.choice(SENTENCES[encoding])
            start = rng.randrange(len(sentence))
            texts.append(sentence[start : start + rng.randrange(2, 20)] if rng.random() < 0.5 else sentence)
        content = encoded(table(texts), encoding)
        if content.isascii():
            continue
        total += 1
        found = guess(content)
        right = bool(found) and decode(content, found[0]) == table(texts)
        asked += len(found) > 1
        long_asked += len(found) > 1 and sum(byte > 127 for byte in content) >= 40
        if not right and len(found) < 2:
            wrong.append((encoding, found, texts))
    assert len(wrong) <= total / 500, wrong
    assert asked < total * 0.15
    assert long_asked <= total / 500


def test_no_sentence_of_the_product_is_misread_when_it_comes_in_the_encoding_of_chinese_windows():
    catalogue = (ROOT / "mot/locale/zh_CN/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
    sentences = [s for s in re.findall(r'^msgstr "(.{6,}[一-鿿].*)"$', catalogue, re.M) if not s.isascii()]
    rng = random.Random(7)
    chosen = rng.sample(sentences, 400)
    found = [guess(f"1,{sentence}\r\n".encode("gb18030")) for sentence in chosen]
    assert all(found)
    assert sum(one[0] != "gb18030" for one in found) <= 1
    assert sum(len(one) > 1 for one in found) <= 8


def test_a_person_can_choose_among_the_plausible_encodings_and_no_other():
    content = "branch,note\r\nold,Zürich\r\nnew,Müller\r\n".encode("cp1252")
    found = guess(content)
    assert found[0] == "cp1252"
    short = "1,ça\n".encode("cp1252")
    book = read_workbook(SourceFile("a.csv", short))
    assert len(book.encodings) > 1
    other = book.encodings[1]
    chosen = read_workbook(SourceFile("a.csv", short), encoding=other)
    assert chosen.encoding == other
    assert set(chosen.encodings) == set(book.encodings)
    assert read_workbook(SourceFile("a.csv", short), encoding="ebcdic").encoding == book.encoding


def test_one_damaged_letter_does_not_change_the_reading_of_the_others():
    text = table(SENTENCES["gb18030"] * 20)
    content = bytearray(text.encode("gb18030"))
    place = content.index("柜员".encode("gb18030"))
    content[place] = 0xFF
    assert guess(bytes(content))[0] == "gb18030"


def test_letters_that_come_late_in_a_long_file_are_looked_at():
    plain = "".join(f"{n},{n % 5},fine\r\n" for n in range(60_000))
    late = table(SENTENCES["gb18030"])
    assert guess((plain + late + plain).encode("gb18030")) == ("gb18030",)
    assert guess((plain + late).encode()) == ("utf-8",)


@pytest.mark.parametrize(
    "junk", [b"\x89PNG\r\n\x1a\n" + bytes(99), b"%PDF-1.7\n", bytes(range(256)) * 9, b"\x1f\x8b\x08" * 99]
)
def test_bytes_that_are_no_text_have_no_encoding(junk):
    assert guess(junk) == ()
    with pytest.raises(NotAWorkbookError):
        read_workbook(SourceFile("a.csv", junk))


def rows(content: bytes | str):
    content = content.encode() if isinstance(content, str) else content
    return read_workbook(SourceFile("a.csv", content)).sheets[0].grid


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，", "；"])
def test_every_usual_delimiter_is_found(delimiter):
    lines = [["网点", "期望", "感知"], ["老城 支行", "5", "4"], ["高新支行", "3", ""]]
    assert rows("\n".join(delimiter.join(line) for line in lines)) == lines


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks():
    assert rows('a,b\r\n"x, y","say ""hi""\nthen go"\r\n1,2\r\n') == [
        ["a", "b"],
        ["x, y", 'say "hi"\nthen go'],
        ["1", "2"],
    ]


def test_a_first_line_may_tell_the_delimiter_and_is_no_row():
    assert rows("sep=;\r\na;b,c\r\n1;2\r\n") == [["a", "b,c"], ["1", "2"]]
    assert rows("\ufeffSEP=\t\n网点\t分\n老城\t5\n".encode("utf-8")) == [["网点", "分"], ["老城", "5"]]
    assert delimiter_of("sepal,petal\n1,2") == (",", 0)


def test_nul_bytes_are_dropped_and_nothing_else_is():
    assert rows("网点\0,分\0\r\n老城\0支行,５\r\n") == [["网点", "分"], ["老城支行", "５"]]

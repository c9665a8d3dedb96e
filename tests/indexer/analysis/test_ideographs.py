"""Simplified, traditional and Japanese forms of ideographs find each other."""

import pytest

from indexer.analysis.analyzer import Analyzer, query_terms, tokens
from indexer.analysis.ideographs import FILE, HAN, one_form_of_ideographs

SAME = [
    "渡辺 渡邊 渡邉 渡边",
    "国 國",
    "台湾 臺灣 台灣",
    "会議 會議 会议",
    "関 關 关",
    "報告 報吿 报告",
    "发布 發布 発布",
    "高橋 髙橋",
]
DIFFERENT = ["国 図", "人 入", "弁 瓣", "辨 辯", "予 豫", "沪 濾", "連 聯", "象 像"]


@pytest.mark.parametrize("line", SAME)
def test_forms_of_an_ideograph_are_one(line):
    first, *others = (query_terms(word, Analyzer.PROSE) for word in line.split())
    assert others == [first] * len(others)


@pytest.mark.parametrize("line", DIFFERENT)
def test_ideographs_of_other_meaning_stay_apart(line):
    one, other = (query_terms(word, Analyzer.PROSE) for word in line.split())
    assert one != other


def test_a_form_is_one_character_in_one_place_and_stays_as_it_is():
    lines = [line for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 4_000
    forms = "".join(lines)
    assert len(set(forms)) == len(forms)
    assert all(map(HAN.match, forms))
    assert not {ord(line[0]) for line in lines} & one_form_of_ideographs().keys()


def test_a_pair_in_another_form_stands_where_it_is_written():
    text = "在臺灣的國會"
    shown = [text[token.start : token.end] for token in tokens(text, Analyzer.PROSE)]
    assert shown == ["在臺", "臺灣", "灣的", "的國", "國會", "會"]


def test_the_file_names_its_licence():
    assert "Apache License" in FILE.read_text("utf-8").splitlines()[1]

"""Sentences and page headers in scripts without capital letters or without spaces between words."""

import pytest

from archive.editing.reanchoring import AnchorStatus, reanchor


@pytest.mark.parametrize("remark", ["لم يوافق.", "그는 떠났다."])
def test_a_remark_in_a_script_without_capitals_right_before_a_number(remark):
    old = "港の読書室はすべての人に開かれるべきだと大臣は述べました。2019年3月3日に開きました。"
    new = old.replace("2019", f"{remark}2019")
    assert reanchor(old, new, [(0, len(old))])[0].status is AnchorStatus.REVIEW


@pytest.mark.parametrize("header", ["Report of the Harbour Council 64", "รายงานของสภาท่าเรือ 64"])
def test_a_page_header_within_a_sentence_of_a_script_without_spaces(header):
    sentence = "รัฐบาลเปิดโรงเรียนใหม่สิบสองแห่งเมื่อปีที่แล้ว"
    old = f"การศึกษาเป็นสิทธิของเด็กทุกคน {sentence}และเด็กในหมู่บ้านก็เรียนที่นั่นได้ เราควรทำงานนี้ต่อไป"
    new = old.replace(sentence, f"{sentence}\n\n{header}\n\n")
    [result] = reanchor(old, new, [(0, len(old))])
    assert result.span == (0, len(new))
    [result] = reanchor(new, old, [(0, len(new))])
    assert result.span == (0, len(old))


def test_a_line_between_two_sentences_of_a_script_without_spaces_is_no_page_header():
    sentence = "รัฐบาลเปิดโรงเรียนใหม่สิบสองแห่งเมื่อปีที่แล้ว"
    old = f"การศึกษาเป็นสิทธิของเด็กทุกคน {sentence} เด็กในหมู่บ้านก็เรียนที่นั่นได้ เราควรทำงานนี้ต่อไป"
    new = old.replace(f"{sentence} ", f"{sentence}\n\nมติของสภาท่าเรือ 64\n\n")
    assert reanchor(old, new, [(0, len(old))])[0].status is AnchorStatus.REVIEW

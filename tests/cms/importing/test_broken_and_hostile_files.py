import io
import zipfile

import pytest

from cms.importing.notes import UnreadableSourceError
from cms.importing.readers import files, wxr
from tests.cms.importing.files import docx, post, word_paragraph
from tests.cms.importing.files import wxr as export
from tests.cms.importing.reading import articles_in

BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def error_of(name, data):
    with pytest.raises(UnreadableSourceError) as caught:
        articles_in(name, data)
    assert str(caught.value)
    return caught.value.note.code


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


class TestWordPressExports:
    @pytest.mark.parametrize("doctype", [BOMB, OUTSIDE], ids=["bomb", "outside"])
    def test_one_that_defines_entities_is_refused(self, doctype):
        declaration, rest = export([post("A", "&c;")]).split(b"\n", 1)
        assert error_of("a.xml", declaration + doctype.encode() + rest) == "xml_entities"

    def test_one_that_breaks_off_is_refused_before_anything_of_it_is_taken(self):
        whole = export([post("A", "Text."), post("B", "More.", number=2)])
        assert error_of("a.xml", whole[:-200]) == "truncated_xml"

    def test_one_that_is_damaged_says_where(self):
        damaged = export([post("A", "Text.")]).replace(b"</wp:status>", b"</wp:oops>")
        assert error_of("a.xml", damaged) == "broken_xml"

    def test_one_in_another_encoding_than_it_says_is_refused(self):
        assert error_of("a.xml", export([post("Año", "Señal.")]).decode().encode("cp1252")) == "broken_xml"

    @pytest.mark.parametrize("data", [b"<html><body>No export</body></html>", b"<feed/>"])
    def test_other_xml_is_no_export(self, data):
        assert error_of("a.xml", data) == "not_wxr"

    def test_a_post_that_is_too_large_is_refused_in_bounded_memory(self, monkeypatch):
        monkeypatch.setattr(wxr, "LARGEST_ITEM", 100_000)
        assert error_of("a.xml", export([post("A", "word " * 60_000)])) == "item_too_large"

    def test_elements_nested_without_end_are_refused(self):
        assert error_of("a.xml", export(["<item>" + "<a>" * 100])) == "too_deep"


class TestWordFiles:
    @pytest.mark.parametrize("doctype", [BOMB, OUTSIDE], ids=["bomb", "outside"])
    @pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels"])
    def test_one_that_defines_entities_is_refused(self, doctype, part):
        assert error_of("a.docx", docx("", parts={part: f"{doctype}<x>&a;</x>".encode()})) == "xml_entities"

    def test_one_that_unpacks_to_more_than_it_should_is_refused(self):
        bomb = zipped(**{"word/document.xml": b" " * (11 * files.MEGABYTE)})
        assert len(bomb) < 100_000
        assert error_of("a.docx", bomb) == "zip_bomb"

    def test_one_with_too_many_parts_is_refused(self):
        assert error_of("a.docx", zipped(**{f"word/{n}.bin": b"" for n in range(5_001)})) == "zip_bomb"

    def test_one_that_is_cut_off_is_refused(self):
        assert error_of("a.docx", docx(word_paragraph("Text."))[:-100]) == "not_docx"

    def test_one_with_damaged_xml_says_which_part(self):
        assert error_of("a.docx", docx("<w:p>")) == "broken_docx"

    def test_one_without_a_document_is_refused(self):
        assert error_of("a.docx", zipped(**{"readme.txt": b"hello"})) == "broken_docx"

    def test_an_old_or_protected_one_says_what_to_do(self):
        assert error_of("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600) == "old_word"

    def test_another_file_with_its_name_is_refused(self):
        assert error_of("a.docx", b"%PDF-1.7 not a zip at all") == "not_docx"

    def test_elements_nested_without_end_are_refused(self):
        nested = "<w:tbl><w:tr><w:tc>" * 60 + word_paragraph("Deep.") + "</w:tc></w:tr></w:tbl>" * 60
        assert error_of("a.docx", docx(nested)) == "too_deep"

    def test_a_damaged_picture_part_is_told(self):
        whole = bytearray(docx(word_paragraph("Text."), parts={"word/media/a.xml": b"<a>" + b"b" * 300 + b"</a>"}))
        place = whole.find(b"word/media/a.xml") + 20
        whole[place] ^= 0xFF
        assert error_of("a.docx", bytes(whole)) == "broken_docx"


class TestTextFiles:
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
    def test_an_empty_one_says_so(self, name):
        assert error_of(name, b" \n ") == "empty_file"

    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
    def test_a_binary_one_is_no_text(self, name):
        assert error_of(name, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") == "not_text"

    def test_letters_in_no_known_encoding_are_told(self):
        assert error_of("a.txt", b"caf\x81 \x8d\xff") == "unknown_encoding"

    def test_a_mark_that_lies_about_the_encoding_is_told(self):
        assert error_of("a.txt", b"\xef\xbb\xbfcaf\xe9") == "wrong_encoding"

    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx"])
    def test_one_that_is_too_large_is_refused_unread(self, name, monkeypatch):
        monkeypatch.setattr(files, "LARGEST_DOCUMENT", 1000)
        assert error_of(name, b"x" * 1001) == "too_large"

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.html", b"<div>" * 5000 + b"Deep."),
            ("a.html", b"<ul><li>" * 400 + b"Deep."),
            ("a.md", b"> " * 3000 + b"Deep."),
            ("a.md", b"".join(b"  " * depth + b"- x\n" for depth in range(300))),
        ],
    )
    def test_elements_nested_without_end_are_refused(self, name, data):
        assert error_of(name, data) == "too_deep"

    @pytest.mark.parametrize(
        "data",
        [
            b"<" * 200_000,
            b"<a " * 100_000,
            b"[" * 50_000,
            b"&" * 200_000,
            b"<p>" * 50_000,
            b"<table>" * 100 + b"<td colspan=99999>x",
        ],
        ids=["angles", "tags", "brackets", "ampersands", "paragraphs", "columns"],
    )
    @pytest.mark.parametrize("name", ["a.html", "a.xml"])
    def test_a_page_made_to_take_for_ever_does_not(self, name, data):
        data = export([post("A", data.decode())]) if name == "a.xml" else data
        assert len(articles_in(name, data)) == 1

    def test_a_format_that_is_not_known_names_those_that_are(self):
        with pytest.raises(UnreadableSourceError, match=r"\.pdf.*\.docx"):
            articles_in("a.pdf", b"%PDF")


def test_a_mark_of_wrong_reading_is_pointed_out():
    [article] = articles_in("a.txt", "Título\n\nEl seÃ±or camina.".encode())
    assert [note.code for note in article.notes] == ["garbled"]


def test_one_post_that_cannot_be_read_does_not_keep_the_others_out():
    articles = articles_in("a.xml", export([post("Bad", "<div>" * 5000), post("Good", "Text.", number=2)]))
    assert [type(article).__name__ for article in articles] == ["UnreadArticle", "SourceArticle"]
    assert articles[0].title == "Bad"
    assert articles[0].note.code == "too_deep"

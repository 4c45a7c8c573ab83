"""Odd Word files."""

from tests.cms.importing.corpus.odd import Odd
from tests.cms.importing.files import as_docx, docx, word_paragraph
from tests.cms.importing.running import SPANISH, sentences_of

NOTE_MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
WORD = [
    Odd(
        "footnotes, a header and a footer",
        "notes.docx",
        docx(
            word_paragraph("Rest helps.", runs=f"<w:r><w:t>Rest helps.</w:t></w:r>{NOTE_MARK}")
            + word_paragraph("So does walking."),
            footnotes=f'<w:footnote w:id="2">{word_paragraph("So says a study of 2019.")}</w:footnote>',
            header=word_paragraph("This sheet replaces no visit to a doctor.") + word_paragraph("Page 1"),
        ),
        ["Rest helps.", "So does walking.", "So says a study of 2019.", "This sheet replaces no visit to a doctor."],
    ),
    Odd(
        "nested Word lists",
        "lists.docx",
        docx(
            word_paragraph("Outer one.", "ListParagraph", numbering="1")
            + word_paragraph("Inner one.", "ListParagraph", numbering="2", level=1)
            + word_paragraph("Innermost.", "ListParagraph", numbering="1", level=2)
            + word_paragraph("Outer two.", "ListParagraph", numbering="1")
        ),
        ["Outer one.", "Inner one.", "Innermost.", "Outer two."],
    ),
    Odd(
        "typed bullets, tabs and line breaks",
        "typed.docx",
        docx(
            word_paragraph(
                "",
                runs="<w:r><w:t>Signs</w:t><w:br/><w:t>•</w:t><w:tab/><w:t>"
                "swelling</w:t><w:br/><w:t>•</w:t><w:tab/><w:t>heat</w:t></w:r>",
            )
        ),
        ["Signs", "swelling", "heat"],
    ),
    Odd(
        "tracked changes, a text box and a content control",
        "tracked.docx",
        docx(
            '<w:p><w:ins w:id="1"><w:r><w:t>This was put in. </w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>'
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>Inside a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            "<w:p><w:r><mc:AlternateContent "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
            "<w:txbxContent><w:p><w:r><w:t>The text box says a thing or two.</w:t>"
            "</w:r></w:p></w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>"
        ),
        ["This was put in.", "Inside a control.", "The text box says a thing or two."],
    ),
    Odd(
        "no styles at all, bold for headings",
        "bold.docx",
        docx(
            word_paragraph("", runs="<w:r><w:rPr><w:b/></w:rPr><w:t>When to see a doctor</w:t></w:r>")
            + word_paragraph("If the pain lasts longer than three days, see a doctor.")
        ),
        ["When to see a doctor", "If the pain lasts longer than three days, see a doctor."],
    ),
    Odd(
        "tables and a Spanish article",
        "es.docx",
        as_docx([*SPANISH, ("table", [["Día", "Plan"], ["Lunes", "Camine."]])]),
        [*sentences_of(SPANISH), "Lunes", "Camine."],
    ),
]

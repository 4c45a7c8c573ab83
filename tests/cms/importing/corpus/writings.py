"""Odd Markdown and plain text."""

from tests.cms.importing.corpus.odd import Odd
from tests.cms.importing.files import as_markdown, as_text
from tests.cms.importing.running import SPANISH, sentences_of


def text(written: str) -> bytes:
    return written.encode()


MARKDOWN = [
    Odd(
        "front matter, footnotes and raw HTML",
        "front.md",
        text(
            '---\ntitle: "Knees"\ndescription: >\n  What a knee needs.\n  And what not.\ndate: 2020-02-03\n---\n'
            "Bend it.[^1] Stretch it.[^b]\n\n<div class='x'>Raw <b>HTML</b> "
            "stays.</div>\n\n[^1]: A study said so.\n[^b]: And **another** one.\n"
            "    It goes on here.\n\nLast words."
        ),
        [
            "Knees",
            "Bend it.",
            "Stretch it.",
            "Raw HTML stays.",
            "A study said so.",
            "And another one.",
            "It goes on here.",
            "Last words.",
        ],
    ),
    Odd(
        "every way to write a heading or a list",
        "ways.md",
        text(
            "Title here\n==========\n\nSub here\n---\n\n+ plus\n+ more\n\n "
            "   indented code\n\n1) one\n2) two\n   - inner *point*\n\n"
            "- [ ] a task\n- [x] done\n\n> quoted\n> > twice\n\nHard  \nbreak\n\n***\n\nEnd[^9] unknown note."
        ),
        [
            "Title here",
            "Sub here",
            "plus",
            "indented code",
            "two",
            "inner point",
            "a task",
            "quoted",
            "twice",
            "Hard",
            "break",
            "unknown note.",
        ],
    ),
    Odd(
        "a table and strike-through",
        "table.md",
        text("# T\n\n| a | b |\n|---|:-:|\n| one | ~~two~~ |\n| three |\n"),
        ["one", "two", "three"],
    ),
    Odd("quotations nested deep", "deep.md", text("> " * 30 + "the bottom of it"), ["the bottom of it"]),
    Odd(
        "rules that look like front matter",
        "rules.md",
        text("---\n\nA text between rules.\n\n---\n\nBelow."),
        ["A text between rules.", "Below."],
    ),
    Odd(
        "Spanish Markdown in windows-1252",
        "es.md",
        as_markdown(SPANISH).decode().encode("cp1252"),
        sentences_of(SPANISH),
    ),
]

TEXT = [
    Odd(
        "line ends of old Macs",
        "mac.txt",
        text("Knees\r\rBend them.\r\r- one\r- two\r"),
        ["Knees", "Bend them.", "one", "two"],
    ),
    Odd(
        "hard-wrapped lines with a hanging indent",
        "wrapped.txt",
        text(
            "MY KNEES\n\nThis sentence was broken into lines by an editor "
            "that\nknew only eighty columns, and it goes on to here.\n\n"
            "  1. The first point is long and goes\n     on below.\n   "
            "    a. An inner point.\n  2. The second.\n\nDr. Ana Ruiz\n"
        ),
        [
            "MY KNEES",
            "This sentence was broken into lines by an editor that knew only eighty columns, and it goes on to here.",
            "The first point is long and goes on below.",
            "An inner point.",
            "The second.",
            "Dr. Ana Ruiz",
        ],
    ),
    Odd(
        "bullets of every shape, with empty lines between",
        "bullets.txt",
        text(
            "List\n\n• one\n\n• two\n\n* three\n– four\n✓ five\n\n5. May was warm.\n\nNot a list - just a dash.\n- lone"
        ),
        ["one", "two", "three", "four", "five", "May was warm.", "Not a list just a dash.", "lone"],
    ),
    Odd("one endless line", "line.txt", text("A sentence. " * 3000), ["A sentence."]),
    Odd(
        "headings without empty lines",
        "dense.txt",
        text("Backs\nBENEFITS OF WALKING\n- strong\nWhen to see a doctor\nIf it hurts, go.\nTHE END"),
        ["Backs", "BENEFITS OF WALKING", "strong", "When to see a doctor", "If it hurts, go.", "THE END"],
    ),
    Odd(
        "underlines of tildes and tabs",
        "tabs.txt",
        text("Top\n~~~~\n\tIndented text.\n\x0cA new page.\n___\n"),
        ["Top", "Indented text.", "A new page."],
    ),
    Odd("UTF-16 from Notepad", "notepad.txt", as_text(SPANISH).decode().encode("utf-16"), sentences_of(SPANISH)),
]

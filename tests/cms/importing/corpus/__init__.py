"""Odd files of all five formats, and one article in each of them."""

from tests.cms.importing.corpus.exports import WORDPRESS
from tests.cms.importing.corpus.odd import Odd
from tests.cms.importing.corpus.pages import HTML
from tests.cms.importing.corpus.word import WORD
from tests.cms.importing.corpus.writings import MARKDOWN, TEXT
from tests.cms.importing.files import FORMATS
from tests.cms.importing.running import ENGLISH, sentences_of

PLAIN = [
    Odd(f"the running article as {suffix}", f"running.{suffix}", write(ENGLISH), sentences_of(ENGLISH))
    for suffix, write in FORMATS.items()
]

CORPUS = [*PLAIN, *HTML, *WORDPRESS, *MARKDOWN, *TEXT, *WORD]

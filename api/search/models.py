"""What is searched: an entry for each current document, and the vocabulary of them all.

The full-text index itself is the database's own, see `fulltext`.
"""

from typing import ClassVar

from django.db import models

from api.documents.models import Document, Edition


class Entry(models.Model):
    """A current document as it is searched, in plain text."""

    document = models.OneToOneField(Document, primary_key=True, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField(help_text="Of the analysis by which it was indexed.")
    locale = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    audience = models.TextField(help_text="Values with a space between them, sorted.")
    topic = models.TextField(help_text="JSON of each topic's slug and title, sorted.")
    title = models.CharField(max_length=300)
    also_known_as = models.TextField(help_text="One name a line.")
    headings = models.TextField(help_text="One heading a line.")
    summary = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return self.title


class Name(models.Model):
    """A name of a document as somebody may begin to type it, from its first word or from a later one."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="names")
    locale = models.CharField(max_length=20)
    key = models.CharField(max_length=100, help_text="Folded, from the word on at which it starts.")
    place = models.PositiveSmallIntegerField(help_text="How many words stand before it.")
    text = models.CharField(max_length=300, help_text="The whole name.")

    class Meta:
        indexes: ClassVar = [models.Index("locale", "key", "place", name="name_by_key")]

    def __str__(self) -> str:
        return self.text


class Synonym(models.Model):
    """What is searched for as well when somebody asks for another name of a document: the words of its title.

    The title is here too, as a name of itself: what is the title of one document isn't taken for another name.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="synonyms")
    locale = models.CharField(max_length=20)
    phrase = models.CharField(max_length=300, help_text="Terms of the name.")
    meaning = models.CharField(max_length=300, help_text="The title.")

    class Meta:
        indexes: ClassVar = [models.Index("locale", "phrase", name="synonym_by_phrase")]

    def __str__(self) -> str:
        return f"{self.phrase} = {self.meaning}"


class Word(models.Model):
    """A word that current documents of a language use, as it is written."""

    locale = models.CharField(max_length=20)
    word = models.CharField(max_length=100)
    key = models.CharField(max_length=100, help_text="Folded.")
    term = models.CharField(max_length=100, help_text="What it is indexed under.")
    entries = models.IntegerField(help_text="How many entries use it.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["locale", "word"], name="word_of_a_language")]
        indexes: ClassVar = [
            models.Index("locale", "term", name="word_by_term"),
            models.Index("locale", "key", name="word_by_key"),
        ]

    def __str__(self) -> str:
        return self.word


class Trigram(models.Model):
    """Three letters in a row of a word's key, by which words of a similar spelling are found."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="trigrams", db_index=False)
    locale = models.CharField(max_length=20)
    letters = models.CharField(max_length=3)
    length = models.PositiveSmallIntegerField(help_text="Of the key.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["word", "letters"], name="trigram_of_a_word")]
        indexes: ClassVar = [models.Index("locale", "letters", "length", "word", name="trigram_by_letters")]

    def __str__(self) -> str:
        return self.letters

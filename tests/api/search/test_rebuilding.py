"""The index is always what the library says, however it came about."""

import random
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from api.documents.signals import change_appended
from api.search import analysis, rebuilding, receivers
from api.search.models import Entry, Name, Synonym, Trigram, Word
from tests.api.documents.publishing import publish, withdraw
from tests.api.search.asking import ask, found, publish_article
from tests.builders import article, text_block

pytestmark = pytest.mark.django_db
WORDS = ["knee", "knees", "disc", "discs", "gout", "pain", "painful", "running", "runner", "X-ray", "ciática", "heel"]


@pytest.fixture
def unindexed():
    """Publications pass the index by, as they did before there was one."""
    change_appended.disconnect(receivers.index_what_changed)
    yield
    change_appended.connect(receivers.index_what_changed)


def index() -> list[object]:
    """All that is in the index, in terms that do not depend on how it came there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT terms, ranking FROM search_entry ORDER BY document_id"
            if connection.vendor == "postgresql"
            else "SELECT * FROM search_index ORDER BY rowid"
        )
        full_text = cursor.fetchall()
    return [
        full_text,
        list(Entry.objects.order_by("pk").values()),
        sorted(Name.objects.values_list("entry", "locale", "key", "place", "text")),
        sorted(Synonym.objects.values_list("entry", "locale", "phrase", "meaning")),
        sorted(Word.objects.values_list("locale", "word", "key", "term", "entries")),
        sorted(Trigram.objects.values_list("word__word", "locale", "letters")),
    ]


def publish_at_random(chance: random.Random) -> None:
    """Publish, change and withdraw a few articles, each several times."""
    library = [article(slug=f"a-{number}", locale=chance.choice(["en", "es"])) for number in range(6)]
    for _turn in range(25):
        content = chance.choice(library)
        said = " ".join(chance.choices(WORDS, k=5))
        if chance.random() < 0.3:
            withdraw(content)
        else:
            changed = {"title": said[:20], "also_known_as": [said[5:]], "body": [text_block(said)]}
            publish(content.model_validate({**content.model_dump(), **changed}, strict=False))


@pytest.mark.parametrize("seed", range(8))
def test_change_by_change_it_becomes_what_it_would_be_made_anew(seed):
    publish_at_random(random.Random(seed))
    kept = index()

    call_command("rebuild_search", "--all", stdout=StringIO())

    assert index() == kept


def test_a_library_that_was_there_before_is_searched_right_after_migrate(unindexed):
    publish_article("gout", title="Gout")
    publish_article("knee", title="Knee")
    assert ask("gout").total == 0

    call_command("migrate", verbosity=0)

    assert found("gout") == ["gout"]
    assert found("knee") == ["knee"]


def test_an_upgrade_that_indexes_otherwise_indexes_all_anew(monkeypatch):
    publish_article("gout", title="Gout")
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    Word.objects.update(term="as it was before")

    call_command("migrate", verbosity=0)

    assert found("gout") == ["gout"]
    assert set(Entry.objects.values_list("version", flat=True)) == {analysis.VERSION}


def test_what_is_up_to_date_is_left_alone():
    publish_article("knee", title="Knee")

    assert rebuilding.rebuild() == 0


def test_what_is_interrupted_goes_on_where_it_was(unindexed, monkeypatch):
    for number in range(5):
        publish_article(f"knee-{number}", title="Knee")
    monkeypatch.setattr(rebuilding, "BATCH", 2)

    def interrupt(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(interrupt)
    assert ask("knee").total == 2
    told: list[int] = []
    assert rebuilding.rebuild(told.append) == 3
    assert told == [2, 3]
    assert ask("knee").total == 5


def test_what_was_withdrawn_or_changed_behind_its_back_is_found_out(unindexed):
    change_appended.connect(receivers.index_what_changed)
    gout, knee = article(slug="gout", title="Gout"), article(slug="knee", title="Knee")
    publish(gout)
    publish(knee)
    change_appended.disconnect(receivers.index_what_changed)
    withdraw(gout)
    publish(article(id=knee.id, slug="knee", title="Kneecap"))

    assert found("gout") == found("knee") == []
    out = StringIO()
    call_command("rebuild_search", stdout=out)

    assert "2 documents were indexed" in out.getvalue()
    assert found("kneecap") == ["knee"]
    assert not Word.objects.filter(word__in=["gout", "knee"]).exists()


def test_text_that_the_database_cannot_keep_as_it_is_can_be_published():
    publish_article("nul", title="Knee", summary="A\0B", text="\0" + "word" * 5000 + " " + "İ" * 300)

    assert found("knee") == ["nul"]


def test_a_very_long_text_is_indexed():
    numbers = " ".join(f"w{number}ord" for number in range(30_000))
    blocks = [text_block(numbers[start : start + 9000]) for start in range(0, len(numbers), 9000)]
    publish_article("long", title="Knee", body=blocks)

    assert found("w77ord knee") == ["long"]

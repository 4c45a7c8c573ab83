"""What results can be narrowed to, and how many there would be."""

import pytest

from tests.api.documents.publishing import publish
from tests.api.search.asking import ask, found, publish_article, topic
from tests.builders import clinician, escalation

pytestmark = pytest.mark.django_db
KNEES, BACKS = topic("knees"), topic("backs")


@pytest.fixture(autouse=True)
def _library():
    publish_article("a", title="Pain", topics=[KNEES], audience=["adults"], escalation=escalation(level="urgent"))
    publish_article("b", title="Pain", topics=[KNEES, BACKS], audience=["adults", "athletes"])
    publish_article(
        "c", title="Pain", topics=[BACKS], audience=["children"], escalation=escalation(level="emergency", actions=[])
    )
    publish_article("d", title="Sleep", topics=[BACKS])
    publish(clinician(slug="ana", role="Pain"))


def counts(name: str, **filters: str) -> dict[str, int]:
    return {value.value: value.count for value in ask("pain", **filters).facets[name]}


def test_every_value_is_counted_among_the_results():
    assert counts("kind") == {"article": 3, "clinician": 1}
    assert counts("topic") == {"backs": 2, "knees": 2}
    assert counts("audience") == {"adults": 2, "athletes": 1, "children": 1}
    assert counts("level") == {"urgent": 2, "emergency": 1}


def test_the_most_frequent_comes_first():
    assert [value.value for value in ask("pain").facets["audience"]] == ["adults", "athletes", "children"]


def test_topics_have_their_titles():
    assert {value.title for value in ask("pain").facets["topic"]} == {"Backs", "Knees"}


@pytest.mark.parametrize(
    ("filters", "slugs"),
    [
        ({"topic": "knees"}, {"a", "b"}),
        ({"topic": KNEES["id"]}, {"a", "b"}),
        ({"audience": "athletes"}, {"b"}),
        ({"level": "emergency"}, {"c"}),
        ({"kind": "clinician"}, {"ana"}),
        ({"topic": "backs", "audience": "adults", "level": "urgent", "kind": "article"}, {"b"}),
        ({"topic": "backs", "kind": "clinician"}, set()),
        ({"topic": "back"}, set()),
        ({"topic": "knees-and-more"}, set()),
    ],
)
def test_a_filter_lets_through_what_has_the_value(filters, slugs):
    assert set(found("pain", **filters)) == slugs
    assert ask("pain", **filters).total == len(slugs)


def test_a_filter_narrows_the_other_counts_and_leaves_its_own():
    assert counts("audience", topic="knees") == {"adults": 2, "athletes": 1}
    assert counts("topic", topic="knees") == {"backs": 2, "knees": 2}

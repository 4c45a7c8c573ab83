import pytest

from cms.importing.recognition.draft import PhoneTarget
from tests.cms.importing.files import FORMATS
from tests.cms.importing.reading import block, draft_of, kinds, lost
from tests.cms.importing.running import ENGLISH, SPANISH, sentences_of


@pytest.fixture(params=FORMATS)
def suffix(request):
    return request.param


class TestAnEnglishArticleInEveryFormat:
    @pytest.fixture
    def draft(self, suffix):
        return draft_of(f"running.{suffix}", FORMATS[suffix](ENGLISH))

    def test_keeps_every_sentence(self, draft):
        assert lost(sentences_of(ENGLISH), draft) == []

    def test_has_its_title_and_language(self, draft):
        assert draft.title == "Running with back pain: can I keep going?"
        assert draft.language == "en"

    def test_becomes_the_blocks_that_it_speaks_of_in_order(self, draft):
        assert kinds(draft) == ["text", "benefits", "text", "alternatives", "escalation", "text", "call_to_action"]

    def test_lists_the_benefits_with_what_is_said_about_each(self, draft):
        benefits = block(draft, "benefits")
        assert benefits["heading"] == "The benefits of running"
        assert benefits["intro"] == "Running is not an enemy of the spine. It does a lot for you:"
        assert [(item["text"], item["detail"]) for item in benefits["items"]] == [
            ("A stronger heart", "even five minutes a day at a slow pace help."),
            ("Discs that may be healthier, not weaker", ""),
            ("Better sleep and a calmer mind", ""),
        ]

    def test_lists_the_alternatives(self, draft):
        alternatives = block(draft, "alternatives")
        assert [item["name"] for item in alternatives["items"]] == ["Brisk walking", "Swimming", "Cycling on the flat"]
        assert alternatives["items"][1]["description"] == "water carries your weight while your heart works."
        assert alternatives["closing"] == "When one of these feels easy for a week, try a short run again."

    def test_says_when_to_see_a_doctor_and_after_how_long(self, draft):
        escalation = block(draft, "escalation")
        assert escalation["heading"] == "When to see a doctor"
        assert escalation["level"] == "non_urgent"
        assert escalation["lead"] == "Make an appointment if you have back pain and:"
        assert len(escalation["criteria"]) == 3
        assert escalation["timeframe"] == {"count": 2, "unit": "weeks"}

    def test_calls_the_number_at_the_end(self, draft):
        call = block(draft, "call_to_action")
        assert call["heading"] == "Talk to us"
        assert call["kind"] == "call"
        assert call["label"] == "Call (305) 555-0142"
        assert call["target"] == PhoneTarget("+13055550142", "(305) 555-0142")


class TestASpanishArticleInEveryFormat:
    @pytest.fixture
    def draft(self, suffix):
        return draft_of(f"correr.{suffix}", FORMATS[suffix](SPANISH))

    def test_keeps_every_sentence(self, draft):
        assert lost(sentences_of(SPANISH), draft) == []

    def test_is_recognised_as_spanish_whatever_the_file_declares(self, draft):
        assert draft.language == "es"

    def test_becomes_the_blocks_that_it_speaks_of_in_order(self, draft):
        assert kinds(draft) == ["text", "benefits", "text", "alternatives", "escalation", "text", "call_to_action"]

    def test_says_when_to_see_a_doctor_and_after_how_long(self, draft):
        escalation = block(draft, "escalation")
        assert escalation["lead"] == "Pida una cita si tiene dolor de espalda y además:"
        assert escalation["timeframe"] == {"count": 2, "unit": "weeks"}

    def test_calls_the_number_at_the_end(self, draft):
        call = block(draft, "call_to_action")
        assert call["label"] == "Llamar al (305) 555-0142"
        assert call["target"] == PhoneTarget("+13055550142", "(305) 555-0142")

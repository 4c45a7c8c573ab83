"""When to see a doctor: the level, the lead, the criteria, the timeframe."""

import pytest

from cms.importing.recognition.draft import PhoneTarget, UrlTarget
from cms.importing.recognition.phrases import rules_of
from cms.importing.recognition.timeframes import timeframes
from tests.cms.importing.reading import block, codes, html, html_of, kinds, listed


class TestTimeframes:
    @pytest.mark.parametrize(
        ("text", "count", "unit"),
        [
            ("the pain lasts for more than two weeks", 2, "weeks"),
            ("it has lasted longer than 14 days", 14, "days"),
            ("fever for 48 hours or more", 48, "hours"),
            ("two weeks or longer", 2, "weeks"),
            ("after a month it still hurts", 1, "months"),
            ("more than two to three weeks", 2, "weeks"),
            ("it hurts for more than 2-3 weeks", 2, "weeks"),
            ("for a fortnight", 14, "days"),
            ("it does not get better within six weeks", 6, "weeks"),
        ],
    )
    def test_in_english(self, text, count, unit):
        [found] = timeframes(text, rules_of("en").timeframe)
        assert (found.count, found.unit) == (count, unit)

    @pytest.mark.parametrize(
        ("text", "count", "unit"),
        [
            ("dura más de dos semanas", 2, "weeks"),
            ("después de quince días", 15, "days"),
            ("no mejora en seis semanas", 6, "weeks"),
            ("fiebre durante 48 horas", 48, "hours"),
            ("tres días o más", 3, "days"),
            ("más de un mes", 1, "months"),
            ("desde hace dos o tres semanas", 2, "weeks"),
        ],
    )
    def test_in_spanish(self, text, count, unit):
        [found] = timeframes(text, rules_of("es").timeframe)
        assert (found.count, found.unit) == (count, unit)

    @pytest.mark.parametrize(
        "text",
        [
            "run three days a week",
            "two weeks ago",
            "a child of 6 months of age",
            "see us within two days",
            "for 2 people",
            "for 900 weeks",
        ],
    )
    def test_what_is_no_duration_is_none(self, text):
        assert timeframes(text, rules_of("en").timeframe) == []


class TestEscalation:
    @pytest.mark.parametrize(
        ("heading", "lead", "level"),
        [
            ("Call 911 if", "", "emergency"),
            ("Warning signs", "Go to the emergency room if:", "emergency"),
            ("When to see a doctor", "See a doctor right away if:", "urgent"),
            ("When should I call my doctor?", "Call if:", "non_urgent"),
            ("When to get help", "You can look after yourself at home if:", "self_care"),
        ],
    )
    def test_the_level_is_read_from_the_heading_and_the_lead(self, heading, lead, level):
        draft = html(f"<h2>{heading}</h2><p>{lead}</p>{listed('it hurts', 'you fell')}")
        assert block(draft, "escalation")["level"] == level
        assert "check_escalation" in codes(draft)

    def test_an_emergency_calls_its_number_and_links_to_nothing_else(self):
        draft = html(f"<h2>Call 911 if</h2>{listed('you cannot feel your <a href=https://x.example/>legs</a>')}")
        escalation = block(draft, "escalation")
        assert [action["target"] for action in escalation["actions"]] == [PhoneTarget("911", "911")]
        assert "link_lost" in codes(draft)

    def test_a_link_of_other_guidance_is_an_action(self):
        draft = html(
            f"<h2>When to see a doctor</h2><p>See one if:</p>{listed('<a href=https://x.example/>a scan</a> says so')}"
        )
        [action] = block(draft, "escalation")["actions"]
        assert action == {"label": "a scan", "target": UrlTarget("https://x.example/")}

    def test_two_leads_with_their_lists_are_two_levels(self):
        draft = html(
            f"<h2>When to get help</h2><p>Make an appointment if:</p>{listed('it lasts')}"
            f"<p>Call 911 if:</p>{listed('you cannot stand')}<p>Bring your papers.</p>"
        )
        assert [b.value["level"] for b in draft.body if b.type == "escalation"] == ["non_urgent", "emergency"]
        assert "Bring your papers." in html_of(draft)

    def test_headings_below_divide_the_levels(self):
        draft = html(
            f"<h2>When to see a doctor</h2><h3>Emergency signs</h3>{listed('numbness')}<h3>Soon</h3>{listed('fever')}"
        )
        headings = [b.value["heading"] for b in draft.body]
        assert headings == ["When to see a doctor: Emergency signs", "When to see a doctor: Soon"]

    def test_running_text_is_told_apart_by_its_conditions(self):
        draft = html(
            "<h2>When to see a doctor</h2><p>Most pain goes away by "
            "itself. If it lasts more than three weeks, see a doctor."
            " You may need an MRI.</p>"
        )
        escalation = block(draft, "escalation")
        assert escalation["criteria"] == [
            "Most pain goes away by itself. If it lasts more than three weeks, see a doctor."
        ]
        assert escalation["timeframe"] == {"count": 3, "unit": "weeks"}
        assert "You may need an MRI." in html_of(draft)
        assert {"escalation_from_prose", "lead_made"} <= codes(draft)

    def test_one_sentence_is_divided_into_lead_and_criterion(self):
        draft = html("<h2>When to see a doctor</h2><p>See a doctor if the pain lasts for more than two weeks.</p>")
        escalation = block(draft, "escalation")
        assert (escalation["lead"], escalation["criteria"]) == (
            "See a doctor if:",
            ["the pain lasts for more than two weeks."],
        )

    def test_without_any_heading_the_paragraph_that_says_so_is_taken(self):
        draft = html(
            "<p>Backs like to move.</p><p>If your pain lasts longer than two weeks, see a doctor.</p><p>Walk on.</p>"
        )
        assert kinds(draft) == ["text", "escalation", "text"]
        assert block(draft, "escalation")["heading"] == "When to see a doctor"

    def test_several_timeframes_are_pointed_out(self):
        draft = html(
            f"<h2>When to see a doctor</h2><p>If:</p>"
            f"{listed('pain for more than two weeks', 'fever for three days or more')}"
        )
        assert block(draft, "escalation")["timeframe"] == {"count": 2, "unit": "weeks"}
        assert "several_timeframes" in codes(draft)

    def test_an_article_without_any_says_so(self):
        assert "no_escalation" in codes(html("<p>Backs like to move.</p>"))

    def test_spanish_guidance_is_read_alike(self):
        draft = html(f"<h2>Señales de alarma</h2><p>Acuda a urgencias si:</p>{listed('pierde fuerza')}", lang="es")
        assert block(draft, "escalation")["level"] == "emergency"

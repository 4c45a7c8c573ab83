"""What the phrases catch, what they leave alone, and what a person is told."""

import pytest

from cms.importing.recognition.draft import PhoneTarget, UrlTarget
from tests.cms.importing.reading import block, codes, draft_of, everything_in, html, html_of, kinds, listed


class TestBenefitsAndAlternatives:
    def test_each_heading_below_is_an_item(self):
        draft = html(
            "<h2>Benefits of walking</h2><p>There are many.</p><h3>"
            "Bones</h3><p>They grow.</p><h3>Mind</h3><p>It rests.</p>"
            "<h2>Next</h2><p>Text.</p>"
        )
        benefits = block(draft, "benefits")
        assert [(item["text"], item["detail"]) for item in benefits["items"]] == [
            ("Bones", "They grow."),
            ("Mind", "It rests."),
        ]
        assert kinds(draft) == ["benefits", "text"]

    def test_each_bold_beginning_is_an_item(self):
        draft = html(
            "<h2>Alternatives to running</h2><p><b>Swimming.</b> Water "
            "carries you.</p><p><strong>Cycling</strong> – sit upright.</p>"
        )
        items = block(draft, "alternatives")["items"]
        assert [(item["name"], item["description"]) for item in items] == [
            ("Swimming", "Water carries you."),
            ("Cycling", "sit upright."),
        ]

    def test_an_alternative_keeps_its_link_and_its_picture(self):
        draft = html(
            "<h2>Low-impact alternatives</h2><h3>Pool</h3><p><a "
            "href=https://x.example/pool>Find a pool</a> near you.</p>"
            "<img src=pool.jpg alt='A pool'><h3>Bike</h3><p>Sit upright.</p>"
        )
        pool, bike = block(draft, "alternatives")["items"]
        assert pool["target"] == UrlTarget("https://x.example/pool")
        assert pool["image"].alt == "A pool"
        assert bike["target"] is None

    def test_a_sentence_before_a_list_is_enough(self):
        draft = html(
            f"<h2>Running</h2><p>Move. The benefits of running include:</p>{listed('bones', 'mind')}<p>Go on.</p>"
        )
        assert kinds(draft) == ["text", "benefits", "text"]
        assert block(draft, "benefits")["heading"] == "Benefits"
        assert "heading_made" in codes(draft)

    def test_an_inner_list_stays_with_its_item(self):
        draft = html(f"<h2>Benefits</h2>{listed('Bones: ' + listed('hip', 'back'), 'Mind')}")
        assert block(draft, "benefits")["items"][0]["detail"] == "hip\nback"

    @pytest.mark.parametrize(
        "heading", ["Benefits and risks of running", "Do the benefits outweigh the effort?", "Insurance benefits"]
    )
    def test_a_heading_of_two_minds_stays_text(self, heading):
        assert kinds(html(f"<h2>{heading}</h2>{listed('one', 'two')}")) == ["text"]

    def test_benefits_without_a_list_stay_text_and_are_pointed_out(self):
        draft = html("<h2>Benefits of running</h2><p>It is good in many ways.</p>")
        assert kinds(draft) == ["text"]
        assert "looks_like" in codes(draft)

    def test_an_item_too_long_for_its_field_keeps_the_section_text(self):
        draft = html(f"<h2>Benefits</h2>{listed('word ' * 200, 'two')}")
        assert kinds(draft) == ["text"]

    def test_a_link_that_has_no_place_is_told(self):
        draft = html(f"<h2>Benefits</h2>{listed('Bones <a href=https://x.example/study>as shown</a>', 'Mind')}")
        assert any("https://x.example/study" in str(note) for note in draft.notes if note.code == "link_lost")

    def test_a_section_below_that_is_guidance_is_not_taken_for_an_item(self):
        draft = html(
            f"<h2>Alternatives</h2><h3>Pool</h3><p>Swim.</p><h3>When to see a doctor</h3><p>If:</p>{listed('it lasts')}"
        )
        assert "escalation" in kinds(draft)
        assert "alternatives" not in kinds(draft)


class TestOtherParts:
    def test_questions_and_answers(self):
        draft = html(
            "<h2>Frequently asked questions</h2><h3>May I run?</h3><p>"
            "Yes, <b>slowly</b>.</p><h3>How far?</h3><p>Not far.</p>"
        )
        items = block(draft, "questions")["items"]
        assert [item["question"] for item in items] == ["May I run?", "How far?"]
        assert "<b>slowly</b>" in html_of(draft)

    def test_steps_in_an_ordered_list(self):
        draft = html(
            f"<h2>How to stretch</h2><p>Every day.</p>"
            f"{listed('<b>Stand.</b> Feet apart.', 'Bend. Breathe out.', tag='ol')}"
        )
        steps = block(draft, "steps")
        assert [item["title"] for item in steps["items"]] == ["Stand.", "Bend."]
        assert html_of(draft) == "<p>Feet apart.</p><p>Breathe out.</p>"

    def test_steps_as_numbered_headings(self):
        draft = html(
            "<h2>How to stretch</h2><h3>Step 1: Stand</h3><p>Feet apart.</p><h3>Step 2: Bend</h3><p>Breathe.</p>"
        )
        assert [item["title"] for item in block(draft, "steps")["items"]] == ["Step 1: Stand", "Step 2: Bend"]

    def test_a_call_by_link(self):
        draft = html(
            "<h2>Book an appointment</h2><p>We see you soon. <a href=https://x.example/book>Book online</a></p>"
        )
        call = block(draft, "call_to_action")
        assert (call["kind"], call["label"], call["target"]) == (
            "book",
            "Book online",
            UrlTarget("https://x.example/book"),
        )

    def test_a_call_by_a_telephone_link(self):
        draft = html("<h2>Contact us</h2><p><a href='tel:305-555-0142'>Call now</a></p>")
        assert block(draft, "call_to_action")["target"] == PhoneTarget("+13055550142", "305-555-0142")

    def test_a_call_at_the_end_needs_no_heading(self):
        draft = html("<h2>Knees</h2><p>Bend them.</p><p>Call us at 305-555-0142 to make an appointment.</p>")
        assert kinds(draft) == ["text", "call_to_action"]

    def test_a_number_of_another_country_keeps_its_code(self):
        draft = html("<h2>Contacto</h2><p>Llámenos al +34 912 345 678.</p>", lang="es")
        assert block(draft, "call_to_action")["target"].number == "+34912345678"

    def test_a_number_without_its_code_is_of_the_region_that_is_given(self):
        draft = draft_of("a.txt", "Título\n\nLlámenos al 912 345 678.".encode(), language="es", region="ES")
        assert block(draft, "call_to_action")["target"].number == "+34912345678"

    def test_a_call_above_an_emergency_is_pointed_out(self):
        draft = html(f"<h2>Call us</h2><p>At 305-555-0142.</p><h2>Call 911 if</h2>{listed('you fall')}")
        assert "call_above_emergency" in codes(draft)

    def test_the_notice_of_a_contact_form(self):
        draft = html(
            "<h2>Send us a message</h2><p>For non-medical questions only.</p><form><label>Name<input></label></form>"
        )
        callout = block(draft, "callout")
        assert callout["heading"] == "Send us a message"
        assert "form_notice" in codes(draft)

    def test_a_notice_in_spanish_below_a_call(self):
        draft = html(
            "<h2>Contáctenos</h2><p>Llámenos al (305) 555-0142.</p>"
            "<p>No envíe información médica por este formulario.</p>",
            lang="es",
        )
        assert kinds(draft) == ["call_to_action", "callout"]

    def test_a_table_of_data_stays_a_table(self):
        draft = html("<table><caption>Plan</caption><tr><th>Week<th>Run<tr><th>1<td>5 minutes</table>")
        assert block(draft, "table") == {
            "caption": "Plan",
            "columns": ["Week", "Run"],
            "rows": [["1", "5 minutes"]],
            "row_headings": True,
        }

    def test_lower_headings_stand_inside_the_text_of_the_higher(self):
        draft = html("<h2>Knees</h2><p>a</p><h3>Inside</h3><p>b</p><h4>Deeper</h4><p>c</p><h2>Hips</h2><p>d</p>")
        assert [b.value["heading"] for b in draft.body] == ["Knees", "Hips"]
        assert html_of(draft) == "<p>a</p><h3>Inside</h3><p>b</p><h4>Deeper</h4><p>c</p><p>d</p>"

    def test_a_language_without_phrases_stays_text_whole(self):
        draft = draft_of("a.html", b"<html lang=fr><h1>T</h1><h2>Benefits</h2><ul><li>un<li>deux</ul></html>")
        assert kinds(draft) == ["text"]
        assert "unknown_language" in codes(draft)

    def test_marks_links_and_breaks_become_rich_text(self):
        draft = html(
            "<p>H<sub>2</sub>O is <strong>very <em>good</em></strong>.<br>"
            "So <a href='https://x.example/?a=1&b=2'>they <i>say</i></a>.</p>"
        )
        assert html_of(draft) == (
            "<p>H<sub>2</sub>O is <b>very </b><i><b>good</b></i>.<br/>So "
            '<a href="https://x.example/?a=1&amp;b=2">they <i>say</i></a>.</p>'
        )
        assert "they say" in everything_in(draft).replace("\n", "")

"""What may be published, told by every route with the same reasons."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from cms.headless import PublicationRefusedError
from tests import factories as make

pytestmark = pytest.mark.django_db


def refusals(page, *, published_before=False):
    """Field and text of each reason."""
    page = type(page).objects.get(pk=page.pk)
    return [(reason.field, reason.text) for reason in page.publication_reasons(published_before=published_before)]


def fields(page, **options):
    return {field for field, _text in refusals(page, **options)}


def texts(page):
    return " ".join(text for _field, text in refusals(page))


def test_a_whole_article_may_be_published():
    assert refusals(make.article()) == []


def test_an_empty_draft_is_told_everything_at_once():
    draft = make.article(
        summary="", topics=[], body=[], reviewer=None, reviewed_on=None, next_review_on=None, references=0
    )
    assert fields(draft) == {"summary", "topics", "body", "reviewer", "reviewed_on", "next_review_on", "references"}
    assert "The body is empty." in texts(draft)
    assert "when to see a doctor" in texts(draft)


def test_its_topic_must_be_published():
    topic = make.topic("Knees", live=False)
    assert fields(make.article(under=topic)) == {"topics"}


def test_a_topic_in_another_language_will_do_when_it_is_published_in_this_one():
    english = make.topic("Back")
    spanish = make.topic("Espalda", "es", translation_key=english.translation_key)
    assert refusals(make.article("es", under=spanish, topics=[english])) == []


def test_the_clinic_s_call_to_action_stands_in_for_one_of_its_own():
    make.clinic("en")
    draft = make.article()
    draft.locale = make.locale("es")
    draft.save()
    assert "Add a call to action" in texts(draft)
    draft.body = make.body("en", make.call_to_action())
    draft.save()
    assert "Add a call to action" not in texts(draft)


def test_a_reviewer_needs_credentials():
    assert fields(make.article(reviewer=make.clinician(name="Bob", credentials=""))) == {"reviewer"}


def test_a_review_cannot_lie_in_the_future():
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert fields(make.article(reviewed_on=tomorrow)) == {"reviewed_on"}


@pytest.mark.parametrize(
    ("reviewed", "following", "refused"),
    [
        (date(2024, 5, 4), date(2024, 5, 4), True),
        (date(2024, 5, 4), date(2027, 5, 4), False),
        (date(2024, 5, 4), date(2027, 5, 5), True),
        (date(2024, 2, 29), date(2027, 2, 28), False),
    ],
)
def test_the_next_review_comes_within_three_years(reviewed, following, refused):
    draft = make.article(reviewed_on=reviewed, next_review_on=following)
    assert fields(draft) == ({"next_review_on"} if refused else set())


def test_a_picture_without_a_text_in_the_article_s_language_is_named():
    picture = make.image(title="Swimmer", translated_alt_texts={})
    assert refusals(make.article(hero_image=picture)) == []
    spanish = make.article("es", hero_image=picture, body=make.body("es", make.block("image", image=picture.pk)))
    assert fields(spanish) == {"hero_image", "body"}
    assert "Swimmer" in texts(spanish)


def test_a_decorative_picture_needs_no_text():
    picture = make.image(alt_text="", translated_alt_texts={}, is_decorative=True)
    assert refusals(make.article("es", hero_image=picture)) == []


def test_a_second_publication_says_what_has_changed():
    draft = make.article()
    assert fields(draft, published_before=True) == {"change_note", "change_kind"}
    draft.change_note, draft.change_kind = "Two weeks, not three.", "clinical"
    draft.save()
    assert fields(draft, published_before=True) == set()


def test_no_call_to_action_stands_above_an_emergency():
    emergency = make.escalation(level="emergency", heading="Call now", actions=[make.action("Call 911", phone="911")])
    above = make.article(body=[make.call_to_action(), *make.body("en", emergency)])
    assert "stands above an emergency" in texts(above)
    below = make.article(title="Below", body=[*make.body("en", emergency), make.call_to_action()])
    assert refusals(below) == []


def test_an_emergency_offers_nothing_but_telephone_numbers():
    emergency = make.escalation(level="emergency", actions=[make.action("Read on", url="https://clinic.example/")])
    draft = make.article(body=make.body("en", emergency))
    assert refusals(draft) == [
        (
            "body",
            "3 (When to see a doctor) / Actions / 1: In an emergency readers call. "
            "Give a telephone number here, or choose another level.",
        )
    ]


def test_a_point_names_a_reference_that_exists():
    points = make.block("benefits", heading="Good", items=[{"text": "It helps.", "reference": 2}])
    assert "reference 2" in texts(make.article(body=make.body("en", points)))
    assert refusals(make.article(title="Two", body=make.body("en", points), references=2)) == []


def test_an_action_leads_to_a_page_that_readers_can_see():
    hidden = make.article(title="Hidden")
    target = {"page": hidden.pk}
    draft = make.article(body=make.body("en", make.call_to_action(label="Read this", target=target)))
    assert refusals(draft) == [("body", "“Read this” leads to a page that is not published.")]
    make.publish(hidden)
    assert refusals(draft) == []


def test_an_action_leads_to_a_form_that_readers_can_see():
    form = make.enquiry_form()
    enquire = make.call_to_action(label="Write to us", kind="enquire", target={"form": form.pk})
    write = make.escalation(actions=[make.action("Ask us", form=form.pk)])
    draft = make.article(body=make.body("en", write, enquire))
    assert refusals(draft) == [
        ("body", "“Ask us” leads to a form that is not published."),
        ("body", "“Write to us” leads to a form that is not published."),
    ]
    make.publish(form)
    assert refusals(draft) == []


def test_slugs_are_unique_in_a_language():
    first = make.article(title="Sciatica")
    other = make.article(title="Sciatica again", under=make.topic("Knees"))
    type(other).objects.filter(pk=other.pk).update(slug=first.slug)
    assert fields(other) == {"slug"}
    assert "Sciatica" in texts(other)
    assert refusals(make.article("es", slug=first.slug)) == []


@pytest.mark.parametrize("lacking", ["captions_url", "transcript"])
def test_a_video_needs_captions_and_a_transcript(lacking):
    video = {
        "title": "Stretches",
        "url": "https://video.example/a.mp4",
        "captions_url": "https://video.example/a.vtt",
        "transcript": "Lie on your back.",
    }
    whole = make.article(body=make.body("en", make.block("video", **video)))
    assert refusals(whole) == []
    draft = make.article(title="Lacking", body=make.body("en", make.block("video", **{**video, lacking: ""})))
    assert len(refusals(draft)) == 1
    assert "3 (Video)" in texts(draft)


def test_a_block_that_is_half_written_is_named():
    draft = make.article(body=make.body("en", make.block("benefits", heading="", items=[{"text": ""}])))
    assert "3 (Benefits) / Heading: This field is required." in texts(draft)
    assert "3 (Benefits) / Points / 1 / In one sentence: This field is required." in texts(draft)


def test_a_table_needs_a_caption_headings_and_cells_that_fit():
    def table(caption, heading, cell):
        columns = [{"type": "text", "heading": heading}]
        rows = [{"values": [cell]}]
        return make.block("table", table={"caption": caption, "columns": columns, "rows": rows}, row_headings=False)

    bare = texts(make.article(body=make.body("en", table("", "", "1"))))
    assert "3 (Table) / Table: Give the table a caption" in bare
    assert "Every column has a heading." in bare
    assert "at most 500 characters" in texts(
        make.article(title="Long", body=make.body("en", table("A", "B", "x" * 501)))
    )


def test_a_target_is_one_place():
    both = make.call_to_action(target={"phone": "911", "url": "https://clinic.example/"})
    assert "Only one place to lead to" in texts(make.article(body=make.body("en", both)))
    form = make.call_to_action(target={"phone": "911", "form": make.enquiry_form().pk})
    refused = texts(make.article(title="Form", body=make.body("en", form)))
    assert "choose between Form, Telephone" in refused
    none = make.call_to_action(target={})
    assert "Say where it leads" in texts(make.article(title="None", body=make.body("en", none)))


def test_publishing_by_code_is_refused_with_the_same_reasons():
    draft = make.article(summary="")
    with pytest.raises(PublicationRefusedError) as refused:
        draft.save_revision().publish()
    assert [reason.field for reason in refused.value.reasons] == ["summary"]


def test_reasons_come_in_the_language_of_the_admin():
    draft = make.article(summary="")
    with translation.override("es"):
        assert texts(draft) == "Escriba un resumen: lo muestran las listas y los buscadores."

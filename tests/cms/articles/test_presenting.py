"""An article as public JSON."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from cms.articles.clinical import clinical_digest
from cms.articles.models import ArticleAuthor, ArticlePage, RelatedArticle, TopicCode
from cms.headless import PublicationRefusedError
from tests import factories as make

pytestmark = pytest.mark.django_db


def presented(page):
    page = type(page).objects.get(pk=page.pk)
    return page.present(page.locale.language_code)


def everything():
    """One of each block, all of them with everything filled in."""
    picture = make.image()
    call = {"phone": "+13055550142"}
    return [
        make.block("text", heading="Start slowly", content="<p>Walk <b>first</b>.</p>"),
        make.block(
            "steps", heading="Stretch", intro="Each day.", items=[{"title": "Stand.", "detail": "<p>Upright.</p>"}]
        ),
        make.block("questions", heading="Asked", items=[{"question": "May I run?", "answer": "<p>Yes.</p>"}]),
        make.block("callout", tone="tip", heading="Good to know", content="<p>New shoes.</p>"),
        make.block("quote", text="I run again.", attribution="A patient", role="Runner"),
        make.block(
            "benefits", heading="Good", intro="Why.", items=[{"text": "Supple.", "detail": "Joints.", "reference": 1}]
        ),
        make.block("risks", heading="Bad", intro="", items=[{"text": "Too much."}]),
        make.block(
            "alternatives",
            heading="Instead",
            intro="Try:",
            items=[
                {
                    "name": "Swim",
                    "description": "In water.",
                    "caution": "No wounds.",
                    "image": picture.pk,
                    "target": call,
                }
            ],
            closing="All good.",
        ),
        make.escalation(level="emergency", lead="Call if", timeframe={"count": 1, "unit": "hours"}),
        make.escalation(heading="When to see a doctor", level="non_urgent"),
        make.call_to_action(),
        make.block("image", image=picture.pk, caption="On the beach"),
        make.block(
            "video",
            title="Stretches",
            url="https://video.example/a.mp4",
            captions_url="https://video.example/a.vtt",
            transcript="Lie down.",
            poster=picture.pk,
        ),
        make.block(
            "table",
            table={
                "caption": "Plan",
                "columns": [{"type": "text", "heading": "Week"}, {"type": "text", "heading": "Run"}],
                "rows": [{"values": ["1", "5 min"]}],
            },
            row_headings=True,
        ),
    ]


def test_every_block_is_presented_with_all_that_it_says():
    body = presented(make.article(body=everything())).body
    assert [block.type for block in body] == [
        "text", "steps", "questions", "callout", "quote", "benefits", "risks", "alternatives",
        "escalation", "escalation", "call_to_action", "image", "video", "table",
    ]  # fmt: skip
    assert [block.fallback_text for block in body] == [
        "Start slowly\nWalk first.",
        "Stretch\nEach day.\nStand.\nUpright.",
        "Asked\nMay I run?\nYes.",
        "Good to know\nNew shoes.",
        "I run again.\nA patient\nRunner",
        "Good\nWhy.\nSupple.\nJoints.",
        "Bad\nToo much.",
        "Instead\nTry:\nSwim\nIn water.\nNo wounds.\nA runner on a beach\n+1 305-555-0142\nAll good.",
        "When to see a doctor\nCall if:\nthe pain lasts for two weeks\nTimeframe: 1 hour\nCall us: +1 305-555-0142",
        "When to see a doctor\nSee a doctor if:\nthe pain lasts for two weeks\nTimeframe: 2 weeks\n"
        "Call us: +1 305-555-0142",
        "Plan your way back\nWe help you.\nBook a visit\nhttps://clinic.example/book",
        "A runner on a beach\nOn the beach",
        "Stretches\nhttps://video.example/a.mp4\nLie down.\nA runner on a beach",
        "Plan\nWeek | Run\n1 | 5 min",
    ]  # fmt: skip


def test_the_first_of_the_four_parts_are_lifted_to_the_top():
    article = presented(make.article(body=everything()))
    assert article.benefits == article.body[5]
    assert article.alternatives == article.body[7]
    assert article.escalation == article.body[8]
    assert article.call_to_action == article.body[10]


def test_anchors_come_from_headings_are_unique_and_stay_when_blocks_move():
    page = make.article(body=everything())
    before = {block.id: block.anchor for block in presented(page).body}
    assert len(set(before.values())) == len(before)
    assert {"start-slowly", "when-to-see-a-doctor", "when-to-see-a-doctor-2"} <= set(before.values())
    page = ArticlePage.objects.get(pk=page.pk)
    moved = [*page.body.raw_data][::-1]
    page.body = [dict(raw) for raw in moved]
    page.save()
    after = {block.id: block.anchor for block in presented(page).body}
    changed = {before[key] for key in before if before[key] != after[key]}
    assert changed <= {"when-to-see-a-doctor", "when-to-see-a-doctor-2"}


def test_without_a_call_to_action_of_its_own_it_carries_the_clinic_s():
    clinic = make.clinic()
    article = presented(make.article())
    assert article.call_to_action.label == "Call the clinic"
    assert article.call_to_action.target.phone == make.CLINIC_PHONE
    assert article.call_to_action.id == clinic.public_id
    assert article.disclaimer == "This is not a diagnosis."


def test_its_own_disclosure_goes_before_the_clinic_s():
    assert presented(make.article(disclosure="Paid by nobody.")).disclosure == "Paid by nobody."


def test_a_link_to_what_is_not_published_is_plain_text_and_an_action_to_it_is_left_out():
    hidden = make.article(title="Hidden")
    link = f'<p>See <a linktype="page" id="{hidden.pk}">this</a>.</p>'
    body = make.body(
        "en",
        make.block("text", content=link),
        make.call_to_action(target={"page": hidden.pk}),
        make.escalation(actions=[make.action("Read", page=hidden.pk), make.action()]),
    )
    page = make.article(body=body)
    article = presented(page)
    assert [block.type for block in article.body] == ["text", "escalation", "text", "escalation"]
    assert [node.type for node in article.body[2].content.nodes[0].children] == ["text"]
    assert [action.label for action in article.body[3].actions] == ["Call us"]
    assert article.call_to_action.label == "Call the clinic"
    make.publish(hidden)
    assert presented(page).call_to_action.target.document.path == "/en/back/hidden/"


def test_links_lead_to_the_reader_s_language_where_there_is_one():
    english = make.publish(make.article())
    spanish = make.translation_of(english)
    link = make.block("text", content=f'<p><a linktype="page" id="{english.pk}">esto</a></p>')
    other = make.article("es", title="Otro", body=make.body("es", link))
    target = presented(other).body[2].content.nodes[0].children[0].target
    assert target.document.locale == "en"
    make.publish(spanish)
    target = presented(other).body[2].content.nodes[0].children[0].target
    assert target.document.path == "/es/espalda/correr-con-dolor-de-espalda/"


def test_a_call_to_action_leads_to_a_form_in_the_reader_s_language_while_it_is_published():
    english = make.publish(make.enquiry_form())
    enquire = make.call_to_action(kind="enquire", label="Write to us", target={"form": english.pk})
    ask = make.escalation(actions=[make.action("Ask us", form=english.pk)])
    page = make.article("es", body=make.body("es", ask, enquire))
    target = presented(page).call_to_action.target
    assert (target.type, target.href) == ("document", "/en/forms/get-in-touch/")
    assert (target.document.kind, target.document.id) == ("form", english.translation_key)
    make.publish(make.enquiry_form(title="Contacto", locale=make.locale("es"), translation_key=english.translation_key))
    article = presented(page)
    assert article.call_to_action.target.href == "/es/forms/contacto/"
    assert article.body[2].actions[0].target.document.title == "Contacto"
    assert article.call_to_action.fallback_text.endswith("Contacto")


def test_topics_are_named_in_the_article_s_language_and_only_while_they_are_published():
    english = make.topic("Back")
    spanish = make.topic("Espalda", "es", translation_key=english.translation_key)
    hidden = make.topic("Rodilla", "es", live=False)
    article = presented(make.article("es", under=spanish, topics=[english, hidden]))
    assert [topic.title for topic in article.topics] == ["Espalda"]


def test_a_reviewer_who_has_left_is_still_named():
    bob = make.clinician(name="Bob Lee", live=False)
    review = presented(make.article(reviewer=bob)).review
    assert (review.reviewer.name, review.reviewer.path) == ("Bob Lee", None)


def test_people_are_named_as_in_the_article_s_language():
    ana = make.clinician(role="Physician")
    make.clinician(role="Médica", locale=make.locale("es"), translation_key=ana.translation_key)
    page = make.article("es", reviewer=ana)
    page.authors = [ArticleAuthor(clinician=ana)]
    page.save()
    article = presented(page)
    assert article.review.reviewer.role == "Médica"
    assert article.authors[0].path == "/es/clinicians/ana-ruiz/"


def test_references_are_numbered_in_their_order():
    assert [(one.number, one.title) for one in presented(make.article(references=2)).references] == [
        (1, "Guideline 1"),
        (2, "Guideline 2"),
    ]


def test_related_articles_come_with_their_summary_in_their_order_and_only_while_they_are_published():
    first, second = (make.publish(make.article(title=title, summary=f"About {title}.")) for title in ("Hips", "Knees"))
    hidden = make.article(title="Hidden")
    page = make.article()
    page.related = [RelatedArticle(target=target) for target in (second, hidden, first, page)]
    page.save()
    assert [(one.title, one.summary) for one in presented(page).related] == [
        ("Knees", "About Knees."),
        ("Hips", "About Hips."),
    ]


def test_languages_list_each_other_and_a_translation_says_when_its_source_is_newer():
    english = make.publish(make.article())
    spanish = make.publish(make.translation_of(english, source_edition=1))
    assert presented(english).translation is None
    assert [one.locale for one in presented(english).translations] == ["es"]
    source = presented(spanish).translation
    assert (source.locale, source.edition, source.behind) == ("en", 1, False)
    english.change_note, english.change_kind, english.summary = "Two weeks.", "clinical", "Other."
    make.publish(english)
    assert presented(spanish).translation.behind is True


def test_search_engines_are_told_who_reviewed_what_and_when():
    page = make.article(also_known_as="lumbago\n\n back ache ")
    topic = page.get_parent().specific
    topic.codes = [TopicCode(system="ICD-10-CM", code="M54.5")]
    topic.save()
    article = presented(page)
    assert article.also_known_as == ["lumbago", "back ache"]
    data = article.seo.json_ld
    assert data["@type"] == "MedicalWebPage"
    assert data["lastReviewed"] == page.reviewed_on.isoformat()
    assert data["reviewedBy"]["name"] == "Ana Ruiz"
    assert data["about"][0]["code"][0]["codeValue"] == "M54.5"
    assert data["alternateName"] == ["lumbago", "back ache"]


def test_the_social_picture_is_the_one_at_the_top_unless_there_is_another():
    top, other = make.image(title="Top"), make.image(title="Other", alt_text="Another")
    assert presented(make.article(hero_image=top, hero_caption="Run!")).seo.image.caption == "Run!"
    assert presented(make.article(title="Two", hero_image=top, social_image=other)).seo.image.alt == "Another"


def test_a_spanish_article_s_fallback_text_is_spanish():
    block = presented(make.article("es")).body[1]
    assert "Plazo: 2 semanas" in block.fallback_text


def test_the_number_of_queries_does_not_grow_with_what_the_article_holds(django_assert_max_num_queries):
    targets = [make.publish(make.article(title=f"Target {n}")) for n in range(6)]
    pictures = [make.image() for _n in range(6)]
    links = "".join(f'<p><a linktype="page" id="{target.pk}">x</a></p>' for target in targets)
    alternatives = [
        {"name": f"A {target.pk}", "image": picture.pk, "target": {"page": target.pk}}
        for target, picture in zip(targets, pictures, strict=True)
    ]
    page = make.article(
        body=make.body(
            "en",
            *[make.block("text", content=links) for _n in range(4)],
            make.block("alternatives", heading="Instead", items=alternatives),
            *[make.block("image", image=picture.pk) for picture in pictures],
        )
    )
    page.related = [RelatedArticle(target=target) for target in targets]
    page.save()
    page = ArticlePage.objects.get(pk=page.pk)
    with django_assert_max_num_queries(45):
        assert len(page.present("en").related) == 6


def test_what_is_incomplete_is_refused_and_not_presented_in_part():
    for lacking in ({"reviewer": None}, {"next_review_on": None}, {"body": [make.block("text", content="<p>x</p>")]}):
        with pytest.raises(PublicationRefusedError):
            presented(make.article(title=str(lacking)[:30], **lacking))


def test_a_block_that_was_written_by_a_program_gets_a_lasting_id():
    page = make.article()
    first = [block.id for block in presented(page).body]
    assert first == [block.id for block in presented(page).body]
    assert all(isinstance(key, UUID) for key in first)


class TestReview:
    def test_a_first_publication_counts_as_the_sign_off_of_what_it_says(self):
        page = make.publish(make.article())
        assert presented(page).review.status == "current"

    def test_a_change_of_a_criterion_after_that_is_told(self):
        page = make.publish(make.article())
        self.republish(page, body=make.body("en", make.escalation(criteria=["you cannot stand"])))
        assert presented(page).review.status == "changed_since_review"

    def test_the_same_words_saved_by_the_editor_are_no_change(self):
        page = make.publish(make.article())
        raw = [dict(block) for block in page.body.raw_data]
        raw[0]["value"] = {**raw[0]["value"], "content": '<p data-block-key="ab1c2">Walking keeps the back supple.</p>'}
        self.republish(page, body=raw, hero_image=make.image())
        assert presented(page).review.status == "current"

    def test_a_field_that_is_new_in_a_block_takes_no_sign_off_away(self):
        page = make.article()
        whole = clinical_digest(page)
        escalation = page.body[1].value
        del escalation["actions"][0]["target"]["form"]
        assert clinical_digest(page) == whole

    def test_a_new_review_signs_off_what_is_published_with_it(self):
        page = make.publish(make.article())
        self.republish(page, summary="Other.", reviewed_on=timezone.localdate() - timedelta(days=1))
        assert presented(page).review.status == "current"

    def test_languages_are_signed_off_one_by_one(self):
        english = make.publish(make.article())
        spanish = make.publish(make.translation_of(english, reviewer=english.reviewer, reviewed_on=english.reviewed_on))
        self.republish(english, summary="Other.")
        assert presented(english).review.status == "changed_since_review"
        assert presented(spanish).review.status == "current"

    @staticmethod
    def republish(page, **changes):
        page = ArticlePage.objects.get(pk=page.pk)
        for name, value in {"change_note": "Better.", "change_kind": "clinical", **changes}.items():
            setattr(page, name, value)
        make.publish(page)

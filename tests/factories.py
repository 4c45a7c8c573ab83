"""Editorial content that passes the publish gate, to be changed at will: `article(summary="")`.

Pages are drafts until `publish(page)`. Everything that an article needs is made with it if it is not passed.
"""

from datetime import timedelta
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.images import ImageFile
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image as Pillow
from wagtail.models import Locale, Page, Site

from cms.articles.models import ArticlePage, ArticleReference, HomePage, TopicPage
from cms.clinic.models import Clinician, ClinicSettings, ClinicText
from cms.forms.models import EnquiryForm
from cms.images.models import Image

AnyPage = TypeVar("AnyPage", bound=Page)

HEADINGS = {
    "en": ("Running with back pain", "When to see a doctor", "See a doctor if:", "the pain lasts for two weeks"),
    "es": (
        "Correr con dolor de espalda",
        "Cuándo acudir al médico",
        "Acuda al médico si:",
        "el dolor dura dos semanas",
    ),
}
CLINIC_PHONE = "+13055550142"


def locale(code: str = "en") -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def home(code: str = "en") -> HomePage:
    """The home page that the migrations made, or a new one."""
    found = HomePage.objects.filter(slug=code, depth=2).first()
    if found:
        return found
    page: HomePage = Page.get_first_root_node().add_child(instance=HomePage(title=code, slug=code, locale=locale(code)))
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


def image_file(name: str = "back.png", size: tuple[int, int] = (40, 30), color: str = "#336699") -> ImageFile:
    stream = BytesIO()
    Pillow.new("RGB", size, color).save(stream, "JPEG" if name.endswith("jpg") else "PNG")
    return ImageFile(BytesIO(stream.getvalue()), name=name)


def image(**changes: Any) -> Image:
    defaults = {
        "title": "Back",
        "alt_text": "A runner on a beach",
        "translated_alt_texts": {"es": "Un corredor en la playa"},
    }
    return Image.objects.create(**{"file": image_file(), **defaults, **changes})


def clinic(*locales: str) -> ClinicSettings:
    """The clinic with a text in each of `locales`, en and es by default."""
    settings = ClinicSettings.load()
    settings.name, settings.phone = "Harbour Clinic", CLINIC_PHONE
    for code in locales or ("en", "es"):
        if not settings.texts.filter(locale__language_code=code).exists():
            settings.texts.add(
                ClinicText(
                    locale=locale(code),
                    emergency_text="In an emergency call 911.",
                    call_to_action_heading="Talk to us",
                    call_to_action_label="Call the clinic",
                    disclaimer="This is not a diagnosis.",
                )
            )
    settings.save()
    return settings


def clinician(**changes: Any) -> Clinician:
    name = changes.get("name", "Ana Ruiz")
    defaults = {"slug": slugify(name), "locale": locale(), "credentials": "MD", "role": "Rheumatologist"}
    return Clinician.objects.create(**{"name": name, **defaults, **changes})


def topic(title: str = "Back", code: str = "en", *, live: bool = True, **changes: Any) -> TopicPage:
    existing = TopicPage.objects.child_of(home(code)).filter(slug=slugify(title)).first()
    if existing and not changes:
        return existing
    page: TopicPage = home(code).add_child(
        instance=TopicPage(**{"title": title, "slug": slugify(title), "locale": locale(code), "live": False, **changes})
    )
    return publish(page) if live else page


def article(code: str = "en", *, under: TopicPage | None = None, **changes: Any) -> ArticlePage:
    """A draft. `references=2` makes so many; `authors`, `related` and `topics` take objects."""
    title, *_rest = HEADINGS[code]
    if not ClinicSettings.load().texts.filter(locale__language_code=code).exists():
        clinic(code)
    parent = under or topic("Back" if code == "en" else "Espalda", code)
    topics = changes.pop("topics", [parent])
    count = changes.pop("references", 1)
    reviewer = changes.pop("reviewer") if "reviewer" in changes else (Clinician.objects.first() or clinician())
    wanted = changes.get("title", title)
    page = ArticlePage(
        **{
            "title": wanted,
            "slug": slugify(wanted),
            "locale": parent.locale,
            "live": False,
            "summary": "What a painful back needs.",
            "audience": ["adults"],
            "body": body(code),
            "reviewer": reviewer,
            "reviewed_on": timezone.localdate() - timedelta(days=30),
            "next_review_on": timezone.localdate() + timedelta(days=335),
            **changes,
        }
    )
    page.topics = topics
    page.references = [ArticleReference(title=f"Guideline {n}", year=2024) for n in range(1, count + 1)]
    parent.add_child(instance=page)
    return page


def translation_of(page: ArticlePage, code: str = "es", **changes: Any) -> ArticlePage:
    """The same article in another language: same key, its own text."""
    return article(code, translation_key=page.translation_key, **changes)


def publish(page: AnyPage) -> AnyPage:
    """As an editor does; returns the page as it is in the database afterwards."""
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def body(code: str = "en", *more: dict[str, Any]) -> list[dict[str, Any]]:
    """The raw blocks of a body that has what it needs, and `more` after them."""
    _title, heading, lead, criterion = HEADINGS[code]
    return [
        block("text", content="<p>Walking keeps the back supple.</p>"),
        escalation(heading=heading, lead=lead, criteria=[criterion]),
        *more,
    ]


def block(kind: str, /, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def escalation(**changes: Any) -> dict[str, Any]:
    defaults = {
        "heading": "When to see a doctor",
        "level": "non_urgent",
        "lead": "See a doctor if:",
        "criteria": ["the pain lasts for two weeks"],
        "timeframe": {"count": 2, "unit": "weeks"},
        "actions": [action()],
    }
    return block("escalation", **{**defaults, **changes})


def action(label: str = "Call us", **target: Any) -> dict[str, Any]:
    return {"label": label, "target": target or {"phone": CLINIC_PHONE}}


def call_to_action(**changes: Any) -> dict[str, Any]:
    defaults = {
        "heading": "Plan your way back",
        "text": "We help you.",
        "kind": "book",
        "label": "Book a visit",
        "target": {"url": "https://clinic.example/book"},
    }
    return block("call_to_action", **{**defaults, **changes})


def enquiry_form(**changes: Any) -> EnquiryForm:
    """A draft of a form that passes its gate."""
    defaults = {
        "title": "Get in touch",
        "locale": locale(),
        "live": False,
        "notice": "For non-medical questions and correspondence only.",
        "fields": [
            block("text", label="Your name", name="name", required=True, max_length=100, autocomplete="name", help=""),
            block("email", label="E-mail address", name="email", required=True, help=""),
            block("long_text", label="Your message", name="message", required=True, max_length=2000, help=""),
        ],
        "consent": "I agree that the clinic keeps what I send for a year.",
        "confirmation": "Thank you.",
        "recipients": "front@clinic.example",
    }
    return EnquiryForm.objects.create(**{**defaults, **changes})

"""The clinic itself: what every screen shows, where it is, and who works there."""

import uuid
import zoneinfo
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import DraftStateMixin, Locale, Orderable, Page, RevisionMixin, TranslatableMixin
from wagtail.search import index

from api.documents.schemas.documents import ClinicContent, ClinicianContent
from cms.choices import ChoicesField
from cms.clinic import panels, presenters
from cms.clinic.hours import OpeningHoursBlock
from cms.clinic.phones import PhoneField
from cms.headless import Headless, Identity, Reason, WholePublication, headless_models
from cms.streams import StreamField

LANGUAGES_SPOKEN = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("fr", _("French")),
    ("de", _("German")),
    ("ht", _("Haitian Creole")),
    ("hi", _("Hindi")),
    ("it", _("Italian")),
    ("ko", _("Korean")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("tl", _("Tagalog")),
    ("uk", _("Ukrainian")),
    ("vi", _("Vietnamese")),
]


def default_time_zone() -> str:
    zone: str = settings.TIME_ZONE
    return zone


class CallToActionKind(models.TextChoices):
    CALL = "call", _("Call")
    BOOK = "book", _("Book")
    ENQUIRE = "enquire", _("Enquire")
    READ = "read", _("Read on")


@register_setting(icon="home")
class ClinicSettings(Headless, ClusterableModel, BaseGenericSetting):
    """The one clinic of this installation. It has a document in every language in which it has a text."""

    kind = "clinic"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, default="", help_text=_("As patients know it."))
    phone = PhoneField(_("telephone"), default="", help_text=_("With the country code, for example +1 305 555 0142."))
    hours = StreamField(
        [("hours", OpeningHoursBlock())],
        verbose_name=_("opening hours"),
        blank=True,
        help_text=_("When the telephone is answered. Each location can have its own hours."),
    )
    call_to_action_kind = models.CharField(
        _("kind of the default call to action"),
        max_length=10,
        choices=CallToActionKind,
        default=CallToActionKind.CALL,
        help_text=_("What an article asks its readers to do where it has no call to action of its own."),
    )
    call_to_action_url = models.URLField(
        _("web address"), blank=True, help_text=_("Where it leads. Leave it and the page empty to call the clinic.")
    )
    call_to_action_page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    hide_outdated_translations = models.BooleanField(
        _("hide translations whose original warns of something else"),
        default=False,
        db_default=False,
        help_text=_(
            "When an original changes what it says about when to see a doctor, its translations are withdrawn until "
            "somebody marks that they say the same. They come back by themselves then."
        ),
    )

    edit_handler = panels.CLINIC

    class Meta:
        verbose_name = _("clinic")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(call_to_action_url="") | Q(call_to_action_page__isnull=True),
                name="clinic_one_call_to_action_target",
                violation_error_message=_("A call to action leads to a web address or to a page, not to both."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        leads_somewhere = bool(self.call_to_action_url or self.call_to_action_page_id)
        if self.call_to_action_kind == CallToActionKind.CALL and leads_somewhere:
            raise ValidationError(
                {
                    "call_to_action_kind": _(
                        "“Call” rings the clinic. Clear the web address and the page, or choose another kind."
                    )
                }
            )
        if self.call_to_action_kind != CallToActionKind.CALL and not leads_somewhere:
            raise ValidationError({"call_to_action_url": _("Say where it leads: a web address, or a page.")})

    def is_public(self) -> bool:
        return bool(self.name and self.phone)

    def public_identities(self) -> list[Identity]:
        codes = self.texts.values_list("locale__language_code", flat=True)
        return [Identity(self.kind, self.public_id, code) for code in sorted(codes)]

    def present(self, locale: str) -> ClinicContent:
        return presenters.present_clinic(self, locale)

    def structural_dependents(self) -> list[Headless]:
        """Everything that shows the clinic's telephone, disclaimer or default call to action."""
        return [one for model in headless_models() if model.shows_clinic for one in model.all_sources()]


class ClinicText(models.Model):
    """What the clinic says in one language."""

    clinic = ParentalKey(ClinicSettings, on_delete=models.CASCADE, related_name="texts")
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+")
    emergency_text = models.TextField(
        _("in an emergency"),
        max_length=1000,
        help_text=_("What to do in an emergency and whom to call. It stands on every screen."),
    )
    call_to_action_heading = models.CharField(_("heading of the default call to action"), max_length=200)
    call_to_action_text = models.TextField(_("text of the default call to action"), max_length=1000, blank=True)
    call_to_action_label = models.CharField(
        _("label of the default call to action"), max_length=100, help_text=_("The words on the button.")
    )
    disclosure = models.TextField(
        _("disclosure"),
        blank=True,
        help_text=_("Who pays for this information and what interests there are. An article can say its own."),
    )
    disclaimer = models.TextField(
        _("disclaimer"), blank=True, help_text=_("That reading does not replace a visit. Stands below every article.")
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["clinic", "locale"],
                name="clinic_one_text_per_language",
                violation_error_message=_("There is a text in this language already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.locale}"


class Location(Orderable):
    """A place where the clinic sees patients."""

    clinic = ParentalKey(ClinicSettings, on_delete=models.CASCADE, related_name="locations")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    street = models.CharField(_("street"), max_length=200)
    city = models.CharField(_("city"), max_length=100)
    region = models.CharField(_("state or region"), max_length=100, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(
        _("country"),
        max_length=2,
        default="US",
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, for example US."))],
        help_text=_("Two letters, for example US."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For maps and directions, for example 25.761681."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    phone = PhoneField(_("telephone"), blank=True, help_text=_("Only if it has a number of its own."))
    hours = StreamField([("hours", OpeningHoursBlock())], verbose_name=_("opening hours"), blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=default_time_zone, help_text=_("For example America/New_York.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="location_whole_coordinates",
                violation_error_message=_("Give both the latitude and the longitude, or neither."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.time_zone not in zoneinfo.available_timezones():
            raise ValidationError({"time_zone": _("Not a time zone. Write one such as America/New_York.")})


class Clinician(
    Headless, WholePublication, DraftStateMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """Somebody who writes or reviews articles."""

    kind = "clinician"

    name = models.CharField(_("name"), max_length=200, help_text=_("As it is shown, with the title: Dr. Ana Reyes."))
    slug = models.SlugField(
        _("slug"),
        max_length=100,
        blank=True,
        help_text=_("The end of the address. Made from the name if it is left empty."),
    )
    credentials = models.CharField(
        _("credentials"), max_length=200, help_text=_("What qualifies them, for example MD, FAAPMR. Readers see it.")
    )
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("For example Sports physician."))
    bio = models.TextField(_("about"), blank=True, help_text=_("Two or three sentences for readers."))
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    languages = ChoicesField(_("languages spoken"), options=LANGUAGES_SPOKEN)
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("State and number, for example FL ME 000000.")
    )
    npi = models.CharField(
        _("NPI"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{10}$", _("Ten digits."))],
        help_text=_("US National Provider Identifier, ten digits."),
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"is_active": True},
        help_text=_("Who signs in as this clinician, to sign articles off."),
    )

    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.FilterField("live"),
        index.FilterField("locale_id"),
    ]

    class Meta:
        verbose_name = _("clinician")
        verbose_name_plural = _("clinicians")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["translation_key", "locale"], name="clinician_one_per_language"),
            models.UniqueConstraint(fields=["locale", "slug"], name="clinician_slug_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)[:100]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or slugify(self.name)[:100]
        # Said here and not by the constraint: forms leave out what their fields do not hold, such as the language.
        same = Clinician.objects.filter(slug=self.slug, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and same.exists():
            raise ValidationError({"slug": _("Another clinician has this slug. Choose a different one.")})
        holders = Clinician.objects.filter(account_id=self.account_id).exclude(translation_key=self.translation_key)
        if self.account_id and holders.exists():
            raise ValidationError({"account": _("This account belongs to another clinician.")})

    @property
    def path(self) -> str:
        return f"/{self.locale.language_code}/clinicians/{self.slug}/"

    def is_public(self) -> bool:
        return bool(self.live)

    def public_identities(self) -> list[Identity]:
        return [Identity(self.kind, self.translation_key, self.locale.language_code)]

    def present(self, locale: str) -> ClinicianContent:
        return presenters.present_clinician(self)

    def publication_reasons(self, *, published_before: bool) -> list[Reason]:
        reasons = []
        if not self.name.strip():
            reasons.append(Reason("name", str(_("A clinician needs a name."))))
        if not self.credentials.strip():
            reasons.append(
                Reason("credentials", str(_("Readers must see what qualifies them: fill in the credentials.")))
            )
        return reasons

    def structural_dependents(self) -> list[Headless]:
        """Its other languages, which link to this one."""
        return list(self.get_translations())

"""Where a link, an action or a call to action leads."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.clinic.phones import to_e164

SHORT_NUMBER = re.compile(r"[0-9]{2,6}")
"""Such as 911, 112 or 988: dialled as it is."""


class PhoneBlock(blocks.CharBlock):
    """A telephone number, kept as E.164, or a short one."""

    def clean(self, value: str) -> str:
        cleaned: str = super().clean(value)
        if not cleaned or SHORT_NUMBER.fullmatch(cleaned.strip()):
            return cleaned.strip()
        try:
            return to_e164(cleaned)
        except ValidationError:
            if self.is_deferred_validation:
                return cleaned  # still being written
            raise


class TargetBlock(blocks.StructBlock):
    """Exactly one of what is below; with `optional`, at most one."""

    page = blocks.PageChooserBlock(
        required=False,
        page_type=["cms_articles.ArticlePage", "cms_articles.TopicPage"],
        label=_("Page"),
        help_text=_("An article or a topic of this library."),
    )
    form = SnippetChooserBlock(
        "cms_forms.EnquiryForm",
        required=False,
        label=_("Form"),
        help_text=_("A form that visitors send to the clinic. It opens in the reader's language where there is one."),
    )
    phone = PhoneBlock(
        required=False,
        label=_("Telephone"),
        help_text=_("With the country code, for example +1 305 555 0142, or a short number such as 911."),
    )
    url = blocks.URLBlock(
        required=False, label=_("Web address"), help_text=_("Any other page, beginning with https://.")
    )
    email = blocks.EmailBlock(required=False, label=_("E-mail address"))

    class Meta:
        icon = "link"
        label = _("Where it leads")
        help_text = _("Fill in one of the five.")
        optional = False

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        given = [name for name in ("page", "form", "phone", "url", "email") if cleaned[name]]
        if self.is_deferred_validation:
            return cleaned
        if len(given) > 1:
            labels = ", ".join(str(self.child_blocks[name].label) for name in given)
            raise self._error(_("Only one place to lead to: choose between %(given)s.") % {"given": labels}, given)
        if not given and not self.meta.optional:
            raise self._error(
                _("Say where it leads: a page, a form, a telephone number, a web address or an e-mail address."), []
            )
        return cleaned

    def _error(self, message: Any, names: list[str]) -> ValidationError:
        error = ValidationError(message)
        own = [] if names else [error]
        found: ValidationError = blocks.StructBlockValidationError(dict.fromkeys(names[1:], error), own)
        return found


class ActionBlock(blocks.StructBlock):
    """Words to press, and where they lead."""

    label = blocks.CharBlock(
        max_length=100, label=_("Label"), help_text=_("What readers press, for example “Call 911”. Never “click here”.")
    )
    target = TargetBlock()

    class Meta:
        icon = "arrow-right"
        label = _("Action")
        label_format = "{label}"

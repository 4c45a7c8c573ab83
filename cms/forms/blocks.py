"""The fields of which an editor makes a form."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from api.documents.schemas import forms as shapes

LONGEST_NAME, LONGEST_VALUE = 40, 60
AUTOCOMPLETE = [
    ("name", _("full name")),
    ("given-name", _("given name")),
    ("family-name", _("family name")),
    ("organization", _("organization")),
    ("postal-code", _("postal code")),
]


class FormFieldBlock(blocks.StructBlock):
    """What every field has."""

    label = blocks.CharBlock(max_length=200, label=_("label"), help_text=_("What people are asked."))
    help = blocks.CharBlock(
        max_length=500, required=False, label=_("help"), help_text=_("A line of advice below the label.")
    )
    required = blocks.BooleanBlock(required=False, label=_("required"))
    name = blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]{0,39}$",
        required=False,
        label=_("name"),
        help_text=_("What programs call it. Made from the label if it is left empty; keep it when the label changes."),
        error_messages={"invalid": _("Small letters, digits and underscores, beginning with a letter.")},
    )

    class Meta:
        label_format = "{label}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        cleaned["name"] = cleaned["name"] or name_from(cleaned["label"])
        return cleaned

    def present(self, value: blocks.StructValue) -> shapes.FormField:
        raise NotImplementedError

    def common(self, value: blocks.StructValue) -> dict[str, Any]:
        """What all public fields have."""
        return {
            "name": value["name"] or name_from(value["label"]),
            "label": value["label"],
            "help": value["help"] or "",
            "required": bool(value["required"]),
        }


class TextFieldBlock(FormFieldBlock):
    max_length = blocks.IntegerBlock(default=100, min_value=1, max_value=500, label=_("most characters"))
    autocomplete = blocks.ChoiceBlock(
        choices=AUTOCOMPLETE,
        required=False,
        label=_("filled in by browsers"),
        help_text=_("What browsers may offer to fill in."),
    )

    class Meta:
        icon = "pilcrow"
        label = _("one line of text")

    def present(self, value: blocks.StructValue) -> shapes.TextField:
        return shapes.TextField(
            **self.common(value), max_length=value["max_length"], autocomplete=value["autocomplete"] or ""
        )


class LongTextFieldBlock(FormFieldBlock):
    max_length = blocks.IntegerBlock(default=3000, min_value=1, max_value=5000, label=_("most characters"))

    class Meta:
        icon = "edit"
        label = _("several lines of text")

    def present(self, value: blocks.StructValue) -> shapes.LongTextField:
        return shapes.LongTextField(**self.common(value), max_length=value["max_length"])


class EmailFieldBlock(FormFieldBlock):
    class Meta:
        icon = "mail"
        label = _("e-mail address")

    def present(self, value: blocks.StructValue) -> shapes.EmailField:
        return shapes.EmailField(**self.common(value))


class PhoneFieldBlock(FormFieldBlock):
    region = blocks.RegexBlock(
        regex=r"^[A-Z]{2}$",
        default="US",
        label=_("country"),
        help_text=_("Two letters, for example US: where a number without a country code belongs."),
        error_messages={"invalid": _("Two capital letters, for example US.")},
    )

    class Meta:
        icon = "mobile-alt"
        label = _("telephone number")

    def present(self, value: blocks.StructValue) -> shapes.PhoneField:
        return shapes.PhoneField(**self.common(value), region=value["region"])


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=200, label=_("label"))
    value = blocks.RegexBlock(
        regex=r"^[-\w]{1,60}$",
        required=False,
        label=_("value"),
        help_text=_("What programs call it. Made from the label if it is left empty."),
        error_messages={"invalid": _("Letters, digits, hyphens and underscores only.")},
    )

    class Meta:
        icon = "radio-full"
        label = _("option")
        label_format = "{label}"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        cleaned["value"] = cleaned["value"] or slugify(cleaned["label"])[:LONGEST_VALUE]
        return cleaned


class ChoiceFieldBlock(FormFieldBlock):
    options = blocks.ListBlock(OptionBlock(), min_num=2, max_num=50, label=_("options"))

    class Meta:
        icon = "list-ul"
        label = _("choice")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        values = [option["value"] for option in cleaned["options"] if option["value"]]
        if len(set(values)) < len(values) and not self.is_deferred_validation:
            error = ValidationError(_("Two options have the same value. Give each a value of its own."))
            raise blocks.StructBlockValidationError(block_errors={"options": error})
        return cleaned

    def present(self, value: blocks.StructValue) -> shapes.ChoiceField:
        options = [
            shapes.Option(
                value=option["value"] or slugify(option["label"])[:LONGEST_VALUE],
                label=option["label"],
            )
            for option in value["options"]
        ]
        return shapes.ChoiceField(**self.common(value), options=options)


class DateFieldBlock(FormFieldBlock):
    earliest = blocks.DateBlock(required=False, label=_("first day possible"))
    latest = blocks.DateBlock(required=False, label=_("last day possible"))

    class Meta:
        icon = "date"
        label = _("day")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        first, last = cleaned["earliest"], cleaned["latest"]
        if first and last and first > last and not self.is_deferred_validation:
            error = ValidationError(_("The last day possible is before the first."))
            raise blocks.StructBlockValidationError(block_errors={"latest": error})
        return cleaned

    def present(self, value: blocks.StructValue) -> shapes.DateField:
        return shapes.DateField(**self.common(value), earliest=value["earliest"], latest=value["latest"])


class CheckboxFieldBlock(FormFieldBlock):
    class Meta:
        icon = "tick"
        label = _("checkbox")

    def present(self, value: blocks.StructValue) -> shapes.CheckboxField:
        return shapes.CheckboxField(**self.common(value))


class FormFieldsBlock(blocks.StreamBlock):
    text = TextFieldBlock()
    long_text = LongTextFieldBlock()
    email = EmailFieldBlock()
    phone = PhoneFieldBlock()
    choice = ChoiceFieldBlock()
    date = DateFieldBlock()
    checkbox = CheckboxFieldBlock()


def name_from(label: str) -> str:
    """“Your name” as your_name; empty where nothing in the label can be used."""
    words = slugify(label).replace("-", "_")
    return re.sub(r"^[^a-z]+", "", words)[:LONGEST_NAME]

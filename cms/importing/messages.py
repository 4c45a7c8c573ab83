"""The words of every note, by its code. The names in brackets are filled from the note."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ERRORS = {
    "broken_docx": _("The Word file is damaged (%(part)s). Open it in Word, save it again, and import that file."),
    "broken_front_matter": _(
        "The facts between +++ at the top can't be read: %(reason)s. Mend them, or take them out."
    ),
    "broken_html": _("The HTML can't be read. Open the page in a browser, save it again, and import that file."),
    "broken_xml": _(
        "The export is damaged after item %(count)s: %(reason)s. Export again from WordPress, and import that file."
    ),
    "empty_file": _("The file is empty."),
    "item_too_large": _(
        "One item holds more than %(largest)s MB. Take the post out of the export, and copy its text by hand."
    ),
    "not_docx": _(
        "This is no Word file (DOCX), or it was cut off. Open it in Word, save it as .docx, and import that file."
    ),
    "not_readable": _("The file can't be read: %(reason)s."),
    "not_text": _(
        "This is no text file, or it is saved as UTF-16 without a mark. Save it as UTF-8, and import that file."
    ),
    "not_wxr": _("This is no WordPress export. In WordPress, choose Tools, Export, All content, and import that file."),
    "old_word": _(
        "This is an old Word file (.doc), or it has a password. Save it as .docx without one, and import that file."
    ),
    "password": _("The file is protected with a password. Save it without, and import that file."),
    "too_deep": _(
        "Elements are nested in each other more than %(limit)s deep. Simplify the document, and import it again."
    ),
    "too_large": _(
        "The file has %(megabytes)s MB; at most %(largest)s MB are read. Split it, or take large pictures out."
    ),
    "too_many_attachments": _(
        "The export lists more pictures than can be kept track of. Export posts and pages without media."
    ),
    "truncated_xml": _(
        "The export breaks off after item %(count)s, so nothing was imported. Download it from WordPress again, whole."
    ),
    "unknown_encoding": _("The letters are in no known encoding. Save the file as UTF-8, and import that file."),
    "unknown_format": _("Files that end in %(suffix)s can't be imported. These can: %(known)s."),
    "wrong_encoding": _("The file says that it is %(encoding)s, but it isn't. Save it as UTF-8, and import that file."),
    "xml_entities": _(
        "The file defines XML entities, which no document needs and attacks use. It was not read any further."
    ),
    "zip_bomb": _("Unpacked, the file is larger than the %(largest)s MB that are read. It was not unpacked."),
}
"""Why a file, or one article of it, can't be read."""

NEEDS_A_PERSON = {
    "call_above_emergency": _("A call to action stands above emergency guidance: move it below."),
    "check_escalation": _("Check “%(heading)s”: its level was read as %(level)s."),
    "drawings": _("%(count)s drawings (SVG) were left out. Add them as pictures if readers need them."),
    "dynamic_block": _("The text of a “%(block)s” block was taken from its settings: check where it stands."),
    "embed": _("An embedded video or page was left out: %(address)s. A video needs captions and a transcript here."),
    "empty_article": _("The source has no text."),
    "escalation_from_prose": _("“%(heading)s” was running text. Make each criterion a short point of its own."),
    "footnotes": _("%(count)s notes stand at the end. Move those that are sources into the references."),
    "form_notice": _("This is the notice of a contact form: “%(text)s”. Move it into the enquiry form."),
    "front_matter": _("Left out of the facts at the top of the file: %(text)s"),
    "further_phone": _("“%(heading)s” names another number, %(phone)s, which its button does not call."),
    "garbled": _("Some letters look garbled, as in “%(example)s”: the file was once saved in the wrong encoding."),
    "lead_made": _("“%(heading)s” had no introduction, so it got this one: “%(lead)s”"),
    "link_dropped": _("A link of “%(text)s” was left out, because it leads nowhere from here: %(address)s"),
    "link_lost": _("“%(where)s” holds plain text only. Without its link: “%(text)s”, %(address)s"),
    "locale_missing": _("The site has no language “%(language)s”, so the draft is in %(used)s."),
    "looks_like": _("“%(heading)s” looks like %(kind)s, but holds no list that could be told. It stayed text."),
    "no_call_to_action": _("No call to action was found; the clinic's own will be shown."),
    "no_escalation": _("Nothing tells when to see a doctor. The article can't be published without."),
    "no_home_page": _("The site has no home page in “%(language)s”. Add one, and import the file again."),
    "no_summary": _("The source has no summary. The article can't be published without."),
    "password_protected": _("The post was protected with a password in WordPress."),
    "picture_missing": _("The picture %(name)s was not found beside the article. Its alternative text: “%(alt)s”"),
    "picture_unreadable": _("The picture %(name)s was left out: damaged, too large, or no JPEG, PNG, WebP or AVIF."),
    "picture_without_alt": _("The picture %(name)s has no alternative text. Describe it, or mark it as decorative."),
    "picture_without_file": _("A picture without a file was left out. Its alternative text: “%(alt)s”"),
    "reusable_block_missing": _("The reusable block %(number)s is not in the export. Copy its text by hand."),
    "several_timeframes": _("“%(heading)s” names several timeframes; %(count)s %(unit)s was taken."),
    "shortcode": _("A WordPress shortcode was left out: %(shortcode)s"),
    "summary_too_long": _(
        "The summary is longer than 300 characters, so it stands at the beginning of the text. Write a shorter one."
    ),
    "table_first_row": _("The table “%(table)s” has no marked headings: its first row was taken for them."),
    "table_merged_cells": _("The table “%(table)s” had merged cells, which are filled once and otherwise empty."),
    "table_unpacked": _("A table that laid out text was unpacked into paragraphs: check their order."),
    "table_without_caption": _("The table “%(table)s” needs a caption."),
    "text_around": _(
        "%(count)s pieces of text from around the article stand at the end. Delete what does not belong to it."
    ),
    "title_too_long": _("The title was shortened; it stands in full at the beginning of the text."),
    "tracked_changes": _("The Word file has tracked changes: insertions are in, deletions are out."),
    "unexpected": _("This went wrong, and should not have: %(reason)s"),
    "unknown_language": _("No phrases are known for the language “%(language)s”, so everything stayed text."),
    "word_comments": _("The comments in the margin of the Word file were left out."),
}
"""What somebody should look at."""

FACTS = {
    "active_content": _("Scripts, styles and the like were taken out (%(count)s)."),
    "comments": _("Readers' comments were left out."),
    "form_label": _("Left out of a form: %(text)s"),
    "heading_made": _("“%(heading)s” had no heading of its own, so it got this one."),
    "menu": _("A menu was left out: %(text)s"),
    "page_furniture": _("Left out from around the article: %(text)s"),
    "terms": _("Categories and tags of the source: %(text)s"),
    "tracking_picture": _("An invisible picture, as trackers use them, was taken out: %(address)s"),
}
"""What is only good to know."""

MESSAGES = ERRORS | NEEDS_A_PERSON | FACTS

NAMES = {
    "kind": {
        "alternatives": _("alternatives"),
        "benefits": _("benefits"),
        "call_to_action": _("a call to action"),
        "escalation": _("guidance on when to see a doctor"),
        "risks": _("risks"),
    },
    "level": {
        "emergency": _("emergency"),
        "urgent": _("urgent"),
        "non_urgent": _("not urgent"),
        "self_care": _("self-care"),
    },
    "unit": {
        "hours": pgettext_lazy("timeframe", "hours"),
        "days": pgettext_lazy("timeframe", "days"),
        "weeks": pgettext_lazy("timeframe", "weeks"),
        "months": pgettext_lazy("timeframe", "months"),
    },
}
"""Values that a note is filled with and that readers see translated, by the name of the field."""

"""Telephone numbers in a text, as E.164."""

import re
from collections.abc import Iterable

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
    parse,
)

from cms.importing.recognition.draft import PhoneTarget
from cms.importing.source import Run, links, plain

EMERGENCY = re.compile(r"(?<![\d-])(911|112|999)(?![\d-])")


def phones(line: Iterable[Run], region: str) -> list[PhoneTarget]:
    """Each number once: those that are written, then those that only a link dials. `region`: where a number without a
    country code is from, as ISO 3166-1."""
    runs = tuple(line)
    found = phones_in(plain(runs), region)
    for text, address in links(runs):
        if address.startswith("tel:") and (target := _parsed(address[4:], text, region)):
            found.append(target)
    return list({target.number: target for target in reversed(found)}.values())[::-1]


def phones_in(text: str, region: str) -> list[PhoneTarget]:
    return [
        PhoneTarget(format_number(match.number, PhoneNumberFormat.E164), match.raw_string)
        for match in PhoneNumberMatcher(text, region, leniency=Leniency.VALID)
    ]


def emergency_numbers(text: str) -> list[PhoneTarget]:
    return [PhoneTarget(number, number) for number in dict.fromkeys(EMERGENCY.findall(text))]


def _parsed(number: str, display: str, region: str) -> PhoneTarget | None:
    try:
        parsed = parse(number, region)
    except NumberParseException:
        return None
    if not is_valid_number(parsed):
        return None
    shown = display if any(letter.isdigit() for letter in display) else number
    return PhoneTarget(format_number(parsed, PhoneNumberFormat.E164), shown.strip())

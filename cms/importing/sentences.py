"""Where a sentence ends, in English and in Spanish."""

import re

ABBREVIATIONS = re.compile(
    r"\b(dr|dra|drs|mr|mrs|ms|sr|sra|srta|st|vs|no|nro|fig|etc|approx|aprox|tel|ext|ud|uds|ee|uu"
    r"|p\.? ?ej|e\.g|i\.e|a\.m|p\.m)\.$",
    re.IGNORECASE,
)
BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[A-ZÁÉÍÓÚÑÜ0-9])|\n+")


def sentences(text: str) -> list[str]:
    """`text` cut after each sentence; nothing but white space is left out."""
    found: list[str] = []
    start = 0
    for boundary in BOUNDARY.finditer(text):
        piece = text[start : boundary.end()].strip()
        if not ABBREVIATIONS.search(piece):
            if piece:
                found.append(piece)
            start = boundary.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def looks_like_a_sentence(text: str) -> bool:
    """Rather than a label, a menu entry or a button."""
    return len(text.split()) >= 4 and bool(re.search(r"[.!?…:]", text))

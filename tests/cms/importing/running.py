"""The article that a clinic brings in, in both languages: what each format must yield from it."""

import re

from tests.cms.importing.files import Article

ENGLISH: Article = [
    ("title", "Running with back pain: can I keep going?"),
    ("p", "A sore back does not always mean that you must stop. Backs like to move."),
    ("h2", "The benefits of running"),
    ("p", "Running is not an enemy of the spine. It does a lot for you:"),
    (
        "ul",
        [
            "A stronger heart: even five minutes a day at a slow pace help.",
            "Discs that may be healthier, not weaker",
            "Better sleep and a calmer mind",
        ],
    ),
    ("h2", "Can I keep running?"),
    ("p", "Let the pain decide. Carry on while it stays mild, and stop if it spreads down a leg."),
    ("h2", "Low-impact alternatives"),
    ("p", "You can keep most of your fitness without the landing."),
    ("ul", ["Brisk walking", "Swimming: water carries your weight while your heart works.", "Cycling on the flat"]),
    ("p", "When one of these feels easy for a week, try a short run again."),
    ("h2", "When to see a doctor"),
    ("p", "Make an appointment if you have back pain and:"),
    (
        "ul",
        [
            "it has lasted for more than two weeks",
            "it is getting worse instead of better",
            "you have tingling or numbness in a leg",
        ],
    ),
    ("p", "The doctor may send you for an X-ray or an MRI."),
    ("h2", "Talk to us"),
    ("p", "We are glad to help you run again. Call us at (305) 555-0142 to book an appointment."),
]

SPANISH: Article = [
    ("title", "Correr con dolor de espalda: ¿puedo seguir?"),
    ("p", "Que le duela la espalda no siempre significa que deba parar. A la espalda le gusta moverse."),
    ("h2", "Los beneficios de correr"),
    ("p", "Correr no es enemigo de la columna. Le da mucho:"),
    (
        "ul",
        [
            "Un corazón más fuerte: cinco minutos al día a paso lento ya ayudan.",
            "Unos discos más sanos",
            "Mejor sueño y una mente más tranquila",
        ],
    ),
    ("h2", "¿Puedo seguir corriendo?"),
    ("p", "Deje que decida el dolor. Siga mientras sea leve y pare si baja por la pierna."),
    ("h2", "Alternativas de bajo impacto"),
    ("p", "Puede mantenerse en forma sin el golpe de cada paso."),
    ("ul", ["Caminar a buen ritmo", "Natación: el agua sostiene su peso.", "Bicicleta en terreno llano"]),
    ("h2", "Cuándo consultar al médico"),
    ("p", "Pida una cita si tiene dolor de espalda y además:"),
    ("ul", ["dura más de dos semanas", "empeora en lugar de mejorar", "siente hormigueo en una pierna"]),
    ("p", "El médico puede pedirle una radiografía o una resonancia magnética."),
    ("h2", "Hable con nosotros"),
    ("p", "Con gusto le ayudamos a volver a correr. Llámenos al (305) 555-0142 para pedir su cita."),
]


def sentences_of(article: Article) -> list[str]:
    said: list[str] = []
    for kind, content in article:
        match kind:
            case "ul" | "ol":
                said += [sentence for item in content for sentence in re.sub(r"(?<=[.?!]) ", "\n", item).split("\n")]
            case "table":
                said += [cell for row in content for cell in row]
            case _:
                said += re.sub(r"(?<=[.?!]) ", "\n", content).split("\n")
    return said

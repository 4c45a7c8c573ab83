"""Words that say nothing about the subject, folded as the index folds them."""

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOPWORDS: Mapping[str, frozenset[str]] = {
    "en": _words(
        """
        a about after again all also am an and any are as at be because been before being but by can cannot cant
        could did do does doing dont for from get had has have having he her here hers him his how i if im in into
        is isnt it its ive just let may me might more most must my no nor not of off on once only or other our ours
        out over own please same shall she should so some such than that the their theirs them then there these they
        this those through to too under until up us very was wasnt we were what when where which while who whom why
        will with would you your yours
        """
    ),
    "es": _words(
        """
        a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos asi aun aunque cada
        como con contra cual cuales cuando cuanta cuantas cuanto cuantos de debe debo del desde donde durante e el
        ella ellas ellos en entre era eran es esa esas ese eso esos esta estan estar estas este esto estos estoy fue
        fueron ha haber hace hacer hago han has hasta hay he hemos la las le les lo los mas me mi mientras mis mucha
        muchas mucho muchos muy ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para
        pero poco por porque pueda puede pueden puedo pues que quien quienes se sea segun ser si sido sin sobre sois
        solo son soy su sus suya suyo tal tambien tampoco tan tanto te tener tengo ti tiene tienen toda todas todo
        todos tras tu tus u un una unas uno unos va vamos voy y ya yo
        """
    ),
}

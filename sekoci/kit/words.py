"""Sums of money in words, so that a price can be read back: `Lima belas ribu rupiah`."""

from django.utils.translation import get_language

_UNTIL_TWELVE = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_STEPS = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
_STEPS_EN = ((10**15, "quadrillion"), (10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))


def rupiah_in_words(amount: int | None) -> str:
    """The sum in the language now active, with a capital; empty for None."""
    if amount is None:
        return ""
    english = (get_language() or "id").startswith("en")
    said = (in_english if english else in_indonesian)(abs(amount))
    whole = f"{'minus ' if amount < 0 else ''}{said} rupiah"
    return whole[0].upper() + whole[1:]


def in_indonesian(number: int) -> str:
    """`seribu dua ratus lima puluh`."""
    if number < 12:
        return _UNTIL_TWELVE[number]
    if number < 20:
        return f"{_UNTIL_TWELVE[number - 10]} belas"
    if number < 100:
        return _then(f"{_UNTIL_TWELVE[number // 10]} puluh", number % 10)
    if number < 200:
        return _then("seratus", number - 100)
    if number < 1000:
        return _then(f"{_UNTIL_TWELVE[number // 100]} ratus", number % 100)
    if number < 2000:
        return _then("seribu", number - 1000)
    size, name = next(step for step in _STEPS if number >= step[0])
    return _then(f"{in_indonesian(number // size)} {name}", number % size)


def in_english(number: int) -> str:
    """`one thousand two hundred fifty`."""
    if number < 20:
        return (_ONES + _TEENS)[number]
    if number < 100:
        tens = _TENS[number // 10 - 2]
        return f"{tens}-{_ONES[number % 10]}" if number % 10 else tens
    if number < 1000:
        rest = f" {in_english(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    size, name = next(step for step in _STEPS_EN if number >= step[0])
    rest = f" {in_english(number % size)}" if number % size else ""
    return f"{in_english(number // size)} {name}{rest}"


def _then(said: str, rest: int) -> str:
    return f"{said} {in_indonesian(rest)}" if rest else said

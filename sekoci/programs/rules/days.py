"""On which days something may be noted to have happened. Pure."""

from datetime import date

ZONE = "Asia/Jakarta"
"""In which days of programmes are counted."""
EARLIEST = date(2020, 1, 1)
"""What happened before is no work of a programme here: a slip of the keys."""
YEARS_AHEAD = 10


def day_wrong(day: date, today: date, *, is_planned: bool = False) -> tuple[str, str] | None:
    """Why it cannot be that day (Indonesian, English); None: it can. What is planned may lie ahead."""
    if day > today and not is_planned:
        return "Tanggalnya belum tiba.", "That day has not come yet."
    if day < EARLIEST or day.year > today.year + YEARS_AHEAD:
        return "Periksa tahunnya.", "Check the year."
    return None

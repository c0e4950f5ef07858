"""The clock and the texts, without a database."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sekoci.breaches.models import Breach
from sekoci.breaches.rules import FIELDS, BadPhones, deadline_of, left_in_words, mark_at, missing, phones_in
from sekoci.breaches.tests.cases import NOTICED, WHOLE
from sekoci.messaging.rules import TEMPLATES, render

ZONES = ["UTC", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe"]


@given(st.integers(1_580_000_000, 2_200_000_000), st.sampled_from(ZONES))
def test_the_deadline_is_72_hours_after_noticing_in_any_zone(at, zone):
    noticed = datetime.fromtimestamp(at, ZoneInfo(zone))
    deadline = deadline_of(noticed)
    assert deadline.timestamp() - noticed.timestamp() == 72 * 3600
    assert deadline == deadline_of(noticed.astimezone(UTC))


def test_a_zone_that_moves_its_clocks_meanwhile_wins_and_loses_no_hour():
    noticed = datetime(2026, 10, 24, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert deadline_of(noticed).astimezone(ZoneInfo("Europe/Amsterdam")).hour == 11


def test_staff_are_reminded_at_24_and_6_hours_and_once_it_is_late():
    deadline = deadline_of(NOTICED)
    said = {hours: mark_at(deadline, NOTICED + timedelta(hours=hours)) for hours in (0, 47.9, 48, 65.9, 66, 71.9, 72, 200)}
    assert said == {0: "", 47.9: "", 48: "24", 65.9: "24", 66: "6", 71.9: "6", 72: "late", 200: "late"}


@pytest.mark.parametrize(
    ("minutes", "id", "en"),
    [
        (4320, "3 hari", "3 days"),
        (1500, "1 hari 1 jam", "1 day 1 hour"),
        (365, "6 jam 5 menit", "6 hours 5 minutes"),
        (-61, "1 jam 1 menit", "1 hour 1 minute"),
        (0.5, "kurang dari semenit", "less than a minute"),
    ],
)
def test_time_is_told_in_words(minutes, id, en):
    assert (left_in_words(timedelta(minutes=minutes), "id"), left_in_words(timedelta(minutes=minutes), "en")) == (id, en)


def test_a_list_of_phones_is_read_as_people_paste_it():
    said = "\ufeffNama;No HP\nSri;0812 3456 7899;Solo\n\n+62 812-3456-7898\n081234567899\n"
    assert phones_in(said) == ["+6281234567899", "+6281234567898"]
    assert phones_in("  \n") == []
    with pytest.raises(BadPhones, match="2 baris bukan nomor HP: Budi, 12345"):
        phones_in("081234567899\nBudi\n12345")


def test_a_notice_without_a_field_of_the_law_is_not_whole():
    assert missing(WHOLE) == []
    for name in ("data", "began_at", "cause", "done", "contact"):
        assert missing(WHOLE.__class__(**{**vars(WHOLE), name: None if name == "began_at" else ""})) == [name]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_longest_message_fits_what_whatsapp_takes(language):
    longest = {
        name: "x" * (Breach._meta.get_field(name).max_length or 0) for name in FIELDS if name in TEMPLATES["breach_told"].facts
    }
    assert set(longest) == {"data", "cause", "done", "advice", "contact"}
    assert (
        len(render(TEMPLATES["breach_told"], longest | {"since": "Wednesday, 25 September 2026, 14.05 WITA"}, language)) <= 1024
    )

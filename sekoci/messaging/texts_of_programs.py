"""What officers are told of programmes. Part of `texts`."""

from datetime import timedelta

from sekoci.messaging.template import Template

OF_PROGRAMS = (
    Template(
        "program_week",
        ("week", "program", "what", "url"),
        id="Pekan {week} di {program}: {what} Buka {url} untuk melihat semuanya. Balas STOP kalau tidak mau lagi.",
        en="The week {week} in {program}: {what} Open {url} to see all of it. Reply STOP for no more of it.",
        subject_id="Kabar pekanan program",
        subject_en="Your programme's week",
        useful_for=timedelta(days=2),
        push_id="Pekan {week} di {program}",
        push_en="The week {week} in {program}",
    ),
)

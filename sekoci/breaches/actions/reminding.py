"""Reminding staff while the deadline comes nearer."""

from django.conf import settings
from django.db import transaction

from sekoci.accounts.queries import staff_people
from sekoci.breaches.actions.writing import write_step
from sekoci.breaches.letters import moment_in
from sekoci.breaches.queries import unfinished
from sekoci.breaches.rules import left_in_words, mark_at, sentence
from sekoci.kit.clock import now
from sekoci.messaging.actions import MessageDraft, send_messages


def remind_staff() -> int:
    """Tell staff of breaches whose agency or persons are not told while 24 or 6 hours are left, or none: once each. How many
    messages are new."""
    new = 0
    for breach in unfinished():
        if not (mark := mark_at(breach.deadline, now())):
            continue
        drafts = []
        for person in staff_people():
            facts = {
                "title": sentence(breach.title),
                "deadline": moment_in(breach.deadline, person.language),
                "url": f"{settings.PUBLIC_URL}/staf/insiden/{breach.id}",
            }
            if mark != "late":
                facts["left"] = left_in_words(breach.deadline - now(), person.language)
            if person.phone:
                template, key = "breach_late" if mark == "late" else "breach_due", f"breach:{breach.id}:{mark}:{person.id}"
                drafts.append(MessageDraft(key, person.phone, template, facts, language=person.language))
        with transaction.atomic():
            if sent := send_messages(drafts):
                write_step(breach.id, f"reminded-{mark}", by=0, text=str(sent))
        new += sent
    return new

"""Why a backup or a drill failed, in the reader's language: what is common has a sentence, the rest stays as it was noted."""

import re

from django.utils.translation import gettext as _


def reason_said(why: str) -> str:
    """The sentence for what was noted in the record; empty where nothing was."""
    if found := re.match(r"There is no backup in (.*) yet", why):
        return _("Belum ada cadangan di %(to)s. Buat dulu satu.") % {"to": found[1]}
    if found := re.match(r"(\S*) cannot be written: (.*?)\.?$", why):
        return _("%(to)s tidak bisa ditulisi (%(why)s). Minta pengurus server membukanya.") % {"to": found[1], "why": found[2]}
    if why.startswith("Sekoci was stopped"):
        return _("Sekoci berhenti sebelum selesai. Minta sekali lagi.")
    if "is damaged" in why:
        return _("Cadangan rusak: %(why)s") % {"why": why}
    return _("Kata mesin: %(why)s") % {"why": why} if why else ""

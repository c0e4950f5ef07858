"""What one kind of message is: its texts, and how hard it is tried. Part of `rules`, the module's door."""

import string
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True)
class Template:
    """One kind of message. `facts` are what the caller must give, in the order in which WhatsApp's template numbers them."""

    name: str
    facts: tuple[str, ...]
    id: str
    en: str
    subject_id: str = "Kabar dari Sekoci"
    subject_en: str = "News from Sekoci"
    category: Literal["authentication", "utility", "marketing"] = "utility"
    useful_for: timedelta = timedelta(days=1)
    """Not sent when it is older than this."""
    first_wait: timedelta = timedelta(seconds=10)
    may_repeat: bool = False
    """Whether it may go out by a second way although the first may have worked."""
    ignores_stop: bool = False
    secret: bool = False
    """Its facts are wiped as soon as it is sent or given up."""
    push_id: str = ""
    push_en: str = ""
    """What a phone shows that asked for notifications, above a tap that opens `url`; empty: never shown there."""
    whatsapp: str = field(default="")
    """Its name at WhatsApp; `sekoci_<name>` unless said otherwise."""

    def __post_init__(self) -> None:
        if not self.whatsapp:
            object.__setattr__(self, "whatsapp", f"sekoci_{self.name}")
        for text in (self.id, self.en):
            used = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            if used != set(self.facts):
                raise ValueError(f"{self.name}: the text uses {sorted(used)}, the facts are {self.facts}")
            if self.category != "authentication" and (text.startswith("{") or text.endswith("}")):
                raise ValueError(f"{self.name}: WhatsApp takes no text that starts or ends with a fact")

    def subject(self, language: str) -> str:
        return self.subject_en if language == "en" else self.subject_id

"""Write messages to the server's own output: for development."""

import sys

from sekoci.messaging.providers import Outgoing


class Console:
    name = "console"

    def reaches(self, to: str) -> bool:
        return True

    def send(self, outgoing: Outgoing) -> str:
        sys.stderr.write(f"\n--- to {outgoing.to} ({outgoing.template.name}), not really sent ---\n{outgoing.text}\n---\n")
        sys.stderr.flush()
        return ""

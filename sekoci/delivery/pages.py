"""For pages of others: the field that asks where goods are to be brought."""

from typing import Any

from django.utils.translation import gettext_lazy

from sekoci.delivery.rules import Terms
from sekoci.registry.pages import PlaceForm
from sekoci.registry.queries import AreaPick


class DestinationForm(PlaceForm):
    """A village or district, those with a price of their own first; only a tap chooses, because a fee follows from it."""

    def __init__(self, sent: Any, *, near: str, terms: Terms, at: AreaPick | None = None) -> None:
        super().__init__(sent, at=at, auto_id="isi-%s")
        self.look_near(near, first=[area.code for area in terms.areas], tapped=True)
        self.fields["place"].label = gettext_lazy("Desa atau kecamatan tujuan")

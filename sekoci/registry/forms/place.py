"""Where is it: three letters, then a pick from a list. The same form without JavaScript: send, pick, send."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext, gettext_lazy

from sekoci.kit.forms import LineField
from sekoci.registry.queries import AreaPick, area_by_code, search_areas
from sekoci.registry.rules import plain

SHOWN = 6


@dataclass(frozen=True)
class Picks:
    """What the list under the field shows: the areas found for `asked`, and which of them is chosen."""

    asked: str
    areas: list[AreaPick]
    chosen: str

    @property
    def is_unknown(self) -> bool:
        return len(plain(self.asked)) >= 3 and not self.areas


def picks_for(asked: str, chosen: str = "", *, near: str = "", first: Collection[str] = (), tapped: bool = False) -> Picks:
    """Search for what was typed; a choice that is still among the found stays, a single find is chosen unless `tapped`."""
    found = search_areas(asked, limit=SHOWN, near=near, first=first)
    if len(found) == 1 and not tapped:
        chosen = found[0].code
    return Picks(asked=asked, areas=found, chosen=chosen if any(area.code == chosen for area in found) else "")


class PlaceForm(forms.Form):
    """`place` is what was typed, `area_code` what was picked from the list that was `found_for` it."""

    place = forms.CharField(
        label=gettext_lazy("Di mana?"),
        help_text=gettext_lazy("Tulis tiga huruf desa atau kecamatan, misalnya law."),
        max_length=120,
        required=False,
        widget=forms.TextInput(
            {
                "autocomplete": "off",
                "enterkeyhint": "search",
                "spellcheck": "false",
                "hx-get": reverse_lazy("registry:areas"),
                "hx-trigger": "input changed delay:250ms",
                "hx-target": "#tempat",
                "hx-include": "#tempat input:checked",
                "hx-sync": "this:replace",
            }
        ),
    )
    area_code = forms.CharField(max_length=13, required=False, widget=forms.HiddenInput)
    found_for = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, at: AreaPick | None = None, **kwargs: Any) -> None:
        """`at`: where the business stands now, for changing it."""
        super().__init__(*args, **kwargs)
        self.at = at
        self.near, self.first = "", tuple[str, ...]()
        if at is not None:
            self.initial = {**self.initial, "place": at.name}
            self.look_near(at.code)

    def look_near(self, near: str, *, first: Collection[str] = (), tapped: bool = False) -> None:
        """List what is near this area's code before what is far, and what lies in the areas `first` before all else.

        `tapped`: while somebody types, even a single find waits to be tapped, because the page shows what follows from it.
        """
        self.near, self.first = near, tuple(first)
        here = urlencode({"dekat": near} | ({"dulu": " ".join(first)} if first else {}) | ({"ketuk": "1"} if tapped else {}))
        self.fields["place"].widget.attrs["hx-get"] = f"{reverse('registry:areas')}?{here}"

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        typed, code = facts.get("place", ""), facts.get("area_code", "")
        fresh = plain(typed) == plain(facts.get("found_for", ""))
        if not (code and fresh and area_by_code(code)):
            self.add_error("place", self._what_to_do(typed))
        return facts

    def picks(self) -> Picks:
        """The list to show under the field."""
        if not self.is_bound:
            return Picks(asked=self.at.name, areas=[self.at], chosen=self.at.code) if self.at else Picks("", [], "")
        typed, code = str(self.data.get("place", ""))[:120], str(self.data.get("area_code", ""))
        here = self.at if self.at and self.at.code == code and plain(typed) == plain(self.at.name) else None
        return (
            Picks(asked=typed, areas=[here], chosen=here.code)
            if here
            else picks_for(typed, code, near=self.near, first=self.first)
        )

    def _what_to_do(self, typed: str) -> str:
        if len(plain(typed)) < 3:
            return gettext("Tulis paling sedikit tiga huruf nama tempatnya.")
        if self.picks().areas:
            return gettext("Pilih tempat Anda di bawah ini.")
        return gettext("Tidak ditemukan. Coba nama kecamatan atau kotanya.")


class AddressForm(PlaceForm):
    """Where a business stands: the area, and how to find it there."""

    address = LineField(
        label=gettext_lazy("Alamat"),
        help_text=gettext_lazy("Jalan, nomor, atau patokan. Pembeli melihatnya."),
        max_length=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "street-address"}),
    )

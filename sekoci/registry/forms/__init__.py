"""What people fill in: opening a business, and its settings."""

from sekoci.registry.forms.hours import HoursForm
from sekoci.registry.forms.opening import OpenForm
from sekoci.registry.forms.place import AddressForm
from sekoci.registry.forms.settings import FactsForm, HandOverForm, KeyForm, MemberForm, PayForm, ProfileForm

__all__ = [
    "AddressForm",
    "FactsForm",
    "HandOverForm",
    "HoursForm",
    "KeyForm",
    "MemberForm",
    "OpenForm",
    "PayForm",
    "ProfileForm",
]

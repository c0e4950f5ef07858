"""What people fill in: opening a business, and its settings."""

from sekoci.registry.forms.hours import HoursForm
from sekoci.registry.forms.numbers import LostForm, NewNumberForm, NumberCodeForm, SureForm
from sekoci.registry.forms.opening import OpenForm
from sekoci.registry.forms.place import AddressForm
from sekoci.registry.forms.settings import (
    FactsForm,
    HandOverForm,
    HandOverToForm,
    KeyForm,
    MemberForm,
    OfficeKeyForm,
    PayForm,
    ProfileForm,
    RoleForm,
)

__all__ = [
    "AddressForm",
    "FactsForm",
    "HandOverForm",
    "HandOverToForm",
    "HoursForm",
    "KeyForm",
    "LostForm",
    "MemberForm",
    "NewNumberForm",
    "NumberCodeForm",
    "OfficeKeyForm",
    "OpenForm",
    "PayForm",
    "ProfileForm",
    "RoleForm",
    "SureForm",
]

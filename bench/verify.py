"""Whether everything still agrees after the load: the product's own `verify`, where there is one."""

import importlib.util


def verify() -> str:
    """`clean`, or what is off."""
    if not importlib.util.find_spec("sekoci.operations.verify"):
        return "not verified"
    return "not verified"

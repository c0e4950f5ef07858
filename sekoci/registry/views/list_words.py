"""What became of a file that could not be read, in the language of now."""

from sekoci.kit.errors import Refusal
from sekoci.registry.actions.pushing_lists import NothingToStore
from sekoci.registry.actions.reading_lists import NoName
from sekoci.registry.actions.storing_lists import Overtaken
from sekoci.registry.lists.opening import SAID, EmptyList, NothingUsable, OnlyHeadings

OF_THE_FILE: tuple[type[Refusal], ...] = (*SAID.values(), EmptyList, NothingToStore, Overtaken)
"""What reading the same file again does not mend."""
KNOWN: tuple[type[Refusal], ...] = (*OF_THE_FILE, OnlyHeadings, NothingUsable, NoName)
_PROBLEMS: dict[str, type[Refusal]] = {each.code: each for each in KNOWN}


def problem_of(code: str) -> str:
    return _PROBLEMS[code]().sentence() if code in _PROBLEMS else ""


def may_read_again(code: str) -> bool:
    """Whether reading the same file again may go better."""
    return code not in {each.code for each in OF_THE_FILE}

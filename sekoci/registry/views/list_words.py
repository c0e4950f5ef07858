"""What became of a file that could not be read, in the language of now."""

from sekoci.kit.errors import Refusal
from sekoci.registry.actions.pushing_lists import NothingToStore
from sekoci.registry.actions.reading_lists import NoName
from sekoci.registry.actions.storing_lists import Overtaken
from sekoci.registry.lists.opening import SAID, EmptyList

KNOWN: tuple[type[Refusal], ...] = (*SAID.values(), EmptyList, NoName, NothingToStore, Overtaken)
_PROBLEMS: dict[str, type[Refusal]] = {each.code: each for each in KNOWN}


def problem_of(code: str) -> str:
    return _PROBLEMS[code]().sentence() if code in _PROBLEMS else ""

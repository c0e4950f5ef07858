"""Free text about a place, matched to the code of a village, district, regency or province, with how sure that is. Pure.

What several parts of the text agree on wins: `Banjarsari` lies in many provinces, with `Solo` beside it in one. Where they do not
decide, the row keeps the widest area that they leave, with a low score: never a guess.
"""

import copy
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from sekoci.registry.lists.called import MARKED, key_of, named, unmarked
from sekoci.registry.lists.codes import code_in, trusted
from sekoci.registry.lists.formerly import RENAMED
from sekoci.registry.rules.area_search import ALSO
from sekoci.registry.rules.areas import plain
from sekoci.registry.rules.hierarchy import part_of

LEVELS = {"province": 1, "regency": 2, "district": 3, "village": 4}
STREET = re.compile(r"\b(?:jl|jln|jalan|gg|gang|rt|rw|no|blok|komplek|perum|dusun|dsn|dukuh|ruko|lt|lantai)\b|[0-9]")
WAY = re.compile(
    r"\b(?:jl|jln|jalan|gg|gang)\b\.?.*?(?=[,;]|\b(?:kel|kelurahan|desa|ds|kec|kecamatan|kab|kabupaten|kota|rt|rw)\b|$)"
)
PIECES = re.compile(r"[,;/|\n-]")
SEVERAL = re.compile(r"[,;/|]")
LONGEST_NAME, MOST_TOLD = 4, 10
SURE, UNCONFIRMED, ALIKE, DOUBTED = 1.0, 0.8, 0.7, 0.4
NEAR_ENOUGH = 0.82


@dataclass(frozen=True)
class Spot:
    """Where a row says it is: a cell each, or `place`, all in one. `hint` is what its street's line may say beside."""

    village: str = ""
    district: str = ""
    regency: str = ""
    province: str = ""
    place: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Match:
    """The area's code and how sure it is, 0 to 1; empty and 0 where nothing is."""

    code: str = ""
    score: float = 0.0


NOWHERE = Match()


class Places:
    """All areas, by their names in every spelling we forgive; `home` is where the list says it is from."""

    def __init__(self, areas: Iterable[tuple[str, str]], *, home: str = "") -> None:
        self.home = home
        self.names: dict[str, str] = dict(areas)
        self.by_key: dict[tuple[int, str], list[str]] = defaultdict(list)
        self.inside: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.child: dict[tuple[str, str], str] = {}
        for code, name in self.names.items():
            level = code.count(".") + 1
            key = key_of(unmarked(plain(name), level))
            self.by_key[level, key].append(code)
            parent = code.rpartition(".")[0]
            self.inside[parent].append((key, code))
            self.child[parent, key] = "" if (parent, key) in self.child else code
            if level == 1 and key != key_of(name):
                self.by_key[level, key_of(name)].append(code)
        for level, was, now in RENAMED:
            if code := self._code_named(level, now):
                self.by_key[level, key_of(was)].append(code)
        self.regencies = [pair for code in self.names if len(code) == 2 for pair in self.inside[code]]
        self.find = lru_cache(maxsize=100_000)(self._find)
        self.alike = lru_cache(maxsize=50_000)(self._alike)
        self.read_piece = lru_cache(maxsize=100_000)(self._read_piece)

    def at(self, home: str) -> "Places":
        """The same areas, for a list that says it is from `home`. What was found for other lists is forgotten."""
        for each in (self.find, self.alike, self.read_piece):
            each.cache_clear()
        there = copy.copy(self)
        there.home = home
        return there

    def match(self, spot: Spot) -> Match:
        """The deepest area that what is said leaves."""
        in_place = code_in(spot.place, self.names)
        if not in_place and (straight := self._straight(spot)).code:
            return straight
        coded = [(in_place, trusted(spot.place))] if in_place else []
        told, loose = list[tuple[int, str]](), "" if in_place else spot.place
        for name, level in LEVELS.items():
            text = plain(cell := getattr(spot, name))
            if code := code_in(cell, self.names):
                coded.append((code, trusted(cell)))
            elif text and SEVERAL.search(cell) and not self.find(level, text):
                loose = f"{loose}, {cell}"  # "Joyosuran, Pasar Kliwon" where only a village is asked for
            elif text:
                told.append((level, text))
        parts: list[dict[str, float]] = [found for level, text in told if (found := self.find(level, text))]
        unknown = [(level, text) for level, text in told if not self.find(level, text)]
        if loose:
            parts += self._read(loose)
        return self._coded(coded, parts, unknown) if coded else self._agreed(parts, unknown)

    def _coded(self, coded: list[tuple[str, float]], parts: list[dict[str, float]], unknown: list[tuple[int, str]]) -> Match:
        """What the deepest of codes leaves: where names beside it say another area, these, in doubt; a number of a few digits is
        sure where a name of a regency or below agrees, or where the list is from there."""
        code, sure = max(coded, key=lambda each: each[0].count("."))
        parts += [{each: SURE} for each, _ in coded if each != code]
        if any(not _agree(code, part) for part in parts):
            best = self._agreed(parts, unknown)
            return Match(best.code, min(best.score, DOUBTED))
        near = [*parts, {self.home: SURE}] if self.home else parts
        is_confirmed = any(_agree(code, {each: 1.0 for each in part if each.count(".") or "." not in code}) for part in near)
        best = self._agreed([{code: SURE}, *parts], unknown) if parts or unknown else Match(code, SURE)
        return Match(best.code, best.score if is_confirmed else min(best.score, sure))

    def inside_of(self, code: str, text: str) -> str:
        """The code of the area inside `code` that a free text names; empty where it names none, or several that do not agree."""
        parts = [{each: how for each, how in part.items() if each.startswith(f"{code}.")} for part in self._read(text)]
        found, _ = self._best([part for part in parts if part])
        return found.code if len(found.code) > len(code) else ""

    def _straight(self, spot: Spot) -> Match:
        """Where every level from the province or the regency down is said, once, as it is called or nearly so; else NOWHERE."""
        said = (spot.province, spot.regency, spot.district, spot.village)
        first, code, score = 1, "", SURE
        if not spot.province and spot.regency and len(found := self.find(2, plain(spot.regency))) == 1:
            first, code = 3, next(iter(found))
        deepest = max((at for at, text in enumerate(said, start=1) if text), default=0)
        if deepest < max(first, 2):
            return NOWHERE
        for level in range(first, deepest + 1):
            inside = self.child.get((code, named(said[level - 1], level)))
            if inside is None and level > 1 and said[level - 1]:
                [(inside, how)] = self.alike(code, said[level - 1]).items() or (("", 0.0),)
                score *= how
            if not inside:
                return NOWHERE
            code = inside
        return Match(code, round(score, 3))

    def _code_named(self, level: int, name: str) -> str:
        found = self.by_key.get((level, key_of(unmarked(plain(name), level))), [])
        return found[0] if len(found) == 1 else ""

    def _find(self, level: int, text: str) -> dict[str, float]:
        """The areas of this level that the plain text may name: code -> how well it fits."""
        marked = unmarked(text, level)
        codes: list[str] = []
        for key in dict.fromkeys(
            (key_of(text), key_of(marked), key_of(" ".join(ALSO.get(word, word) for word in marked.split())))
        ):
            codes += self.by_key.get((level, key), [])
        if level == 2 and len(set(codes)) > 1 and (kind := re.match(r"(kota|kodya|kotamadya|kabupaten|kab)\b", text)):
            is_city = kind[1].startswith("ko")
            codes = [code for code in codes if (code[3] == "7") == is_city] or codes
        return dict.fromkeys(codes, SURE)

    def _alike(self, within: str, text: str) -> dict[str, float]:
        """Of the areas just inside `within` (of all regencies: `*`) the one that is nearly called so."""
        key = named(text, 2 if within == "*" else within.count(".") + 2 if within else 1)
        if len(key) < 5:
            return {}
        near = self.regencies if within == "*" else self.inside[within]
        near = [(each, code) for each, code in near if each[:1] == key[0] and abs(len(each) - len(key)) < 3]
        ratios = [(SequenceMatcher(None, key, each).ratio(), code) for each, code in near]
        ratios.sort(reverse=True)
        if not ratios or ratios[0][0] < NEAR_ENOUGH or (len(ratios) > 1 and ratios[0][0] - ratios[1][0] < 0.05):
            return {}
        return {ratios[0][1]: ALIKE}

    def _read(self, text: str) -> list[dict[str, float]]:
        """The parts of a free text that name areas: what is marked (`Kec.`), what stands between commas, then word by word."""
        pieces = PIECES.split(WAY.sub(" ", text.lower()))
        parts = [part for piece in pieces if (words := piece.strip()) for part in self.read_piece(words)]
        return parts[-MOST_TOLD:] or self._read_words(plain(text), (1, 2))

    def _read_piece(self, piece: str) -> list[dict[str, float]]:
        """Many rows say the same beside their commas: what is read of it is kept."""
        words = plain(piece)
        for level, pattern in MARKED.items():
            if pattern.match(words) and (found := self.find(level, words)):
                return [found]
        return self._read_words(words, (1, 2, 3, 4))

    def _read_words(self, text: str, any_of: tuple[int, ...]) -> list[dict[str, float]]:
        """From the right, the longest run of words that is a name at any level."""
        words, parts = text.split()[-12:], list[dict[str, float]]()
        end = len(words)
        while end > 0:
            for start in range(max(0, end - LONGEST_NAME), end):
                run = " ".join(words[start:end])
                if STREET.search(run):
                    continue
                named = re.match(r"(kec|kecamatan|kel|kelurahan|desa|kab|kabupaten|kota|prov|provinsi)\b", run)
                levels = [level for level, pattern in MARKED.items() if named and pattern.match(run)] or any_of
                found = {code: fits for level in levels for code, fits in self.find(level, run).items()}
                found = {code: fits for code, fits in found.items() if code.rpartition(".")[0] not in found}
                if found:
                    parts.append(found)
                    end = start
                    break
            else:
                end -= 1
        return parts[::-1]

    def _agreed(self, parts: list[dict[str, float]], unknown: list[tuple[int, str]]) -> Match:
        best, supported = self._best(parts)
        if not parts and (text := dict(unknown).get(2)):
            best = next((Match(code, ALIKE * UNCONFIRMED) for code in self.alike("*", text)), NOWHERE)
        if best.code and unknown:
            best = self._deeper(best, unknown)
        return best if best.code or not self.home or supported else Match(self.home, DOUBTED)

    def _best(self, parts: list[dict[str, float]]) -> tuple[Match, bool]:
        if not parts:
            return NOWHERE, False
        wider = [{above for each in part for above in _lineage(each)[1:]} for part in parts]
        ranks: dict[str, tuple[float, float, int]] = {}
        for code in {code for part in parts for code in part}:
            agreeing = contrary = 0.0
            for part, above in zip(parts, wider, strict=True):
                fits = _fits(code, part)
                agreeing += fits
                contrary += not fits and code not in above
            if self.home and (code == self.home or code.startswith(f"{self.home}.")):
                agreeing += 0.5
            ranks[code] = (round(agreeing - contrary, 3), agreeing, code.count("."))
        top = max(ranks.values())
        winners = [code for code, rank in ranks.items() if rank == top]
        rivals = [
            code for code, rank in ranks.items() if rank[0] == top[0] and not any(w.startswith(f"{code}.") for w in winners)
        ]
        if len(winners) == 1 and len(rivals) == 1:
            return Match(winners[0], self._score(winners[0], top, parts)), True
        return self._widest(rivals, parts), True

    def _score(self, code: str, rank: tuple[float, float, int], parts: list[dict[str, float]]) -> float:
        """All agree: sure. Said by one part alone: less so, below the regency. Against another part: in doubt."""
        fits = [how for part in parts if (how := _fits(code, part))]
        if len(fits) < len(parts):
            return DOUBTED
        return min(fits) * (UNCONFIRMED if len(fits) == 1 and rank[2] > 1 else SURE)

    def _widest(self, rivals: list[str], parts: list[dict[str, float]]) -> Match:
        """What several areas have in common; of contradicting ones the widest that was said."""
        common = rivals[0].split(".")
        for code in rivals[1:]:
            pairs = zip(common, code.split("."), strict=False)
            common = common[: next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(common), code.count(".") + 1))]
        if common:
            return Match(".".join(common), 0.3)
        least = min(code.count(".") for code in rivals)
        wide = [code for code in rivals if code.count(".") == least]
        is_said = len(parts) > 1 and len(wide) == 1 and least < 2
        return Match(wide[0], 0.3) if is_said else (Match(self.home, 0.3) if self.home else NOWHERE)

    def _deeper(self, match: Match, unknown: list[tuple[int, str]]) -> Match:
        """A name that nobody has, but nearly: among the areas just inside what is sure."""
        for level, text in sorted(unknown):
            if match.code.count(".") + 2 == level and (found := self.alike(match.code, text)):
                [(code, how)] = found.items()
                match = Match(code, round(match.score * how, 3))
        return match


def _fits(code: str, part: Mapping[str, float]) -> float:
    """Whether an area is one of what is said, or lies in it; or once did, before it was split off."""
    best = max(part.get(each, 0.0) for each in _lineage(code))
    return best or max((part.get(each, 0.0) for each in part_of(code[:2])), default=0.0) * 0.9


def _agree(code: str, part: Mapping[str, float]) -> bool:
    """Whether an area lies in one of what is said, or one of these in it."""
    return _fits(code, part) > 0 or any(code in _lineage(each) for each in part)


@lru_cache(maxsize=100_000)
def _lineage(code: str) -> tuple[str, ...]:
    """An area's code and those of all it lies in."""
    return tuple(code[:end] for end in (13, 8, 5, 2) if end <= len(code))

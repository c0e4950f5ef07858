"""Rows that belong together, parted where people said that two of them are different; and which outlet each part stays."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]
"""Two rows, the smaller id first."""
WEIGHTS = {"nib": 5, "phone": 3, "name": 3, "owner": 2, "street": 2}
"""How much it says, in parting, that two rows have the same of these."""
KEYS = tuple(WEIGHTS)


@dataclass(frozen=True)
class Together:
    """A row where it stands now (`outlet`, None: nowhere), and what likens it to others: `keys` by the names of WEIGHTS."""

    row_id: int
    outlet: int | None
    keys: Mapping[str, str]


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def components(rows: Iterable[int], links: Iterable[Pair]) -> list[list[int]]:
    """Rows that links join, each part sorted, the parts by their first row."""
    parents = {row: row for row in rows}

    def root(row: int) -> int:
        while parents[row] != row:
            parents[row] = row = parents[parents[row]]
        return row

    for left, right in links:
        a, b = root(left), root(right)
        parents[max(a, b)] = min(a, b)
    parts: dict[int, list[int]] = defaultdict(list)
    for row in sorted(parents):
        parts[root(row)].append(row)
    return list(parts.values())


def parted(rows: Sequence[Together], same: Iterable[Pair], different: Iterable[Pair]) -> list[list[int]]:
    """The outlets that these rows are: what stands in one outlet stays together, and what is `same` comes together, except
    where two are `different`: then the others go with those to whom they are most alike. Nothing that is `same` is parted."""
    same, different = list(same), list(different)
    by_id = {row.row_id: row for row in rows}
    atoms = components(by_id, same)
    atom_of = {row: at for at, atom in enumerate(atoms) for row in atom}
    first_in: dict[int, int] = {}
    links = [
        pair(first_in.setdefault(row.outlet, row.row_id), row.row_id) for row in sorted(rows, key=_id) if row.outlet is not None
    ]
    against: dict[int, set[int]] = defaultdict(set)
    for left, right in different:
        a, b = atom_of[left], atom_of[right]
        against[a].add(b)
        against[b].add(a)
    out: list[list[int]] = []
    for whole in components(by_id, [*same, *links]):
        inside = sorted({atom_of[row] for row in whole})
        if any(against[at] & set(inside) for at in inside):
            out += _apart([atoms[at] for at in inside], inside, against, by_id)
        else:
            out.append(whole)
    return out


def _apart(
    atoms: list[list[int]], names: list[int], against: Mapping[int, set[int]], by_id: Mapping[int, Together]
) -> list[list[int]]:
    """Those that somebody parted first, the larger before the smaller; then the rest, each to whom it is most alike."""
    order = sorted(zip(names, atoms, strict=True), key=lambda each: (not against[each[0]], -len(each[1]), each[1][0]))
    groups: list[tuple[set[int], list[int]]] = []
    for name, atom in order:
        open_to = [group for group in groups if not group[0] & against[name]]
        best = max(open_to, key=lambda group: _likeness(atom, group[1], by_id), default=None)
        if best is None:
            groups.append(({name}, list(atom)))
        else:
            best[0].add(name)
            best[1].extend(atom)
    return [sorted(rows) for _, rows in groups]


def _likeness(atom: Sequence[int], group: Sequence[int], by_id: Mapping[int, Together]) -> float:
    """Of all pairs between the two, the mean of what they share."""
    total = sum(alike(by_id[one], by_id[other]) for one in atom for other in group)
    return total / (len(atom) * len(group))


def alike(one: Together, other: Together) -> int:
    return sum(
        weight for name, weight in WEIGHTS.items() if (value := one.keys.get(name, "")) and value == other.keys.get(name, "")
    )


def chain(left: int, right: int, same: Iterable[Pair]) -> list[Pair]:
    """The shortest way from one row to another over pairs that are the same; [] where there is none."""
    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in same:
        beside[a].append(b)
        beside[b].append(a)
    came: dict[int, int] = {left: left}
    queue = deque([left])
    while queue:
        here = queue.popleft()
        if here == right:
            break
        for there in sorted(beside[here]):
            if there not in came:
                came[there] = here
                queue.append(there)
    if right not in came:
        return []
    way, here = [], right
    while here != left:
        way.append(pair(came[here], here))
        here = came[here]
    return way[::-1]


def opposed(one: Pair, is_same: bool, same: Sequence[Pair], different: Sequence[Pair]) -> list[Pair]:
    """The earlier decisions that cannot hold beside this one: for "same", every "different" between what each of the two is;
    for "different", the chain of "same" that makes them one."""
    left, right = one
    if not is_same:
        return chain(left, right, same)
    ids = {row for each in (one, *same, *different) for row in each}
    part_of = {row: at for at, part in enumerate(components(ids, same)) for row in part}
    ends = {part_of[left], part_of[right]}
    if len(ends) == 1:
        return []
    return [each for each in different if {part_of[each[0]], part_of[each[1]]} == ends]


def kept_outlets(rows: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Which outlet each part stays, of (part, the outlet a row of it stood in): the one that most of its rows had, where no
    other part has more of it; parts without one are new outlets. Ties go to the older outlet, then to the smaller part."""
    counts = Counter((part, outlet) for part, outlet in rows if outlet is not None)
    kept: dict[int, int] = {}
    taken: set[int] = set()
    for (part, outlet), _ in sorted(counts.items(), key=lambda each: (-each[1], each[0][1], each[0][0])):
        if part not in kept and outlet not in taken:
            kept[part] = outlet
            taken.add(outlet)
    return kept


def _id(row: Together) -> int:
    return row.row_id


def agreement(answers: Iterable[tuple[str, str]]) -> tuple[int, float | None, float | None]:
    """Of the answers of two people to the same pairs: how many pairs, the share on which they agree, and Cohen's kappa (None
    where there is nothing to say: no pair, or both always gave one and the same answer)."""
    pairs = list(answers)
    if not pairs:
        return 0, None, None
    share = sum(one == other for one, other in pairs) / len(pairs)
    first, second = (Counter(each[at] for each in pairs) for at in (0, 1))
    chance = sum(first[answer] * second[answer] for answer in first) / len(pairs) ** 2
    return len(pairs), share, (share - chance) / (1 - chance) if chance < 1 else None

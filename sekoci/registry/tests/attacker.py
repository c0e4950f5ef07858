"""Somebody who reads every table and works out what is hidden."""

from fractions import Fraction

from sekoci.registry.rules.suppression import Tree


def worked_out(tree: Tree, hidden: frozenset[str]) -> set[str]:
    """Hidden areas whose figure follows from the sums of the tables: those whose unknown the equations determine."""
    unknown = sorted(hidden)
    rows = []
    for whole, parts in tree.parts.items():
        row = [Fraction(0)] * len(unknown)
        for code, sign in [(whole, -1), *((part, 1) for part in parts)]:
            if code in hidden:
                row[unknown.index(code)] += sign
        if any(row):
            rows.append(row)
    done = 0
    for column in range(len(unknown)):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [cell / rows[done][column] for cell in rows[done]]
        for at in range(len(rows)):
            if at != done and rows[at][column]:
                rows[at] = [mine - rows[at][column] * theirs for mine, theirs in zip(rows[at], rows[done], strict=True)]
        done += 1
    return {unknown[next(at for at, cell in enumerate(row) if cell)] for row in rows if sum(map(bool, row)) == 1}

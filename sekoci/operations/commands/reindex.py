"""`sekoci reindex`: make the market's index of shops and products anew."""

import argparse

HELP = "make the market's index of public shops and products anew; searches go on meanwhile"
NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: it is all or nothing."""


def run(options: argparse.Namespace) -> int:
    from sekoci.market.actions import rebuild_index

    shops, products = rebuild_index()
    print(f"{shops:,} shops, {products:,} products.")
    return 0

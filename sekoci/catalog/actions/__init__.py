"""What can be done to the catalogue and its stock."""

from sekoci.catalog.actions.stock import ForSale, Move, StockGone, StockRow, give_back, lock_for_sale, lock_stock, move_stock

__all__ = ["ForSale", "Move", "StockGone", "StockRow", "give_back", "lock_for_sale", "lock_stock", "move_stock"]

"""What other modules show of an area's numbers: as this reader may see them."""

from sekoci.indicators.board import Board as Board
from sekoci.indicators.board import Wish as Wish
from sekoci.indicators.board import board as board
from sekoci.indicators.month import month_of_areas as month_of_areas
from sekoci.indicators.showing import FIRST_MONTH as FIRST_MONTH
from sekoci.indicators.words import in_language as in_language

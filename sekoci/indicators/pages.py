"""What other modules show of an area's numbers: as this reader may see them."""

from sekoci.indicators.aims import FIRSTS_HERE as FIRSTS_HERE
from sekoci.indicators.aims import Aim as Aim
from sekoci.indicators.aims import Came as Came
from sekoci.indicators.aims import Course as Course
from sekoci.indicators.aims import courses_of as courses_of
from sekoci.indicators.aims import shows_targets as shows_targets
from sekoci.indicators.board import Board as Board
from sekoci.indicators.board import Wish as Wish
from sekoci.indicators.board import board as board
from sekoci.indicators.month import AreaMonth as AreaMonth
from sekoci.indicators.month import month_of_areas as month_of_areas
from sekoci.indicators.showing import FIRST_MONTH as FIRST_MONTH
from sekoci.indicators.words import AIM_MEANINGS as AIM_MEANINGS
from sekoci.indicators.words import AIM_NAMES as AIM_NAMES
from sekoci.indicators.words import in_language as in_language
from sekoci.indicators.words import least_below as least_below

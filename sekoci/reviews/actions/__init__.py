"""The verbs of reviews."""

from sekoci.reviews.actions.judging import AlreadyDecided, answer_review, decide_review, forget_authors, report_review
from sekoci.reviews.actions.writing import NotYours, TooLate, ask_for_reviews, write_reviews

__all__ = [
    "AlreadyDecided",
    "NotYours",
    "TooLate",
    "answer_review",
    "ask_for_reviews",
    "decide_review",
    "forget_authors",
    "report_review",
    "write_reviews",
]

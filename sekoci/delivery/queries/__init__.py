"""Reads: what a delivery costs, the stops of a round, what proves that an order arrived."""

from sekoci.delivery.queries.rounds import Brought, ProofView, StopView, code_at_door, proof_of, stops_of
from sekoci.delivery.queries.terms import Quote, quotes_for, start_of, terms_of

__all__ = [
    "Brought",
    "ProofView",
    "Quote",
    "StopView",
    "code_at_door",
    "proof_of",
    "quotes_for",
    "start_of",
    "stops_of",
    "terms_of",
]

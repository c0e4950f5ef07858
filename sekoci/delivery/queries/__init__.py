"""Reads: the stops of a round, what proves that an order arrived."""

from sekoci.delivery.queries.rounds import Brought, ProofView, StopView, code_at_door, proof_of, stops_of

__all__ = ["Brought", "ProofView", "StopView", "code_at_door", "proof_of", "stops_of"]

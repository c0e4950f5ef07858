"""Reasons of decisions: what somebody wrote, or a code of ours. Only what somebody wrote can be about a person."""

CODED = "s.reason in ('list', 'hand', 'merged') or s.reason like 'rank:%%' or s.reason like 'up:%%'"
"""For SQL, of a step `s`: its reason is a code, which `names.reason_of` puts into words."""

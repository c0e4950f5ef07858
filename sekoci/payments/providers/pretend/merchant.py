"""On whose name the pretend acquirer collects."""

from sekoci.payments.rules import Merchant

MERCHANT = Merchant(
    domain="ID.CO.SIMULASI.WWW",
    pan="936000000000000017",
    merchant_id="SIMULASI0000001",
    criteria="UMI",
    nmid="ID0000000000017",
    mcc="5499",
    name="SIMULASI SEKOCI",
    city="SURAKARTA",
    postal_code="57141",
)
"""Fictional: no provider has the number 93600000, so no wallet can pay it."""

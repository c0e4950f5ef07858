"""What webhooks hold on a person: news of their orders to programs of the shop, kept until they are tidied away."""

from sekoci.kit.persons import Part

HELD = (
    Part(
        "told",
        ("webhooks_message", "webhooks_attempt"),
        "select b.name as shop, m.kind as what, substring(t.url from '://([^/:?#]+)') as receiver, m.created_at as date, m.state"
        " from webhooks_message m join webhooks_target t on t.id = m.target_id"
        " join registry_business b on b.id = m.business_id where %(phone)s <> '' and position(%(phone)s in payload) > 0"
        " order by m.created_at desc",
        (
            "delete from webhooks_attempt where message_id in ("
            "select id from webhooks_message where position(%(phone)s in payload) > 0)",
            "delete from webhooks_message where position(%(phone)s in payload) > 0",
        ),
    ),
)

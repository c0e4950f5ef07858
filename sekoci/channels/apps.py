from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "sekoci.channels"

"""What holds for every test: nothing fails on seconds, whatever else the machine is doing."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

"""A grid battery behind one converter: what it may do, and what it did."""

from storage_model.assets.battery.station import Battery

__all__ = ["Battery"]

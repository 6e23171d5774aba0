"""Programmes without whole numbers: hot, or window by window along a long horizon, certified as one."""

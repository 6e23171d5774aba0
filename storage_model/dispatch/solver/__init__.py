"""HiGHS: arrays handed over, threads and time shared out, answers read honestly and certified apart from it."""

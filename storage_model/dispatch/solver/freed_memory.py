"""Keep freed memory for the next programme: each run of a solver asks for what the last one gave back.

By itself the allocator of Linux returns every large array to the system, which hands each page out anew, zeroed: a
third of a short run (docs/decisions/006-freed-memory-is-kept.md).
"""

import ctypes
from functools import cache

# The options of glibc's mallopt, and the most its own limits allow: arrays up to this come from the heap, and of the
# heap this much may lie unused.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
ARRAY_BYTES, UNUSED_BYTES = 32 * 2**20, 512 * 2**20


@cache
def keep_freed_memory() -> bool:
    """Tell this process's allocator to keep what is freed, once; whether it is one that can be told."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    return bool(mallopt(MMAP_THRESHOLD, ARRAY_BYTES)) and bool(mallopt(TRIM_THRESHOLD, UNUSED_BYTES))

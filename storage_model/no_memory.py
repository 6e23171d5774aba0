"""Memory that has run out, in the words of whoever asked for it."""

# Of the system, of C++, of the loader of libraries, of threads, of compiled code that says nothing while it imports.
WORDS = (
    "Cannot allocate memory",
    "bad_alloc",
    "failed to map segment",
    "can't start new thread",
    "Resource temporarily unavailable",
    "error return without exception set",
    "returned NULL without setting an exception",
)


def short_of_memory(error: BaseException) -> bool:
    """Whether an error, or one it was raised while handling, says that memory has run out."""
    words = str(error)
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryException"  # of DuckDB, which may not be imported
        or any(one in words for one in WORDS)
        or any(short_of_memory(earlier) for earlier in (error.__cause__, error.__context__) if earlier is not None)
    )

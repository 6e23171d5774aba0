"""Results a whole office shares: runs published to one PostgreSQL and read back as they were written."""

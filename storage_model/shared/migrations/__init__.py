"""How a server's tables come to be and change; Alembic runs them in their order."""

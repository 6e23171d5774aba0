"""What documents grant or charge; each returns terms, and each stage picks up the kinds it understands."""

"""What every reader of an answer is told alike: names in 中文 and English, numbers as people read them, tables."""

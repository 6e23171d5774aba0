"""What every key is called in Chinese and English, with its unit."""

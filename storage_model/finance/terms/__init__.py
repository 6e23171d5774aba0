"""What an evaluation is told, as numbers: no file, no asset, no market."""

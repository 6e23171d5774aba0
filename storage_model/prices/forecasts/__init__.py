"""What a station may believe of prices before they are known."""

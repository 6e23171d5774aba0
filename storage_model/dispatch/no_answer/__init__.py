"""Where there is no schedule: which limits exclude each other, or what nothing limits, in the words of the user."""

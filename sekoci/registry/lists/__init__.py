"""Partners' lists out of files: read in a process of its own, columns guessed, places matched, rows judged, all set-based."""

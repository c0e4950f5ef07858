"""Lists of products out of spreadsheets. Pure but for `opening`: what a file says, which column is what, what each row means."""

"""One file a verb of the `sekoci` command; `sekoci.operations.cli` finds them."""

"""`python -m sekoci.operations` is the `sekoci` command."""

from sekoci.operations.cli import main

main()

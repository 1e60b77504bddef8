"""`python -m mot`."""

from mot.cli import main

main(prog_name="python -m mot")

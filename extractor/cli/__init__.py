"""The command line: parse, call, print.

The only package that holds typer and rich, and the only place that exits. ``app.py`` has the application and turns
errors into exit codes; each other module holds the commands about one noun; ``printing.py`` what a person sees.
Commands import their stage inside the function, so that ``extractor --help`` loads no PDF, spaCy or scikit-learn code.
"""

from extractor.cli import begin, judge, keep, match, plan, reports, review, scores
from extractor.cli.app import app, main

__all__ = ["app", "begin", "judge", "keep", "main", "match", "plan", "reports", "review", "scores"]

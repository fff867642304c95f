"""``python -m extractor`` is the same as ``extractor``."""

from extractor.cli import main

if __name__ == "__main__":
    main()

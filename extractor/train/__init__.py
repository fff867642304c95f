"""corpus/ -> models/: labelled examples in, verified model folders and held-out figures out."""

from extractor.train.run import train_models

__all__ = ["train_models"]

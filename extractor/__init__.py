"""Read published inspection reports, list what they ask for, and keep the force's improvement plan.

Reading order for a newcomer: ``pipeline.py`` (the whole flow on one screen), ``domain.py`` (every noun),
then the stage you came for: ``read``, ``find``, ``classify``, ``match``, ``plan``, ``store``, ``review``.
"""

__version__ = "0.1.0"

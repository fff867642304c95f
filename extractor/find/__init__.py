"""Document -> recommendations: where each item starts and ends, who must act and by when."""

from extractor.find.recommend import Findings, find_recommendations

__all__ = ["Findings", "find_recommendations"]

"""Measures of the body and the blood: classes, targets, risks."""

"""How much the fields of `cms.articles.blocks` hold, in characters. What is longer stays text, which holds anything."""

HEADING = 200
LEAD = 200
CRITERION = 300
LABEL = 100
PARAGRAPH = 2_000
"""Introductions, details, descriptions, closing words."""
POINT = 300
NAME = 200
"""Of an alternative, and the title of a step."""
QUESTION = 300
CAPTION = 300
CELL = 500

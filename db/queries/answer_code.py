"""The question of an answer, where answers are found by the response or the person they belong to."""

from db.models import Observation

CODE_OF_OWN = Observation.code.concat("")
"""The code as nothing an index holds: by that of codes the database would go through the answers of everybody."""

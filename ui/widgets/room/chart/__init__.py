"""The parts of Ringkasan: filters, a visit of the past, trends, moving a visit, and the patient's own copy."""

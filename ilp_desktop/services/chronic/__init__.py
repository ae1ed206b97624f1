"""What is on record of chronic disease, read for one person as for many: values, control, risk."""

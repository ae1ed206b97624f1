"""Registers: tables of people by reference data, on screen and as spreadsheets."""

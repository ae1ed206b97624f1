"""ILP Desktop: the daily program of a Puskesmas that runs Integrasi Layanan Primer."""

VERSION = "0.1.0"

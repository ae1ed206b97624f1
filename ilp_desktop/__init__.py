"""ILP Desktop: the daily program of a Puskesmas that runs Integrasi Layanan Primer."""

"""The first start on an empty data folder: choose a way, then set the Puskesmas up."""

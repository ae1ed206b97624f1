"""The database: typed models, engine, migrations and the larger queries."""

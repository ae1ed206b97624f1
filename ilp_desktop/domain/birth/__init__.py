"""Birth and what follows: labour, delivery, nifas, deaths of mothers and babies."""

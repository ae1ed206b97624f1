"""Services that are due, as rooms and desk show them."""

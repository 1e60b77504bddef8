"""The only SQL of the product: one module per noun."""

"""What the house learns from its clerks: layouts of papers, and the models grown from them."""

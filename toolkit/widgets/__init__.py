"""Interactive views for notebooks: pure states in, thin shells of ipywidgets out."""

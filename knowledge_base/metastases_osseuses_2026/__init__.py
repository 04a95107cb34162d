"""Data only: the 2026 French guideline on bone metastases of lung cancer, as statements and rules."""

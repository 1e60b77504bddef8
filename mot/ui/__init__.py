"""Streamlit lives here and in pages/, nowhere else."""

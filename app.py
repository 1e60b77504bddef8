"""The front door of the product: `streamlit run app.py`."""

from mot.ui import frame

frame.show()

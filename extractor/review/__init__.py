"""The page where a person decides: a small web application on this computer, served to one browser.

Reading order: ``app.py`` (what is put together), ``urls.py`` (every address), ``pages.py`` (what each template
shows), ``views/`` (stored values -> pages), ``routes/`` (requests -> store -> answers), ``security.py`` (who may ask).
"""

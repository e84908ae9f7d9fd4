"""Images, boxes and masks as numbers: no project and no model is known here."""

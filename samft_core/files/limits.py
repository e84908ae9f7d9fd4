"""What is read from outside at most: bytes, pixels, depth. One place, so that no reader forgets one.

Outside is everything that this program did not just write itself: packs, labelme files, policies, recipes,
cards, settings, images, and the lines between window, engine and trainer.
"""

from __future__ import annotations

JSON_BYTES = 256_000_000
"""A JSON file: labelme carries its image inside as base64."""

JSON_DEPTH = 64
"""Lists and objects inside each other; the deepest file that SAMFT writes has 9."""

JSON_PARTS = 10_000_000
"""Values in a JSON file; each takes up to 60 bytes of memory, whatever it takes in the file."""

XML_BYTES = 256_000_000
"""An XML file: CVAT writes all images of a task with their masks into one."""

XML_DEPTH = 32
"""Elements inside each other; CVAT and Pascal VOC write six."""

XML_PARTS = 5_000_000
"""Elements and attributes of an XML file; each takes some hundred bytes of memory."""

TEXT_BYTES = 16_000_000
"""A label file, a list of classes or a table beside images."""

CARD_BYTES = 4_000_000
"""A version's card, with what was measured for every image."""

MAX_PIXELS = 200_000_000
"""Largest image in pixels that is decoded: 600 MB as RGB."""

CHECKPOINT_BYTES = 4_000_000_000
"""A file of weights; the largest SAM has 2.6 GB."""

PEAK_BYTES = 1_900_000_000
"""Memory that decoding one image may take: a file of a megabyte can ask for gigabytes."""

DECODE_SECONDS = 10
"""Processor time that decoding one image may take."""

PNG_CHUNKS = 200_000
"""Parts of a PNG file; the largest image in pieces of eight kilobytes has 75,000."""

SETTINGS_BYTES = 4_000_000
"""The window's settings."""

RECIPE_BYTES = 1_000_000
"""A recipe, and the small JSON files of a run."""

REQUEST_BYTES = 8_000_000
"""One request to the engine: the longest names 50,000 images."""

LINE_BYTES = 64_000_000
"""One line between window, engine and trainer; a reply holds masks as run lengths."""

"""Make ``resources/models/mobile/start``: weights to start fine-tuning from, learnt from drawings alone.

    python packaging/model/tune_start.py [--work FOLDER] [--target FOLDER]

Draws the sample bottles many times over, each time with other light, glass and defects
(``render_samples.py``), and tunes the base model's mask decoder and an adapter on all of them with the recipe
``auto``. No photograph is used. About 40 minutes on two cores; --work keeps pictures and embeddings, so that
it can go on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "samples"))  # where the bottles are drawn

import numpy as np
from bottle_scene import TINTS
from bottle_scene import Sample as Bottle
from PIL import Image
from render_samples import SAMPLES, render

from samft_core.dataset.image_reader import Images
from samft_core.files import atomic
from samft_core.imaging.image_io import read_image
from samft_core.imaging.masks import RleMask
from samft_core.imaging.pixels import pixel_digest
from samft_core.project.manifest import Sample
from samft_core.sam.decoder_files import DECODER_FILE, save_decoder
from samft_core.sam.embedder import Embedder
from samft_core.sam.embedding_cache import EmbeddingCache
from samft_core.sam.initial_weights import CARD
from samft_core.sam.model import SamModel
from samft_core.sam.registry import START, load_model
from samft_core.sam.weights import State
from samft_core.training.fit.batches import ViewDataset, encode_all
from samft_core.training.fit.embedding import embed_with
from samft_core.training.fit.loop import fit
from samft_core.training.fit.reports import Step
from samft_core.training.recipe import Recipe, Rehearsal, recipe_named

TARGET = Path(__file__).resolve().parents[2] / "resources" / "models" / "mobile" / START
LIGHTS = ("backlight", "ring light", "dim")
ROUNDS = 18
VIEWS = 2
STEPS = 700
"""How often the samples are drawn anew, views of each picture to learn from, and steps."""


@dataclass(frozen=True)
class Drawing:
    """A bottle to draw, with the seed that decides everything else about it."""

    name: str
    bottle: Bottle
    seed: int


def drawings() -> list[Drawing]:
    """The same ones each time."""
    rng = np.random.default_rng(7)
    spoilt = [bottle for bottle in SAMPLES if bottle.defects]
    found = []
    for turn in range(ROUNDS):
        for number, known in enumerate(spoilt):
            light = str(rng.choice(LIGHTS))
            tint = str(rng.choice(list(TINTS)))
            bottle = replace(known, light=light, tint=tint)
            found.append(Drawing(f"{turn:02d}-{number:02d}", bottle, 50_000 + 1000 * turn + number))
    return found


def write_samples(folder: Path) -> list[Sample]:
    """Draw what is not in ``folder`` yet; every picture as a sample to learn from."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = []
    for number, drawing in enumerate(drawings(), 1):
        path = folder / f"{drawing.name}.png"
        mask_path = folder / f"{drawing.name}_mask.png"
        if not mask_path.exists():
            image, mask = render(drawing.bottle, drawing.seed)
            Image.fromarray(image).save(path)
            Image.fromarray(mask).save(mask_path)
        rle = RleMask.from_array(read_image(mask_path)[..., 0] > 0)
        if rle.box is not None:
            digest = pixel_digest(read_image(path))
            samples.append(Sample(number, path, "", drawing.bottle.class_name, rle, rle.box, number, digest))
    return samples


def recipe_for(samples: int) -> Recipe:
    auto = recipe_named("auto")
    views = auto.views.model_copy(update={"budget": VIEWS * samples})
    # Planes are left to the fine-tuning: the drawings' surfaces are no plant's.
    alone = {"start": "base", "rehearsal": Rehearsal(), "planes": "none"}
    return auto.model_copy(update=alone | {"steps": STEPS, "views": views})


def save_start(target: Path, model: SamModel, state: State, about: dict[str, object]) -> None:
    """Write the weights in half precision, and their card."""
    target.mkdir(parents=True, exist_ok=True)
    digest = save_decoder(
        target,
        model.new_decoder(state),
        base_digest=model.base_digest,
        plane_weights=model.plane_weights,
        half=True,
    )
    size = (target / DECODER_FILE).stat().st_size
    atomic.write_json(target / CARD, {"files": {DECODER_FILE: {"sha256": digest, "bytes": size}}} | about)


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the weights that fine-tuning starts from.")
    parser.add_argument("--work", type=Path, default=None, help="keep pictures and embeddings here")
    parser.add_argument("--target", type=Path, default=TARGET)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = asked.work or Path(temporary)
        samples = write_samples(work / "pictures")
        model = load_model(device="cpu")
        cache = EmbeddingCache(work / "embeddings", quota_bytes=8 * 1024**3)
        recipe = recipe_for(len(samples))
        embed = embed_with(Embedder(model, cache), Images())
        dataset = ViewDataset(samples, recipe, embed, views_each=VIEWS)
        print(f"{len(samples)} drawings; encoding {VIEWS} views of each", flush=True)
        encode_all(dataset.parts)
        state = fit(model, dataset, recipe, steps=STEPS, on_step=tell)
    about = {
        "made_by": "packaging/model/tune_start.py",
        "drawings": len(samples),
        "steps": STEPS,
        "recipe": recipe.model_dump(mode="json"),
    }
    save_start(asked.target, model, state, about)
    print(f"Written to {asked.target}")
    return 0


def tell(step: Step) -> None:
    if step.number % 50 == 0:
        print(f"step {step.number} of {STEPS}: loss {step.losses['total']:.3f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

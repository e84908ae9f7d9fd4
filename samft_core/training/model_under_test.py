"""A model asked about held-out masks the way people ask it: box in, mask and score out."""

from __future__ import annotations

from collections.abc import Callable

from samft_core.dataset.image_reader import Images
from samft_core.evaluation.evaluate import BoxQuery, MaskFn, PredictFn, ScoredMask
from samft_core.imaging.geometry import Box
from samft_core.imaging.pixels import SourceImage
from samft_core.imaging.prompts import Prompts
from samft_core.project.manifest import Sample
from samft_core.sam.embedder import Embedder
from samft_core.sam.inference_policy import InferencePolicy
from samft_core.sam.model import SamModel
from samft_core.sam.predictor import LoadedVersion, Predictor
from samft_core.sam.types import BASE_VERSION, AnswerStage


class ModelUnderTest:
    """Asks versions exactly as the inspector would: through the predictor and each version's own policy."""

    def __init__(self, model: SamModel, embedder: Embedder, images: Images) -> None:
        self._images = images
        self._versions: dict[str, LoadedVersion] = {}
        self.decodes = 0
        self._predictor = Predictor(model, embedder, self._version)

    def predict_fn(self, version: LoadedVersion | None, *, stage: AnswerStage = "refined") -> PredictFn:
        """The question-answering function of a version, scores as the decoder gives them; None is the base.

        Stage "first" asks on the whole image, whose embedding is shared by every question about it.
        """
        name = BASE_VERSION if version is None else version.name
        policy = InferencePolicy() if version is None else version.policy
        if version is not None:
            self._versions[name] = version

        def predict(query: BoxQuery) -> ScoredMask:
            image = self._images.open(query.image)
            box = _box_on(image, query)
            asked_as = policy.quick() if stage == "first" else policy
            self.decodes += len(asked_as.views(Prompts(box=box), image.width, image.height)) * asked_as.passes
            prediction = self._predictor.predict(image, Prompts(box=box), version=name, stage=stage)
            return ScoredMask(prediction.best, float(prediction.scores.max()))

        return predict

    def base_predict_fn(self, policy: InferencePolicy) -> PredictFn:
        """The base model, prompted in another way than usual."""
        return self.predict_fn(LoadedVersion(f"{BASE_VERSION} {policy.model_dump_json()}", None, policy))

    def prompt_fn(self, version: LoadedVersion | None, sample: Sample) -> Callable[[Prompts], ScoredMask]:
        """A version's answers about one sample's image, for any prompts, scores as the decoder gives them;
        None is the base."""
        name = BASE_VERSION if version is None else version.name
        if version is not None:
            self._versions[name] = version
        policy = InferencePolicy() if version is None else version.policy

        def answer(prompts: Prompts) -> ScoredMask:
            image = self._images.open(sample)
            self.decodes += len(policy.views(prompts, image.width, image.height)) * policy.passes
            prediction = self._predictor.predict(image, prompts, version=name)
            return ScoredMask(prediction.best, float(prediction.scores.max()))

        return answer

    def mask_fn(self, version: LoadedVersion | None) -> MaskFn:
        """The same for the mask alone."""
        predict = self.predict_fn(version)
        return lambda query: predict(query).mask

    def _version(self, name: str) -> LoadedVersion:
        return self._versions[name]


def _box_on(image: SourceImage, query: BoxQuery) -> Box:
    """The box on the image's own pixels: a good image may be of another size than the probe assumed."""
    if isinstance(query.image, Sample):
        return query.box
    x = image.width / query.width
    y = image.height / query.height
    box = query.box
    return Box(box.x0 * x, box.y0 * y, box.x1 * x, box.y1 * y)

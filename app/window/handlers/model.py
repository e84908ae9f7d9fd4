"""Fine-tuning, the versions, and the engine that runs them."""

from __future__ import annotations

from collections.abc import Callable

from app.actions.ids import ActionId
from app.controllers.fine_tuning import FineTuningController
from app.controllers.image_file_dialogs import ImageFileDialogs
from app.controllers.prefetching import PrefetchController
from app.services.engine import EngineService
from app.window.handlers.table import HandlerTable


def model_table(
    *,
    fine_tuning: FineTuningController,
    prefetching: PrefetchController,
    engine: EngineService,
    file_dialogs: ImageFileDialogs,
    show_tab: Callable[[ActionId], None],
) -> HandlerTable:
    """What concerns the model as a whole."""

    def train() -> None:
        show_tab(ActionId.VIEW_TRAINING)
        fine_tuning.start()

    return {
        ActionId.MODEL_TRAIN: train,
        ActionId.MODEL_ROLL_BACK: fine_tuning.roll_back,
        ActionId.MODEL_EMBED_ALL: prefetching.encode_all,
        ActionId.MODEL_BASE: file_dialogs.base_model,
        ActionId.MODEL_RESTART: engine.restart,
    }

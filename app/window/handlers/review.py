"""Review mode, its decisions, and the project's rules about review."""

from __future__ import annotations

from app.actions.action_set import ActionSet
from app.actions.ids import ActionId
from app.controllers.review import ReviewController
from app.stores.review import ReviewStore
from app.window.handlers.table import HandlerTable


def review_table(review: ReviewController) -> HandlerTable:
    """The menu Review."""
    return {
        ActionId.REVIEW_MODE: review.set_mode,
        ActionId.REVIEW_APPROVE: review.approve,
        ActionId.REVIEW_RETURN: review.ask_comment,
        ActionId.REVIEW_REQUIRED: review.set_required,
        ActionId.REVIEW_FOUR_EYES: review.set_four_eyes,
        ActionId.REVIEW_SHARED_ACCOUNTS: review.set_shared_accounts,
    }


def mark_review(actions: ActionSet, reviews: ReviewStore) -> None:
    """Mark whether review mode is on, and the project's rules about review."""
    actions[ActionId.REVIEW_MODE].setChecked(reviews.on)
    actions[ActionId.REVIEW_REQUIRED].setChecked(reviews.rules.required)
    actions[ActionId.REVIEW_FOUR_EYES].setChecked(reviews.rules.four_eyes)
    actions[ActionId.REVIEW_SHARED_ACCOUNTS].setChecked(reviews.rules.shared_accounts)

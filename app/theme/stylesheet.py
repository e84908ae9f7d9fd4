"""The style sheet, compact and made from the tokens."""

from __future__ import annotations

from app.theme.tokens import Colors, Sizes
from samft_core.resources import resource_path

_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border_strong}; padding: 4px 6px; }}
QMainWindow, QDialog {{ background: {window}; }}
QMenuBar {{ background: {surface}; border-bottom: 1px solid {border}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 10px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu {{ background: {surface}; border: 1px solid {border_strong}; padding: 5px; }}
QMenu::item {{ padding: 6px 28px 6px 10px; border-radius: 5px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 8px; }}
QStatusBar {{ background: {surface}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {border}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QFrame#panel, QWidget#panel {{ background: {surface}; }}
QFrame#card {{ background: {raised}; border: 1px solid {border}; border-radius: 8px; }}
QFrame#card[tone="picked"] {{ border: 2px solid {accent}; }}
QFrame#card[tone="ok"] {{ border: 1px solid {ok}; }}
QFrame#card[tone="warn"] {{ border: 1px solid {warn}; }}
QFrame#card[tone="error"] {{ border: 1px solid {error}; }}
QFrame#docked {{ background: {surface}; border: 1px solid {border_strong}; border-radius: 8px; }}
QFrame#callout {{ background: {surface}; border: 2px solid {accent}; border-radius: 10px; }}
QFrame#callout[tone="ok"] {{ border: 2px solid {ok}; }}
QFrame#picturenote {{ background: {surface}; border: 1px solid {border_strong};
  border-left: 5px solid {accent}; border-radius: 8px; }}
QFrame#reviewbar {{ background: {accent_soft}; border-left: 4px solid {accent}; }}
QFrame#reviewbar[tone="warn"] {{ background: {raised}; border-left: 4px solid {warn}; }}
QFrame#line {{ background: {border}; max-height: 1px; min-height: 1px; border: none; }}
QLabel#title {{ font-size: {title}pt; font-weight: 600; }}
QLabel#section {{ font-weight: 600; }}
QLabel#muted {{ color: {muted}; }}
QLabel#ok {{ color: {ok}; }}
QLabel#warn {{ color: {warn}; }}
QLabel#error {{ color: {error}; }}
QLabel#badge {{ background: {accent_soft}; color: {text}; border-radius: 8px; padding: 1px 8px; }}
QLabel#notice {{ color: {text}; font-size: {notice}pt; }}
QLabel#hint {{ color: {text}; }}
QPushButton {{ background: {surface}; color: {text}; border: 1px solid {border_strong}; border-radius: 6px;
  padding: 0 12px; min-height: {control}px; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:pressed, QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; }}
QPushButton:disabled {{ color: {disabled}; border-color: {border}; background: {window}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; border: 1px solid {accent};
  font-weight: 600; }}
QPushButton#primary:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton#primary:disabled {{ background: {raised}; color: {disabled}; border-color: {border}; }}
QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton#link {{ border: none; background: transparent; color: {accent}; text-align: left;
  padding: 0 4px; }}
QPushButton#link:hover {{ text-decoration: underline; }}
QPushButton#link:disabled {{ color: {disabled}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px;
  min-width: {tool}px; min-height: {tool}px; }}
QToolButton:hover {{ background: {accent_soft}; }}
QToolButton:checked {{ background: {accent_soft}; border-color: {accent}; }}
QToolButton#handle {{ border: none; border-radius: 0; padding: 0; min-width: 0; min-height: 0;
  background: {raised}; }}
QToolButton#handle:hover {{ background: {accent_soft}; }}
QToolButton#handle:focus {{ border: 2px solid {accent}; }}
QWidget#panel[over="true"] {{ border: 1px solid {border_strong}; }}
QToolButton#toolword {{ padding: 1px 2px; font-size: {tool_word}pt; }}
QToolButton#qt_menubar_ext_button {{ padding: 0; min-width: 12px; min-height: 0; }}
QToolButton#tab {{ border-radius: 0; border: none; border-bottom: 2px solid transparent; padding: 6px 6px;
  color: {muted}; min-height: {control}px; font-weight: 600; }}
QToolButton#tab:!checked {{ font-weight: 400; }}
QToolButton#tab:hover {{ background: {raised}; color: {text}; }}
QToolButton#tab:checked {{ background: transparent; border-bottom: 2px solid {accent}; color: {text}; }}
QLineEdit, QComboBox, QSpinBox, QKeySequenceEdit QLineEdit {{ background: {surface};
  border: 1px solid {border_strong};
  border-radius: 6px; padding: 0 8px; min-height: {control}px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border: 2px solid {accent}; padding: 0 7px; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {surface}; border: 1px solid {border_strong}; outline: none;
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QListView, QTreeView, QTableView, QPlainTextEdit, QTextBrowser {{ background: {surface}; border: none;
  outline: none;
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QListView#boxed, QTableView, QPlainTextEdit {{ border: 1px solid {border}; border-radius: 6px; }}
QListView::item, QTreeView::item {{ border-radius: 6px; padding: 3px 6px; min-height: {list_row}px; }}
QTreeView::item:selected {{ background: {accent_soft}; color: {text}; }}
QListView::item:hover {{ background: {raised}; }}
QListView::item:selected {{ background: {accent_soft}; color: {text}; }}
QTableView#images {{ border: none; selection-background-color: transparent; }}
QHeaderView::section {{ background: {raised}; color: {muted}; border: none; border-bottom: 1px solid {border};
  padding: 4px 6px; }}
QTableView {{ gridline-color: {border}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {scroll}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {scroll}px; margin: 0; }}
QScrollBar::handle {{ background: {border_strong}; border-radius: {scroll_radius}px; min-height: 32px;
  min-width: 32px;
  margin: 2px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {border}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QCheckBox {{ spacing: 8px; min-height: {control}px; }}
QCheckBox::indicator {{ width: {check}px; height: {check}px; border: 1px solid {muted}; border-radius: 4px;
  background: {surface}; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border: 2px solid {accent}; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ border-color: {border}; background: {window}; }}
"""


def stylesheet(colors: Colors, sizes: Sizes) -> str:
    """The application's style sheet for one look and size."""
    values = {name: getattr(colors, name) for name in Colors.__slots__}
    scroll = 12 if sizes.control < 40 else 20
    # Forward slashes on Windows too, as a backslash escapes in style sheets.
    arrow = resource_path("icons", "chevron-muted.svg").as_posix()
    return _SHEET.format(
        **values,
        arrow=arrow,
        tick=resource_path("icons", "tick-dark.svg" if colors.dark else "tick-light.svg").as_posix(),
        check=sizes.icon,
        control=sizes.control,
        list_row=sizes.control - 10,
        tool=sizes.control - 6,
        tool_word=f"{sizes.text_points * 0.75:.1f}",
        notice=f"{sizes.text_points * 1.2:.1f}",
        title=f"{sizes.text_points * 1.5:.1f}",
        scroll=scroll,
        scroll_radius=scroll // 2 - 2,
    )

"""A font for Chinese in matplotlib, which ships none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from zhengmai.errors import MissingPackageError
from zhengmai.optional import needed

__all__ = ["chinese", "cjk_font", "families", "use_chinese"]

#: Families with all characters in common use, as Debian, macOS and Windows have them; those with
#: Simplified forms before those that draw the same characters in the Japanese way.
FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Heiti TC",
    "STHeiti",
    "Microsoft YaHei",
    "SimHei",
    "DengXian",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "SimSun",
    "AR PL UMing CN",
    "Droid Sans Fallback",
    "Noto Sans CJK TC",
    "Noto Sans CJK JP",
    "Arial Unicode MS",
)


def cjk_font() -> str:
    """The family of a font on this system that draws Chinese.

    Raises `MissingPackageError` where there is none; the message says which to install.
    """
    found = _family()
    if found is None:
        raise MissingPackageError(
            "no font on this system draws Chinese: install one, on Debian and Ubuntu with "
            "`apt-get install fonts-noto-cjk`, elsewhere Noto Sans CJK SC from Google Fonts, "
            "and start Python again"
        )
    return found


@cache
def _family() -> str | None:
    manager = needed("matplotlib.font_manager", "matplotlib")
    known = {font.name for font in manager.fontManager.ttflist}
    if not known.intersection(FAMILIES):
        # matplotlib remembers the fonts of its first run: look for newer ones.
        for file in sorted(manager.findSystemFonts()):
            if any(part in Path(file).name for part in ("CJK", "Han", "Hei", "wqy", "uming")):
                manager.fontManager.addfont(file)
        known = {font.name for font in manager.fontManager.ttflist}
    return next((family for family in FAMILIES if family in known), None)


def families() -> list[str]:
    """The fonts for a text in matplotlib: the Chinese one, and one for what it may lack."""
    return [cjk_font(), "DejaVu Sans"]


def _settings() -> dict[str, object]:
    return {"font.family": families(), "axes.unicode_minus": False}


@contextmanager
def chinese() -> Iterator[None]:
    """Within it, what is drawn with matplotlib may have Chinese labels."""
    parameters = needed("matplotlib").rcParams
    settings = _settings()
    # Not `rc_context`: it would also set back what the first figure sets up in a notebook.
    before = {name: parameters[name] for name in settings}
    parameters.update(settings)
    try:
        yield
    finally:
        parameters.update(before)


def use_chinese() -> str:
    """Lets all that matplotlib draws from now on have Chinese labels; gives the font's name.

    >>> import zhengmai.plot
    >>> font = zhengmai.plot.use_chinese()
    """
    settings = _settings()
    needed("matplotlib").rcParams.update(settings)
    return cjk_font()

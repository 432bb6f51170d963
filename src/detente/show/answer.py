"""What an archive answers in Python: a list of records that is also a table for Arrow, Polars and pandas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from detente.errors import LibraryMissing

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

T = TypeVar("T")


class Answer(list[T]):
    """Records in order; ``table`` makes the rows of the same answer, once somebody asks for them."""

    def __init__(self, records: Iterable[T], table: Callable[[], pa.Table]) -> None:
        super().__init__(records)
        self._make = table
        self._table: pa.Table | None = None

    def to_arrow(self) -> pa.Table:
        """Return the answer as an Arrow table; its columns are those of the archive's tables and of the exports."""
        if self._table is None:
            self._table = self._make()
        return self._table

    def to_polars(self) -> pl.DataFrame:
        """Return the answer as a Polars frame. Raises LibraryMissing without Polars."""
        try:
            import polars as pl
        except ModuleNotFoundError as error:
            raise LibraryMissing("polars", "to_polars()") from error
        frame = pl.from_arrow(self.to_arrow())
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table gives a frame, a column would give a series
        return frame

    def to_pandas(self) -> pd.DataFrame:
        """Return the answer as a pandas frame, days as timestamps. Raises LibraryMissing without pandas."""
        try:
            import pandas as pd  # noqa: F401 - Arrow makes the frame and asks for it itself
        except ModuleNotFoundError as error:
            raise LibraryMissing("pandas", "to_pandas()") from error
        frame: pd.DataFrame = self.to_arrow().to_pandas(date_as_object=False)
        return frame

"""Reading on Apache Spark: the same records, tables and statements, from as many machines as there
are articles for.

Every function takes a DataFrame of articles and gives DataFrames; nothing runs before Spark is
asked for rows, but for [`write_nquads`][zhengmai.spark.write_nquads]. The package has to be
installed on every machine of the cluster. It needs PySpark 4 (`pip install 'zhengmai[spark]'`) and
Java 17.

An article's statements come from the article alone, and their IRIs from what they name. So shards
that were made apart go together without a clash, and what joins articles is made from the few
articles that name people alike, or meetings of one day and place.
"""

from __future__ import annotations

from zhengmai.spark.blocks import resolution
from zhengmai.spark.records import extract, facts
from zhengmai.spark.shards import nquads, write_nquads

__all__ = ["extract", "facts", "nquads", "resolution", "write_nquads"]

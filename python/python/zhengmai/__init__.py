"""Zhengmai 政脉 reads Chinese policy-meeting news and builds a knowledge graph in which every
statement leads back to the sentence that says it.

>>> import zhengmai
>>> record = zhengmai.read("安阳市召开推进会\\n5月29日，安阳市召开清洁取暖工作推进会，副市长陈志伟出席会议并讲话。")
>>> record.meetings[0].name, record.posts[0].title
('清洁取暖工作推进会', '副市长')
"""

from __future__ import annotations

from zhengmai._zhengmai import __version__, expand, shorten
from zhengmai.errors import (
    AmbiguousError,
    FileError,
    FileMissingError,
    InputError,
    InternalError,
    MissingPackageError,
    NotFoundError,
    QueryError,
    QueryTimeout,
    SkippedWarning,
    StoreError,
    StoreLockedError,
    StoreMissingError,
    ZhengmaiError,
)
from zhengmai.extract import extract, extract_table, read
from zhengmai.graph import Graph
from zhengmai.networks import Network
from zhengmai.outcome import Added, Exported, Removed, Stats
from zhengmai.profile import (
    Entry,
    Explanation,
    Fact,
    Path,
    Paths,
    Profile,
    Sentence,
    Step,
    Thing,
    Timeline,
)
from zhengmai.questions import NamedQuery, Parameter, queries
from zhengmai.records import (
    Agency,
    Appointment,
    Capacity,
    Comparison,
    Deadline,
    Directive,
    Document,
    Meeting,
    Note,
    Person,
    Post,
    Quantity,
    Record,
    Records,
    Role,
    Span,
    Statute,
    Term,
)
from zhengmai.result import Ask, Literal, Result, Row, Triple, Triples

__all__ = [
    "Added",
    "Agency",
    "AmbiguousError",
    "Appointment",
    "Ask",
    "Capacity",
    "Comparison",
    "Deadline",
    "Directive",
    "Document",
    "Entry",
    "Explanation",
    "Exported",
    "Fact",
    "FileError",
    "FileMissingError",
    "Graph",
    "InputError",
    "InternalError",
    "Literal",
    "Meeting",
    "MissingPackageError",
    "NamedQuery",
    "Network",
    "NotFoundError",
    "Note",
    "Parameter",
    "Path",
    "Paths",
    "Person",
    "Post",
    "Profile",
    "Quantity",
    "QueryError",
    "QueryTimeout",
    "Record",
    "Records",
    "Removed",
    "Result",
    "Role",
    "Row",
    "Sentence",
    "SkippedWarning",
    "Span",
    "Stats",
    "Statute",
    "Step",
    "StoreError",
    "StoreLockedError",
    "StoreMissingError",
    "Term",
    "Thing",
    "Timeline",
    "Triple",
    "Triples",
    "ZhengmaiError",
    "__version__",
    "expand",
    "extract",
    "extract_table",
    "queries",
    "read",
    "shorten",
]

"""The nouns of the field, as frozen data. The words are those of the glossary in
docs/architecture.md.

Days are `date`s in the roadmap's zone; instants are aware `datetime`s in UTC (names end in `_at`).
"""

from roadmap.model.body import Body, BodyAssignment, BodyKind
from roadmap.model.caution import CAUTION_VARIABLES, Caution, CautionCode
from roadmap.model.deadline import (
    DATED_KINDS,
    MANY_DAY_KINDS,
    UNDATED_KINDS,
    WAITING_KINDS,
    Deadline,
    Kind,
    Span,
)
from roadmap.model.draft import (
    AFTER_MONTH,
    CellKind,
    ControlPoint,
    Draft,
    DraftItem,
    Measure,
    Option,
    Part,
    Question,
    Reason,
    WrittenCell,
)
from roadmap.model.group_link import GroupLink, Guest
from roadmap.model.judgement import Evidence, Judgement, Sign
from roadmap.model.origin import InTable, InText, Origin, TableHead
from roadmap.model.passes import Pass, PassKind
from roadmap.model.period import Period, ReportingPeriod, YearKind
from roadmap.model.person import (
    NOT_JOINED,
    PEOPLE,
    Assignment,
    Capacity,
    Invite,
    Person,
    PersonState,
    Role,
)
from roadmap.model.progress import (
    Attachment,
    LogLine,
    Postponement,
    PostponementState,
    ProgressEntry,
    Reminder,
    ReminderKind,
    ReminderState,
    Source,
    StoredFile,
    check_aware,
)
from roadmap.model.roadmap import Due, DueState, Item, Point, PointKind, Roadmap, Share

__all__ = [
    "AFTER_MONTH",
    "CAUTION_VARIABLES",
    "DATED_KINDS",
    "MANY_DAY_KINDS",
    "NOT_JOINED",
    "PEOPLE",
    "UNDATED_KINDS",
    "WAITING_KINDS",
    "Assignment",
    "Attachment",
    "Body",
    "BodyAssignment",
    "BodyKind",
    "Capacity",
    "Caution",
    "CautionCode",
    "CellKind",
    "ControlPoint",
    "Deadline",
    "Draft",
    "DraftItem",
    "Due",
    "DueState",
    "Evidence",
    "GroupLink",
    "Guest",
    "InTable",
    "InText",
    "Invite",
    "Item",
    "Judgement",
    "Kind",
    "LogLine",
    "Measure",
    "Option",
    "Origin",
    "Part",
    "Pass",
    "PassKind",
    "Period",
    "Person",
    "PersonState",
    "Point",
    "PointKind",
    "Postponement",
    "PostponementState",
    "ProgressEntry",
    "Question",
    "Reason",
    "Reminder",
    "ReminderKind",
    "ReminderState",
    "ReportingPeriod",
    "Roadmap",
    "Role",
    "Share",
    "Sign",
    "Source",
    "Span",
    "StoredFile",
    "TableHead",
    "WrittenCell",
    "YearKind",
    "check_aware",
]

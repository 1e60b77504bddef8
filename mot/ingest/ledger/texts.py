"""What is said of a ledger: issues, choices, and why a row or a cell is left out."""

from mot.domain.errors import N_, MotError


class LedgerOnlyError(MotError):
    """The file is a ledger of actions, not feedback."""

    message = N_(
        "{name} is a ledger of improvement actions, not feedback. It belongs on the page “Actions”, under “Ledger”."
    )


class NoLedgerError(MotError):
    """No sheet holds a ledger of actions."""

    message = N_(
        "No ledger of actions was found in {name}. It needs a row of column names such as action, owner, "
        "deadline and status, with at least one action below. Or download the ledger here and fill it in."
    )


LEDGER_ISSUES: dict[str, str] = {
    "ledger_branch": N_(
        "{name} is none of your branches by name ({count} rows). Say which branch it is, or leave its rows out."
    ),
    "ledger_touchpoint": N_(
        "Which touchpoint is this about: {name} ({count} rows)? Choose one, or leave its rows out."
    ),
    "ledger_branch_needed": N_(
        "The ledger does not say where the actions of {count} rows are done. Choose the branch."
    ),
    "ledger_stage": N_("{name} is no known stage ({count} rows). Say how far these actions are."),
    "ledger_lever": N_("{name} is no known lever ({count} rows). It is read as the chosen one."),
    "ledger_start": N_(
        "Actions without a start date: {count}. They start today, or on their deadline where that has passed."
    ),
    "ledger_evaluate": N_(
        "Actions without an evaluation date: {count}. They are judged when the months after the start are over."
    ),
    "ledger_year": N_("Dates without a year: {count}. They are read as dates of {year}."),
    "ledger_left_columns": N_("These columns are not read: {columns}."),
    "ledger_number": N_(
        "Row {row} has the number {number}, but that action is called “{title}”. Change it, make a new one, or "
        "leave the row out."
    ),
    "ledger_several": N_(
        "Row {row} could be one of several actions called “{title}” (numbers {number}). Say which one."
    ),
    "ledger_conflict": N_(
        "Action number {number}: somebody changed {columns} after this ledger was written, and so does row {row}. "
        "What is stored stays unless you choose the row."
    ),
}
LEDGER_TOGETHER: dict[str, str] = {
    "ledger_branch": N_("{count} names are none of your branches. Match each of them."),
    "ledger_touchpoint": N_("{count} texts do not say which touchpoint they are about. Choose it for each."),
    "ledger_stage": N_("{count} words for the stage are not known. Match each of them."),
}
LEDGER_CHOICES: dict[str, str] = {
    "stage.planned": N_("Planned"),
    "stage.under_way": N_("Under way"),
    "stage.remeasure": N_("To be re-measured"),
    "stage.closed": N_("Closed"),
    "stage.dropped": N_("Dropped"),
    "lever.training": N_("Training"),
    "lever.empowerment": N_("Empowerment"),
    "lever.process": N_("Process change"),
    "lever.resources": N_("Resources and support"),
    "lever.communication": N_("Communication"),
    "new": N_("Make a new action"),
    "theirs": N_("Keep what is stored"),
    "mine": N_("Take the row"),
    "assume": N_("Take today or the deadline"),
}
LEDGER_REASONS: dict[str, str] = {
    "no_title": N_("No word on what is to be done"),
    "no_touchpoint": N_("No touchpoint"),
    "touchpoint_refused": N_("This touchpoint is not matched, or is not to be imported"),
    "branches_refused": N_("This branch is not yours, not matched, or not to be imported"),
    "stage_refused": N_("This stage is not to be imported"),
    "text_too_long": N_("The text is too long"),
    "no_day": N_("Not a date that can be read"),
    "no_window": N_("Months compared must be 1, 2, 3, 6 or 12"),
    "no_target": N_("The target is not a number between −100 and 100"),
    "no_again": N_("Not one of the words for whether one would do it again"),
    "worked_alone": N_("Kept only together with whether one would do it again"),
    "no_start": N_("No start date"),
    "due_before_start": N_("The deadline lies before the start"),
    "evaluate_before_start": N_("The evaluation date does not lie after the start"),
    "repeated": N_("The same action as in an earlier row"),
    "plan_fixed": N_("Fixed since the action began; close it and plan a new one instead"),
    "not_yours": N_("Only who sees all of its branches may change this action"),
    "left_out": N_("Left out by your decision"),
}

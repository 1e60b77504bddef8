"""What each issue says. Placeholders are the parameters of the issue."""

from mot.domain.errors import N_
from mot.ingest.scale_texts import SCALE_TEXTS

ISSUE_TEXTS: dict[str, str] = SCALE_TEXTS | {
    "same_file": N_("This very file was imported already, as number {number} on {date} ({file})."),
    "same_file_elsewhere": N_("This very file was imported already, as number {number} on {date}."),
    "already_imported": N_(
        "{count} responses came in before, with import number {number} on {date} ({file}). "
        "They are left out unless you count them once more."
    ),
    "already_imported_elsewhere": N_(
        "{count} responses came in before, with import number {number} on {date}. "
        "They are left out unless you count them once more."
    ),
    "already_imported_several": N_(
        "{count} responses came in before, with {imports} imports (numbers {numbers}), most of them with "
        "number {number} on {date}. They are left out unless you count them once more."
    ),
    "replaces": N_(
        "This file looks like a corrected version of import number {number} of {date} ({file}): "
        "{alike} responses are the same people's or the same, {changed} of the import are changed or gone. "
        "Replacing undoes that import and imports this file in one step."
    ),
    "out_of_scale": N_(
        "{count} answers are not on the scale {scale} (such as {examples}). They count as missing."
    ),
    "fraction": N_("{count} answers are not whole numbers (such as {examples}). They count as missing."),
    "unreadable": N_("{count} answers cannot be read (such as {examples}). They count as missing."),
    "missing_code": N_(
        "{value} was given {count} times in {columns} columns and lies outside the scale {scale}. It is held to "
        "stand for no answer: leaving it in changes the mean from {without} to {left_in}."
    ),
    "missing_code_label": N_(
        "{value} was given {count} times in {columns} columns, and the header calls it {label}. It counts as no "
        "answer: leaving it in changes the mean from {without} to {left_in}."
    ),
    "missing_code_people": N_(
        "{value} was given {count} times in {columns} columns, by people who answered the rest like everybody else. "
        "It is held to stand for no answer: leaving it in changes the mean from {without} to {left_in}."
    ),
    "unmapped_text": N_(
        "{text} was given {count} times in {columns} columns, and nobody has said yet what it stands for. "
        "Choose the step of the scale {scale}, or count it as missing."
    ),
    "text_column": N_(
        "The column {header} holds {texts} different texts besides answers (such as {examples}). "
        "Leave the column out, or count the texts as missing."
    ),
    "column_words": N_(
        "The column {header} is named like ratings and holds words that are not known (such as {examples}). It is "
        "left out. Give it a meaning to be asked what the words stand for."
    ),
    "no_answer_words": N_(
        "{count} answers say that there is none (such as {examples}). They count as missing."
    ),
    "scale_assumed": N_("The scale is not certain. The answers are read as {scale}."),
    "overall_scale": N_("Overall satisfaction is on another scale ({overall}) than the ratings ({scale})."),
    "column_unassigned": N_(
        "The column {header} holds numbers, and its meaning is not clear. It is left out."
    ),
    "ranking_left_out": N_(
        "{count} columns hold a ranking ({header}). Places are no ratings. They are left out."
    ),
    "choices_left_out": N_(
        "{count} columns belong to questions with several answers ({header}). They are left out."
    ),
    "from_one": N_("{header} holds the numbers of eleven options, 1 to 11. They are read as 0 to 10."),
    "maybe_from_one": N_(
        "{header} holds 1 to 10 and no 0, in an export by the number of the options. "
        "The numbers may be answers, or options counted from 1."
    ),
    "column_twice": N_(
        "The columns {first} and {second} have the same meaning. Give one of them another, or leave it out."
    ),
    "perception_only": N_("The file asks for perceptions only. It gives scores, but no gaps."),
    "ratings_needed": N_("No column is known to hold ratings. Assign the rating columns."),
    "branch_needed": N_("The file does not say which branch it is about. Choose the branch."),
    "branch_assumed": N_("The file has no branch column. All rows are taken to be about {branch}."),
    "no_branch": N_("{count} rows name no branch. They are set aside."),
    "unknown_branch": N_("The branch {name} is not known ({count} rows)."),
    "branch_not_yours": N_(
        "The branch {name} is not among yours ({count} rows). Choose one of yours, or leave these rows out. "
        "Somebody with access to all branches can create it."
    ),
    "unknown_channel": N_("The channel {name} is not known ({count} rows)."),
    "unknown_segment": N_("The customer segment {name} is not known ({count} rows)."),
    "new_touchpoint": N_("The touchpoint {name} is not known. It is created unless you choose another."),
    "touchpoint_alike": N_("The touchpoint {name} is not known. It is read as one that is much alike."),
    "quarter_needed": N_("The file has no dates. Choose the quarter it is about."),
    "month_assumed": N_("{count} rows have no date. They are taken to be from {month}."),
    "dated_by_sheet": N_(
        "{count} rows have no date. They are taken to be from the month or quarter that their sheet is named after."
    ),
    "day_or_month": N_(
        "The dates can be read in two ways: {one} is {one_day} or {one_month}, {two} is {two_day} or {two_month}. "
        "Which part comes first?"
    ),
    "dates_exchanged": N_(
        "Excel took day and month of {count} dates for each other. They are exchanged: {one} is read as {turned}."
    ),
    "dates_kept": N_(
        "Excel seems to have taken day and month of {count} dates for each other, such as {one} for {turned}. "
        "They are left as they are."
    ),
    "quarter_assumed": N_("{count} rows have no date. They are taken to be from {quarter}."),
    "no_date": N_(
        "{count} rows have no date that can be read. They are set aside unless you choose a quarter."
    ),
    "date_implausible": N_(
        "{count} rows have a date in the future or before 2000 (such as {examples}). They are set aside."
    ),
    "duplicate_respondent": N_(
        "{count} rows repeat a respondent who answered on the same day. The first row is kept."
    ),
    "rating_repeated": N_("{count} ratings were given twice for the same touchpoint. The first is kept."),
    "empty_rows": N_("{count} empty rows lie between the answers. They are passed over."),
    "totals_row": N_("{count} rows hold totals or averages. They are set aside."),
    "header_repeated": N_("{count} rows repeat the column names. They are set aside."),
    "no_answers": N_("{count} rows hold no answers. They are set aside."),
    "preview_left": N_("{count} rows are previews or tests of the questionnaire. They are set aside."),
    "preview_counted": N_("{count} rows are previews or tests of the questionnaire. They are counted."),
    "refused_left": N_(
        "{count} rows are marked as spam or as not approved by the survey tool. They are set aside."
    ),
    "refused_counted": N_(
        "{count} rows are marked as spam or as not approved by the survey tool. They are counted."
    ),
    "unfinished_counted": N_(
        "{count} people did not finish the questionnaire. The answers they gave are counted."
    ),
    "unfinished_left": N_("{count} people did not finish the questionnaire. Their rows are set aside."),
    "sheets_left_out": N_("The sheet {sheet} is read. These sheets are left out: {others}."),
    "sheets_stacked": N_("{count} sheets of the same form are read one below the other: {sheets}."),
    "sheets_joined": N_("{count} sheets hold answers of the same people and are joined: {sheets}."),
    "sheets_alike": N_("{count} sheets have the same form: {sheets}. Only one of them is read."),
    "hidden_read": N_(
        "{rows} rows and {columns} columns are hidden in Excel. They are read like the others."
    ),
    "hidden_left_out": N_("{rows} rows and {columns} columns are hidden in Excel. They are left out."),
    "uncached": N_(
        "{count} cells hold formulas whose result is not saved in the file. Open it in Excel, save it, "
        "and upload it again to have them read."
    ),
    "encoding_unsure": N_(
        "The text can be read in several ways. Choose the encoding in which it makes sense."
    ),
    "half_pair": N_(
        "{name} has expectations without perceptions, or the reverse. No gap is computed for it."
    ),
    "figure_columns_needed": N_(
        "The columns that hold month, figure and numerator must be known. Assign them."
    ),
    "unknown_figure": N_("The figure {name} is not known ({count} rows)."),
    "no_figure": N_("{count} rows name no figure. They are set aside."),
    "no_month": N_(
        "{count} rows have no month that can be read. They are set aside. Write months as 2026-07."
    ),
    "no_numerator": N_("{count} rows have no numerator. They are set aside."),
    "numerator_unusable": N_(
        "{count} rows have a numerator that is not a whole number from 0 (such as {examples}). They are set aside."
    ),
    "no_denominator": N_(
        "{count} rows have no denominator, although others of the same figure have one. They are set aside."
    ),
    "denominator_unusable": N_(
        "{count} rows have a denominator that is not a whole number from 0 (such as {examples}). "
        "They are set aside."
    ),
    "denominator_zero": N_("{count} rows have a denominator of 0. They are set aside."),
    "numerator_above": N_(
        "{count} rows have a numerator above the denominator (such as {examples}). They are set aside."
    ),
    "figure_repeated": N_(
        "{count} rows repeat branch, month and figure of an earlier row. The first row is kept, "
        "the later ones are set aside."
    ),
    "figure_stored": N_(
        "{count} of these figures were imported before. From now on the numbers of this file count; "
        "undoing it brings the earlier ones back."
    ),
    "rate_so_far": N_(
        "{name} has had a denominator so far and has none here ({count} rows). They are set aside."
    ),
    "count_so_far": N_(
        "{name} has been a plain count so far and has a denominator here ({count} rows). They are set aside."
    ),
    "personal_data": N_("Personal data was found and removed."),  # told in full by mot.ingest.privacy.words
    "maybe_swapped": N_(
        "Expectations are lower than perceptions for {count} of {total} touchpoints. "
        "The two may have been exchanged."
    ),
    "direction_needed": N_(
        "Is {best} the best answer or the worst? Nothing in the file tells. Judge by these three rows."
    ),
    "direction_doubted": N_(
        "Is {best} the best answer or the worst? The answers look as if {worst} were the best. "
        "Judge by these three rows."
    ),
    "direction_told": N_("{best} is read as the best answer, as somebody said."),
    "direction_turned": N_(
        "{worst} is the best answer here. {count} columns are turned round: {worst} counts as {best}."
    ),
    "direction_turned_overall": N_(
        "{worst} is the best answer here. {count} columns, overall satisfaction among them, are turned round: "
        "{worst} counts as {best}."
    ),
    "reverse_item": N_(
        "The answers to {header} run against all others. The question may be worded the other way round."
    ),
    "reverse_item_turned": N_(
        "{header} is worded the other way round, and its answers run against all others. They are turned round."
    ),
    "reverse_wording": N_(
        "{header} seems to be worded in the negative. Its answers are read like the others."
    ),
    "reverse_wording_turned": N_("{header} is worded in the negative. Its answers are turned round."),
    "pairs_refused_counts": N_(
        "{expected} expectations and {perceived} perceptions do not pair by number ({first} has no partner). "
        "Perceptions are read without gaps; expectations are left out."
    ),
    "pairs_refused_wording": N_(
        "“{first}” and “{second}” have one number and ask different things. "
        "Perceptions are read without gaps; expectations are left out."
    ),
    "pairs_forced_counts": N_(
        "{expected} expectations and {perceived} perceptions are paired by number ({first} has no partner)."
    ),
    "pairs_forced_wording": N_("“{first}” and “{second}” are paired by number, as you chose."),
    "questionnaire_changed": N_(
        "The questionnaire is one that was imported before, changed: {same} columns are read as they were. "
        "New: {added}. Gone: {removed}. Reworded: {reworded}. Moved: {moved}."
    ),
    "question_reworded": N_(
        "“{before}” now reads “{now}”. The trend starts anew here, unless both ask the same."
    ),
    "question_joined": N_("“{before}” now reads “{now}”. Both ask the same, and the trend goes on."),
    "straight_lines": N_("{count} respondents gave the same answer throughout. They are kept."),
    "too_fast": N_("{count} respondents answered faster than one can read. They are kept."),
    "repeated_forms": N_(
        "{count} responses give the same answers about the same branch within ten minutes of each other. "
        "They are kept."
    ),
    "flagged": N_(
        "{count} respondents gave the same answer throughout, and too fast. They are kept, "
        "and left out of the results unless you ask for them."
    ),
}

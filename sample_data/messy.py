"""The messy workbooks: one per layout and per trouble, and what must be found in each."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data import (
    broken,
    datings,
    forms,
    hostile,
    markup,
    meanings,
    messy_figures,
    packings,
    tools_east,
    tools_forms,
    tools_items,
    tools_open,
    tools_web,
    tools_west,
    troubles,
    values,
)

Writer = Callable[[Path, Institution], dict[str, Any]]

FILES: tuple[tuple[str, Writer], ...] = (
    ("paired.xlsx", forms.paired),
    ("titled.xlsx", forms.titled),
    ("two_row.xlsx", forms.two_row),
    ("long.xlsx", forms.long_form),
    ("perception_only.xlsx", forms.perception_only),
    ("importance.xlsx", forms.importance),
    ("three_answers.xlsx", forms.three_answers),
    ("seven_points.xlsx", forms.seven_points),
    ("zero_to_ten.xlsx", forms.zero_to_ten),
    ("gbk.csv", forms.gbk),
    ("semicolons.csv", forms.semicolons),
    ("old_excel.xls", forms.old_excel),
    ("words.xlsx", troubles.words),
    ("dates.xlsx", troubles.dates),
    ("totals.xlsx", troubles.totals),
    ("several_sheets.xlsx", forms.several_sheets),
    ("out_of_scale.xlsx", troubles.out_of_scale),
    ("branch_names.xlsx", troubles.branch_names),
    ("duplicates.xlsx", troubles.duplicates),
    ("no_date_2026Q2.xlsx", troubles.no_date),
    ("no_branch.xlsx", troubles.no_branch),
    ("repeated_headers.xlsx", troubles.repeated_headers),
    ("survey_tool.xlsx", forms.survey_tool),
    ("personal_data.xlsx", troubles.personal_data),
    ("wrong_size.xlsx", forms.wrong_size),
    ("qualtrics.csv", tools_west.qualtrics),
    ("qualtrics_matrix.xlsx", tools_west.qualtrics_matrix),
    ("qualtrics_legacy.csv", tools_west.qualtrics_legacy),
    ("surveymonkey.csv", tools_west.surveymonkey),
    ("surveymonkey_condensed.xlsx", tools_west.surveymonkey_condensed),
    ("limesurvey.csv", tools_open.limesurvey),
    ("limesurvey_codes.csv", tools_open.limesurvey_codes),
    ("limesurvey_short.xlsx", tools_open.limesurvey_short),
    ("sosci.csv", tools_open.sosci),
    ("kobo.csv", tools_open.kobo),
    ("kobo_labels.xlsx", tools_open.kobo_labels),
    ("typeform.csv", tools_web.typeform),
    ("jotform.xlsx", tools_web.jotform),
    ("jotform_table.csv", tools_web.jotform_table),
    ("labelled.xlsx", tools_web.labelled),
    ("figures_titled.xlsx", messy_figures.titled),
    ("figures_months.xlsx", messy_figures.months),
    ("wenjuanxing_text.xlsx", tools_east.wenjuanxing_text),
    ("wenjuanxing_number.xlsx", tools_east.wenjuanxing_number),
    ("wenjuanxing_stacked.xlsx", tools_east.wenjuanxing_stacked),
    ("wenjuanxing_weeks.xlsx", tools_east.wenjuanxing_weeks),
    ("wenjuanxing_untitled.csv", tools_east.wenjuanxing_untitled),
    ("tencent.xlsx", tools_east.tencent),
    ("tencent_text.csv", tools_east.tencent_text),
    ("google_chinese.csv", tools_forms.google_chinese),
    ("google_brackets.xlsx", tools_forms.google_brackets),
    ("google_german.csv", tools_forms.google_german),
    ("microsoft_english.xlsx", tools_forms.microsoft_english),
    ("microsoft_chinese.xlsx", tools_forms.microsoft_chinese),
    ("servqual_blocks.xlsx", tools_items.servqual_blocks),
    ("servqual_journey.csv", tools_items.servqual_journey),
    ("servqual_worded.xlsx", tools_items.servqual_worded),
    ("servqual_two_sheets.xlsx", tools_items.servqual_two_sheets),
    ("by_place_told.xlsx", tools_items.by_place_told),
    ("by_place_repeated.csv", tools_items.by_place_repeated),
    ("importance_blocks.xlsx", tools_items.importance_blocks),
    ("importance_words.xlsx", tools_items.importance_words),
    *packings.FILES,
    *markup.FILES,
    *values.FILES,
    *datings.FILES,
    *meanings.FILES,
    ("bad_encrypted.xlsx", broken.encrypted),
    ("bad_empty.xlsx", broken.empty),
    ("bad_no_bytes.xlsx", broken.no_bytes),
    ("bad_text.xlsx", broken.text),
    ("bad_cut_short.xlsx", broken.cut_short),
    ("bad_no_ratings.xlsx", broken.no_ratings),
    ("bad_header_only.xlsx", broken.header_only),
    *hostile.FILES,
)


def write(institution: Institution, folder: Path) -> list[Path]:
    """Write every file, and beside it what must be found in it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, writer in FILES:
        facts = writer(folder / name, institution)
        lines = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in facts.items()]
        beside = folder / f"{name}.json"
        beside.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
        written += [folder / name, beside]
    return written

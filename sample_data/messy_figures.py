"""Sheets of outcome figures as they are sent around, and what must be found in them."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mot.domain.survey import Institution
from sample_data.sheets import Cell, Row, write_xlsx

Expected = dict[str, Any]
Figure = tuple[str, int, str, int, int | None]  # branch code, month, figure, numerator, denominator


def titled(path: Path, bank: Institution) -> Expected:
    """Titles above, totals between, numbers as text with separators, months in words, shares beside."""
    rng = random.Random(f"messy/{path.stem}")
    table: list[Row] = [
        ["江城商业银行 2026 年三季度结果指标", None, None, None, None, None, None],
        ["填报部门：运营管理部", None, None, None, None, "单位：件、笔"],
        [],
        ["序号", "统计月份", "网点名称", "指标名称", "分子（件）", "分母（笔）", "比率"],
    ]
    kept: list[Figure] = []
    totals = 0
    for month in (202607, 202608, 202609):
        shown, sums = f"{month // 100}年{month % 100}月", [0, 0]
        for branch in bank.branches:
            transactions = rng.randrange(900, 8200)
            complaints = round(transactions * rng.uniform(0.001, 0.004))
            kept.append((branch.code, month, "complaints", complaints, transactions))
            kept.append((branch.code, month, "transactions", transactions, None))
            share = f"{complaints / transactions:.2%}"
            number = len(kept) - 1
            table.append(
                [number, shown, branch.name.zh, "投诉率", str(complaints), f"{transactions:,}", share]
            )
            table.append([number + 1, shown, branch.name.zh, "业务量", f"{transactions:,}", None, "/"])
            sums = [sums[0] + complaints, sums[1] + transactions]
        table.append(
            [None, shown, "全行合计", "投诉率", str(sums[0]), f"{sums[1]:,}", f"{sums[0] / sums[1]:.2%}"]
        )
        totals += 1
    table += [[], ["合计", None, None, None, str(sum(k[3] for k in kept if k[4])), None, None]]
    write_xlsx(path, [("结果指标", table)], merges=[("结果指标", 0, 0, 0, 6)])
    return _expected(kept, {"totals_row": totals + 1})


def months(path: Path, bank: Institution) -> Expected:
    """Months written in six ways, branches merged over their rows, other names, and rows that cannot be."""
    rng = random.Random(f"messy/{path.stem}")
    forms: tuple[Callable[[int], Cell], ...] = (
        lambda m: f"{m // 100}-{m % 100:02d}",
        lambda m: dt.date(m // 100, m % 100, 1),
        lambda m: m,
        lambda m: f"{m // 100}年{m % 100}月",
        lambda m: f"{m // 100}/{m % 100}",
        lambda m: f"{dt.date(m // 100, m % 100, 1):%b %Y}",
    )
    names = {
        "投诉率（%）": "complaints",
        "方案采纳率": "proposals",
        "申请通过率": "applications",
        "开卡率": "+开卡率",
    }
    table: list[Row] = [["网点", "指标", "月份", "分母", "分子"]]
    merges: list[tuple[str, int, int, int, int]] = []
    kept: list[Figure] = []
    for branch in bank.branches:
        merges.append(("Sheet1", len(table), 0, len(table) + len(names) * 2 - 1, 0))
        for place, name in enumerate(names):
            for month in (202608, 202609):
                denominator = rng.randrange(40, 400)
                numerator = rng.randrange(0, denominator + 1)
                kept.append((branch.code, month, names[name], numerator, denominator))
                first = branch.name.zh if place == 0 and month == 202608 else None
                table.append([first, name, forms[len(kept) % len(forms)](month), denominator, numerator])
    bad: list[tuple[str, Cell, Cell, Cell]] = [
        ("denominator_zero", "2026-07", 0, 0),
        ("numerator_above", "2026-07", 50, 51),
        ("numerator_unusable", "2026-07", 50, 12.5),
        ("numerator_unusable", "2026-07", 50, -3),
        ("no_numerator", "2026-07", 50, None),
        ("no_denominator", "2026-07", None, 12),
        ("no_month", "7月", 50, 12),
        ("date_implausible", "2062-07", 50, 12),
        ("figure_repeated", "2026-08", 50, 12),
    ]
    for _, month_written, low, high in bad:
        table.append([bank.branches[0].name.zh, "开卡率", month_written, low, high])
    write_xlsx(path, [("Sheet1", table)], merges=merges)
    return _expected(kept, Counter(reason for reason, *_ in bad))


def _expected(kept: Sequence[Figure], reasons: dict[str, int]) -> Expected:
    """What a reader must find: counts, reasons, and per figure how many there are and what they add up to."""
    figures = list(dict.fromkeys(figure for _, _, figure, _, _ in kept))
    sums = {
        figure: {
            "n": sum(k[2] == figure for k in kept),
            "numerator": sum(k[3] for k in kept if k[2] == figure),
            "denominator": sum(k[4] or 0 for k in kept if k[2] == figure),
        }
        for figure in figures
    }
    return {
        "layout": "figures",
        "rows": len(kept) + sum(reasons.values()),
        "figures": len(kept),
        "set_aside": sum(reasons.values()),
        "reasons": dict(sorted(reasons.items())),
        "branches": dict(sorted(Counter(branch for branch, *_ in kept).items())),
        "first_month": min(k[1] for k in kept),
        "last_month": max(k[1] for k in kept),
        "figure_sums": sums,
    }

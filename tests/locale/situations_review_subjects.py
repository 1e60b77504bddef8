"""Whom the numbers of a review are about."""

from mot.locale.sentences.review_subjects import subject
from tests.analysis.review_samples import content

BASIS = content().basis


def named(key):
    return lambda locale: subject(locale, key, BASIS)


SITUATIONS = [
    ("the whole", named("overall"), "总体", "Overall"),
    ("a touchpoint", named("touchpoint:1"), "取号排队", "Queueing"),
    ("a branch", named("branch:3"), "南湖支行", "South Lake Branch"),
    ("an action", named("action:4"), "弹性窗口", "弹性窗口"),
    ("an action that is not among its sources", named("action:9"), "编号 9", "No. 9"),
    ("a tag", named("moment:2"), "取号排队", "取号排队"),
    ("a step", named("step:follow_up"), "总结跟进", "Summarise and follow up"),
    ("a quarter", named("quarter:2025Q4"), "2025 年第四季度", "Q4 2025"),
    ("an outcome that answers give", named("outcome:top_box"), "非常满意占比", "Fully satisfied"),
    ("an outcome", named("outcome:complaints"), "complaints", "complaints"),
]

"""Names in narrow columns: what all share is left out, what tells them apart stays readable."""

import pytest

from mot.charts.frames.names import distinct_part


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (
            ["江南新区第1片区零售业务管理中心", "江南新区第12片区零售业务管理中心"],
            ["第1片区", "第12片区"],
        ),
        (
            ["High-Tech Zone Business Office 010", "High-Tech Zone Business Office 001"],
            ["Office 010", "Office 001"],
        ),
        (
            ["江城商业银行高新区第010号营业部", "江城商业银行高新区第001号营业部"],
            ["第010号营业部", "第001号营业部"],
        ),
        (["Jiangcheng Northtown Branch", "Jiangcheng Newtown Branch"], ["Northtown", "Newtown"]),
        (["江城商业银行", "江城商业银行新城支行"], ["江城商业银行", "江城商业银行新城支行"]),
    ],
)
def test_a_name_is_shortened_to_what_a_reader_understands(names, short):
    assert distinct_part(names) == short

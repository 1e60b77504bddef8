"""What is left of a header that asks about the whole and about nothing in particular."""

from mot.ingest.names import normal

OVERALL = frozenset(
    map(normal, ("总体", "整体", "综合", "总", "整体服务", "总体服务", "overall", "general", "in general"))
)
# Beside the word satisfaction alone, these too: satisfaction of customers is satisfaction overall.
SATISFIED = frozenset(map(normal, (
    "客户", "顾客", "用户", "患者", "服务", "本次", "此次", "这次", "本次服务", "此次服务", "我们", "我行", "本行", "满意",
    "customer", "service", "our service", "us", "this visit", "visit", "client", "patient",
)))  # fmt: skip

"""The way to one's own notifications stands on the page of actions."""

import pytest

from tests.pages.conftest import Visit


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_dialog_opens_from_the_page_of_actions(visit: Visit, language: str) -> None:
    app = visit("actions", language=language)
    button = next(b for b in app.button if b.key == "notifications")
    assert button.label == {"zh": "消息通知", "en": "Notifications"}[language]
    button.click()
    app.run()
    assert not app.exception, app.exception

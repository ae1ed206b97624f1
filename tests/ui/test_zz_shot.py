from tests.ui.test_screening_tab import *


def test_shot(desk):
    room = opened(desk)
    view = choose(desk, room, "tb_symptoms").view
    fill(view, {"batuk": "tidak"})
    room.page.window().resize(1366, 768)
    QApplication.processEvents()
    room.page.window().grab().save("/tmp/d_shot.png")

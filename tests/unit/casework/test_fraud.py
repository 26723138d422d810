import re
from pathlib import Path

import pytest

from loanexit_auto.casework import letter
from loanexit_auto.casework.fraud import suspicion
from loanexit_auto.messages import LANGS, catalogue


@pytest.mark.parametrize(
    "text",
    [
        "冒充京东金融客服，称其开通了京东金条需注销，要求将所有资金转入银监会安全账户验证",
        "京东白条利率高于国家规定需调整，诱导下载会议软件开启共享屏幕",
        "不注销京东白条额度会影响征信，让我配合把额度清零，下载APP操作并开启屏幕共享",
        "请您清空额度",
        "把验证码告诉我",
        "安 全 账 戶",
        "安\u200b全·账户",
        "共享一下屏幕，屏幕-共享",
        "注销校园贷",
        "校园贷不处理会影响征信",
    ],
)
def test_words_of_a_fraud_script_are_found(text):
    assert suspicion(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "客服说余额0.30元不能注销，三天内回电",
        "我要求注销网贷账户",
        "我说我要向银监会投诉",
        "对方说系统升级，建议保留账户",
        "需要手持身份证照片",
        "请您注意账户安全",
    ],
)
def test_an_ordinary_conversation_raises_no_alarm(text):
    assert suspicion(text) is None


def test_the_words_are_named():
    found = suspicion("请打开屏幕共享", "转到安全账户")
    assert found is not None
    assert set(found.words) >= {"屏幕共享", "安全账户"}


_NEVER = re.compile(
    r"停机|共享屏幕|屏幕共享|转账|验证码|会议软件|清空额度|transfer|screen sharing|a code|code to"
)
_REFUSING = re.compile(r"不|诈骗|先充值|No |no |fraud|Nobody|拨 110")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("area", ["case", "remedy", "phone", "letter"])
def test_nobody_is_advised_to_transfer_share_a_screen_give_a_code_or_drop_the_number(lang, area):
    for text in catalogue(lang, area).values():
        if _NEVER.search(text):
            assert _REFUSING.search(text), text


def test_no_letter_mentions_a_dead_number_or_gives_a_code():
    for path in Path(letter.TEMPLATES).glob("*.j2"):
        assert not re.search(r"停机|共享屏幕|验证码", path.read_text(encoding="utf-8"))

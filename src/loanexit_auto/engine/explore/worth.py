"""What a label promises: how likely it leads towards closing an account, as people know menus.

The classes come from the lexicon; the figures order them. They are a ranking, not probabilities:
only which of two is larger matters. docs/dev/exploring.md says how they were chosen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from loanexit_auto.screen.labels import Sense, sense
from loanexit_auto.screen.lexicon import Lexicon
from loanexit_auto.screen.text import contains, core, normalise

Kinship = Literal["", "settings", "account"]
UNKNOWN = 20.0  # a short label that says nothing either way
OVERFLOW = 52.0  # 更多, a menu, three dots
GENERIC = 38.0  # 通用, 其他: what has no better place, rarely the account
CONTENT = 2.0  # an article, an order, a product: one of many
ACCOUNT = 88.0  # the name of an account page
TELLING = 50.0  # from here on a label speaks of settings, security or closing

# The first group that has a word in the label decides; order matters, e.g. 修改密码 is a leaf
# although it stands among 账户与安全, and 安全设置 is security before it is settings.
_GROUPS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (6.0, (
        "密码", "手机号", "手机绑定", "绑定手机", "邮箱", "实名", "登录设备", "设备管理", "昵称",
        "地址", "指纹", "手势", "人脸", "紧急联系人", "登录记录", "生日", "性别", "证件", "免密",
        "自动扣款", "代扣", "支付", "发票", "授权管理", "反馈", "热线", "版本", "流量",
        "password", "feedback", "version", "invoice", "phone number", "email", "device",
        "address", "payment", "nickname",
    )),
    (4.0, (
        "语言", "字体", "字号", "主题", "皮肤", "声音", "振动", "深色", "青少年", "流量", "推送",
        "通知", "消息", "缓存", "language", "font", "theme", "sound", "notification", "message",
    )),
    (5.0, (
        "借款", "贷款", "借钱", "还款", "账单", "订单", "优惠", "红包", "积分", "会员等级", "会员",
        "成长值", "商城", "商品", "活动", "理财", "基金", "保险", "黄金", "福利", "领券", "卡包",
        "银行卡", "余额", "钱包", "充值", "提现", "收藏", "足迹", "资讯", "发现", "生活", "任务",
        "签到", "额度", "交易", "明细", "记录", "视频", "直播", "邀请", "推荐", "首页", "order",
        "coupon", "bill", "loan", "deal", "shop", "product", "news", "reward", "wallet", "card",
        "home", "history", "favourite", "favorite", "invite", "membership",
    )),
    (95.0, (
        "账户与安全", "账户安全", "安全与账户", "账户管理", "账户与隐私", "账户设置", "账户信息",
        "账户服务", "账户与绑定", "账户中心", "account and security", "account & security",
        "account settings", "account management", "manage account", "danger zone",
    )),
    (88.0, ("安全中心", "安全设置", "登录与安全", "安全与隐私", "隐私与安全", "security", "安全",
            "账户", "account")),
    (84.0, ("设置", "偏好", "settings", "setting", "gear", "cog", "preferences", "configuration")),
    (74.0, (
        "个人中心", "用户中心", "会员中心", "个人主页", "头像", "profile", "avatar",
        "my page", "personal center",
    )),
    (68.0, (
        "隐私", "个人信息", "个人资料", "信息保护", "资料", "权限", "privacy", "personal data",
        "personal information", "data",
    )),
    (56.0, ("更多服务", "更多功能", "更多设置", "其他服务", "其他设置", "高级")),
    (OVERFLOW, (
        "更多", "全部服务", "全部功能", "服务大厅", "自助", "more", "advanced", "ellipsis", "dots",
        "overflow", "菜单", "menu", "hamburger",
    )),
    (GENERIC, ("通用", "其他", "general", "other")),
    (17.0, ("关于", "协议", "法律", "政策", "条款", "about", "policy", "legal", "terms")),
    (36.0, (
        "帮助", "客服", "支持", "常见问题", "服务中心", "help", "support", "faq", "headset",
        "kefu",
    )),
)  # fmt: skip
_ACCOUNT_LEAF, _SETTINGS_LEAF = _GROUPS[0][0], _GROUPS[1][0]
_EXACT = {
    "我": 74.0,
    "我的": 74.0,
    "me": 74.0,
    "mine": 74.0,
    "person": 74.0,
    "user": 74.0,
    "服务": 36.0,
    "service": 36.0,
    "services": 36.0,
    "⋯": OVERFLOW,
    "...": OVERFLOW,
    "···": OVERFLOW,
}
_ARTICLE = 76.0  # it speaks of closing an account: it may be the way, or tell it
_REFUSED = frozenset({Sense.BACK, Sense.DISMISS, Sense.STAY})


@lru_cache(maxsize=16384)
def worth(label: str, lexicon: Lexicon) -> float:
    """Return what a label promises, from 0 to 100."""
    name = core(label) or normalise(label)
    if (exact := _EXACT.get(name)) is not None:
        return exact
    if any(kind.startswith("close.") for kind in lexicon.kinds(name)):
        return _ARTICLE if "close.other" not in lexicon.kinds(name) else CONTENT
    if "account_section" in lexicon.kinds(name):
        return 95.0
    for value, words in _GROUPS:
        if any(contains(name, word) or contains(name, f"{word}s") for word in words):
            return value
    return UNKNOWN


def is_overflow(label: str, lexicon: Lexicon) -> bool:
    """Return whether a control of this name opens a menu, sheet or section on its own screen."""
    says = worth(label, lexicon) in (OVERFLOW, GENERIC)
    return says or sense(core(label), lexicon) is Sense.REVEAL


def kinship(label: str, lexicon: Lexicon) -> Kinship:
    """Return where such a label stands: 修改密码 among accounts, 字体 in settings."""
    value = worth(label, lexicon)
    return "account" if value == _ACCOUNT_LEAF else "settings" if value == _SETTINGS_LEAF else ""


def leaves(names: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Return whether a control of these names goes back, closes a layer or stays."""
    return any(sense(name, lexicon) in _REFUSED for name in names if name)

"""The words of which portals are made, in Chinese and English.

The ladder is how sites really name the steps (docs/platforms.md); `odd` names are made up on
purpose: no lexicon has them.
"""

from __future__ import annotations

from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one language."""

    ladder: tuple[Words, ...]  # names of the first, second ... step towards the entry
    odd: Words
    entries: Words
    odd_entries: Words
    decoys: tuple[Words, ...]  # what stands beside each step of the ladder
    fillers: Words  # menu rows anywhere else
    forbidden: Words
    sections: Words
    overflow: Words
    contents: Words
    nags: Words
    back: str
    cancel: str
    search: str
    home: str
    devices: str
    sign_off_device: str
    article: str
    phrase: str


CHINESE = Names(
    ladder=(
        ("我的", "个人中心", "我", "用户中心"),
        ("设置", "系统设置", "更多设置", "应用设置"),
        ("账户与安全", "账号管理", "安全中心", "账号安全", "账户设置", "隐私与安全"),
        ("更多服务", "更多功能", "其他服务", "高级设置"),
        ("账号服务", "个人信息管理", "自助服务", "账户相关"),
        ("其他", "更多", "通用", "账户操作"),
    ),
    odd=("安全管家", "百宝箱", "系统", "我的小屋", "账户生命周期", "常用功能", "控制台", "一站通"),
    entries=("注销账户", "账号注销", "注销账号", "申请注销账户"),
    odd_entries=(
        "销户申请", "永久停用账户", "账号终止", "离开平台", "注销与删除账户", "删除我的账户",
        "终止账户", "在线销户", "用户销户",
    ),
    decoys=(
        ("借款", "账单", "优惠券", "帮助中心", "消息", "理财", "积分商城", "活动中心", "还款记录"),
        ("我的订单", "银行卡", "我的客服", "关于我们", "我的收藏", "邀请好友", "会员等级", "足迹"),
        ("消息通知", "通用", "关于我们", "支付设置", "深色模式", "字体大小", "语言", "意见反馈"),
        ("修改登录密码", "手机号", "登录设备管理", "实名信息", "指纹登录", "收货地址", "安全邮箱"),
        ("发票管理", "授权管理", "客服热线", "版本信息", "免密支付管理", "紧急联系人"),
        ("会员服务", "证件管理", "流量统计", "使用帮助", "服务协议"),
    ),
    fillers=(
        "热门服务", "交易明细", "生活缴费", "保险", "黄金", "基金", "信用报告", "城市服务", "出行",
        "充值中心", "品牌闪购", "任务中心", "社区", "直播", "问答", "门店", "礼品", "旅行", "影院",
        "美食", "公益", "汽车", "健康", "教育", "家政", "数码", "图书", "宠物", "农场", "运动",
    ),
    forbidden=(
        "退出登录", "立即借款", "清除缓存", "解绑银行卡", "一键还款", "开通会员", "删除记录",
    ),
    sections=("安全", "账户", "其他设置", "更多设置", "服务"),
    overflow=("更多", "⋯", "菜单"),
    contents=(
        "关于{n}月账单日调整的通知公告", "订单 2026{n}0{n} 已完成", "满{n}00元减{n}0元限时折扣券",
        "夏季新品轻薄羽绒服第{n}件半价", "理财小课堂第{n}讲：认识复利", "您有一笔{n}.00元的返现",
    ),
    nags=("我知道了", "暂不开启", "以后再说"),
    back="返回", cancel="取消", search="搜索", home="首页", devices="登录设备管理",
    sign_off_device="注销设备", article="如何注销账户？", phrase="注销",
)  # fmt: skip
ENGLISH = Names(
    ladder=(
        ("Profile", "My account", "Me"),
        ("Settings", "Preferences", "Account settings"),
        ("Account & security", "Security", "Login and security", "Privacy settings"),
        ("More options", "Advanced", "Manage account"),
        ("Account management", "Personal data", "Danger zone"),
        ("Other", "More", "General"),
    ),
    odd=("Workbench", "Toolbox", "Lifecycle", "Control room"),
    entries=("Delete account", "Close account", "Close my account"),
    odd_entries=("Account termination", "Erase my profile", "Deactivate account"),
    decoys=(
        ("Loans", "Bills", "Coupons", "Help center", "Messages", "Rewards", "Deals"),
        ("Orders", "Cards", "Contact us", "About us", "Favourites", "Invite friends"),
        ("Notifications", "General", "About us", "Payment methods", "Dark mode", "Language"),
        ("Change password", "Phone number", "Devices", "Email address", "Two-step verification"),
        ("Invoices", "Permissions", "Version", "Emergency contact"),
        ("Membership", "Documents", "Usage", "User guide"),
    ),
    fillers=(
        "Explore", "Transfers", "Insurance", "Gold", "Funds", "Travel", "City", "Tickets", "Stores",
        "Community", "Games", "Books", "Pets", "Food", "Health", "Sports", "Cinema", "Cars",
    ),
    forbidden=("Log out", "Borrow now", "Clear cache", "Unlink card", "Pay now", "Delete history"),
    sections=("Security", "Account", "Other settings", "Services"),
    overflow=("More", "...", "Menu"),
    contents=(
        "Statement of month {n} is ready for you", "Order 2026{n}0{n} has been delivered",
        "Save {n}0% on the second winter jacket", "Lesson {n}: how compound interest works",
    ),
    nags=("Got it", "Not now", "Maybe later"),
    back="Back", cancel="Cancel", search="Search", home="Home", devices="Devices",
    sign_off_device="Remove device", article="How to delete your account?", phrase="delete account",
)  # fmt: skip

"""Whole pages: tables of checks, cards, reasons, menus, FAQs, and what only looks alike."""

from __future__ import annotations

import pytest

from loanexit_auto.screen.findings import Accepted, Entry
from loanexit_auto.screen.reading import read

from .build import page

_ASKED = {"accepted", "blocker", "cooling_off", "entry", "not_offered"}


def blocked(*kinds):
    return {("blocker", kind) for kind in kinds}


_PAGES = {
    "wechat rows": (
        page("注销账号")
        .head("注销账号前，需满足以下条件")
        .text("账号处于安全状态")
        .text("账号没有被盗、被封等风险")
        .text("账号财产已结清")
        .text("零钱、理财通等无余额")
        .text("未通过"),
        blocked("balance"),
    ),
    "wechat rows2": (
        page("申请注销")
        .head("账号注销检查")
        .text("无未完成订单")
        .text("近期没有进行中的订单", "通过")
        .text("钱包已清空")
        .text("零钱为0", "未通过"),
        blocked("balance"),
    ),
    "title+sub+status right": (
        page("注销")
        .head("注销检测")
        .text("借款", "未通过")
        .text("您有1笔借款未结清")
        .text("优惠券", "通过")
        .text("无未使用优惠券"),
        blocked("unsettled_loan"),
    ),
    "status first": (
        page("注销")
        .head("注销条件")
        .text("✗", "账户余额为0")
        .text("✓", "无未结清贷款")
        .text("✗", "无进行中的订单"),
        blocked("balance", "order"),
    ),
    "numbered reasons": (
        page("注销账户")
        .head("暂时无法注销")
        .text("1. 您有未结清的借款")
        .text("2. 您的会员未到期")
        .text("3. 账户余额 3.2 元"),
        blocked("unsettled_loan", "membership", "balance"),
    ),
    "reason label": (
        page("注销账户").head("注销失败").text("失败原因：存在担保关系").control("知道了"),
        blocked("guarantee"),
    ),
    "reason label2": (
        page("注销账户").head("申请未通过").text("原因").text("您名下有逾期账单").control("返回"),
        blocked("overdue"),
    ),
    "chips": (
        page("Close account")
        .head("Before you go")
        .text("Loan balance", "Unpaid")
        .text("Wallet", "$4.20")
        .text("Orders", "None"),
        blocked("unsettled_loan", "balance"),
    ),
    "table en": (
        page("Account closure")
        .head("Eligibility check")
        .text("Outstanding loans", "Passed")
        .text("Disputes", "1 open")
        .text("Subscriptions", "Passed"),
        blocked("dispute"),
    ),
    "terms only": (
        page("注销须知")
        .head("注销须知")
        .text("1. 账户内无未结清的借款")
        .text("2. 账户余额为零")
        .text("3. 无进行中的订单")
        .control("同意并继续"),
        set(),
    ),
    "terms en": (
        page("Close account")
        .head("Before you close your account")
        .text("Pay off your outstanding balance.")
        .text("Withdraw your funds.")
        .text("Cancel your subscriptions.")
        .control("Continue"),
        set(),
    ),
    "good list": (
        page("注销")
        .head("注销检测")
        .text("借款", "已结清")
        .text("余额", "0.00元")
        .text("订单", "无")
        .text("会员", "未开通")
        .control("下一步"),
        set(),
    ),
    "home": (
        page("首页")
        .head("我的")
        .text("待还款 1,200.00 元")
        .text("优惠券 3 张")
        .row("我的借款", "设置", "帮助"),
        set(),
    ),
    "bill": (
        page("账单")
        .head("本期账单")
        .text("应还 356.00 元")
        .text("最后还款日 12-08")
        .control("立即还款"),
        set(),
    ),
    "over list toast": (
        page("账号与安全")
        .head("账号与安全")
        .row("登录密码", "绑定手机", "注销账号")
        .dialog()
        .text("请先结清借款"),
        blocked("unsettled_loan") | {("entry", "account")},
    ),
    "toast order": (
        page("账号与安全")
        .head("账号与安全")
        .row("登录密码", "绑定手机", "注销账号")
        .dialog()
        .text("您有未完成的订单"),
        blocked("order") | {("entry", "account")},
    ),
    "hk": (
        page("取消帳戶").head("未能取消帳戶").text("閣下尚有未清還之分期貸款").control("返回"),
        blocked("unsettled_loan"),
    ),
    "tw": (
        page("刪除帳號").head("無法刪除帳號").text("您尚有未使用的購物金 $120").control("確定"),
        blocked("coupon"),
    ),
    "cool": (
        page("注销账户")
        .head("申请已提交")
        .text("您的注销申请已提交，15 天内登录即视为撤回申请")
        .control("完成"),
        {("accepted", "submitted"), ("cooling_off", "")},
    ),
    "review": (
        page("注销账户").head("审核中").text("预计 3 个工作日内完成审核").control("我知道了"),
        {("accepted", "under_review")},
    ),
    "done": (
        page("注销账户").head("注销成功").text("感谢您的陪伴").control("完成"),
        {("accepted", "closed")},
    ),
    "article": (
        page("怎么注销账户")
        .head("怎么注销账户")
        .text("如果您有未结清的借款，需先还清。")
        .text("会员未到期的，注销后权益失效。"),
        set(),
    ),
    "bare": (
        page("账号与安全").head("账号与安全").row("修改密码", "实名认证", "注销"),
        {("entry", "account")},
    ),
    "danger": (
        page("Settings")
        .head("Danger zone")
        .row("Change password", "Sessions")
        .text("Delete account")
        .control("Delete account"),
        {("entry", "account")},
    ),
    "bread": (
        page("注销账号")
        .text("首页 / 账号安全 / 注销账号")
        .head("注销账号")
        .text("注销后账号不可恢复")
        .control("确认注销"),
        set(),
    ),
    "bread links": (
        page("注销账号")
        .control("首页", role="link", tag="a")
        .control("账号安全", role="link", tag="a")
        .control("注销账号", role="link", tag="a")
        .head("注销账号")
        .text("注销后账号不可恢复")
        .control("下一步"),
        set(),
    ),
    "es menu": (
        page("Ajustes")
        .head("Ajustes")
        .row("Perfil", "Seguridad", "Privacidad", "Cerrar mi cuenta", "Cerrar sesión"),
        {("entry", "account")},
    ),
    "loan app": (
        page("我的贷款").head("我的贷款").row("还款计划", "借款合同", "关闭额度", "常见问题"),
        {("entry", "credit_line")},
    ),
    "wallet": (
        page("钱包设置").head("钱包设置").row("支付密码", "实名认证", "注销钱包"),
        {("entry", "sub_product")},
    ),
    "steps": (
        page("注销账号")
        .head("还需处理 2 项")
        .text("未还借款", "1 笔", "去还款")
        .text("钱包余额", "12.00 元", "去提现"),
        blocked("unsettled_loan", "balance"),
    ),
    "alert": (
        page("Close account")
        .head("You can't close your account yet")
        .text("Outstanding balance: $120.00")
        .text("Active subscription")
        .control("OK"),
        blocked("unsettled_loan", "membership"),
    ),
    "card list": (
        page("注销账号")
        .head("暂不可注销")
        .text("您需要先处理以下事项")
        .text("借款")
        .text("您有 1 笔借款待还 ¥320.00")
        .control("去还款")
        .text("会员")
        .text("连续包月服务开通中")
        .control("去关闭"),
        blocked("unsettled_loan", "membership"),
    ),
    "simple sentence page": (
        page("提示").text("您的账户存在司法冻结，暂不能办理销户").control("返回"),
        blocked("account_state"),
    ),
    "multi sentence": (
        page("注销账户")
        .dialog()
        .text("抱歉，您暂时无法注销账号。原因：账户余额 5.20 元未提现；存在 1 笔进行中的订单。")
        .control("知道了"),
        blocked("balance", "order"),
    ),
    "due to": (
        page("关闭白条").dialog().text("由于您的白条账单未还清，白条暂时无法关闭").control("确定"),
        blocked("unsettled_loan"),
    ),
    "en dialog": (
        page("Close account")
        .dialog()
        .text("We can't close your account because you have an open dispute and a pending refund.")
        .control("OK"),
        blocked("dispute", "order"),
    ),
    "es dialog": (
        page("Cancelar cuenta")
        .dialog()
        .text("No podemos cancelar tu cuenta porque tienes un saldo pendiente de $350.00 MXN")
        .control("Aceptar"),
        blocked("unsettled_loan"),
    ),
    "retention": (
        page("注销账号")
        .head("确定要离开吗？")
        .text("您还有 2 张优惠券，注销后将失效")
        .control("再想想")
        .control("继续注销"),
        set(),
    ),
    "retention en": (
        page("Close account")
        .dialog()
        .text("You'll lose 300 points and 2 vouchers if you close your account.")
        .control("Keep my account")
        .control("Close account"),
        set(),
    ),
    "risk warn": (
        page("注销账号")
        .head("注销风险提示")
        .text("注销后账户余额、优惠券将清空")
        .text("未结清的借款仍需偿还")
        .control("同意并继续"),
        set(),
    ),
    "agree page": (
        page("注销协议")
        .head("账号注销协议")
        .text("您理解并同意：账号存在未结清款项时，平台有权拒绝注销申请")
        .text("账户内如有余额请及时提现")
        .control("同意"),
        set(),
    ),
    "confirm with state": (
        page("注销账户")
        .head("注销账户")
        .text("您的账户余额为 0.00 元")
        .text("没有未完成的订单")
        .control("确认注销"),
        set(),
    ),
    "assets lost": (
        page("注销账户")
        .head("以下资产将被清空")
        .text("优惠券 3 张")
        .text("积分 1200")
        .text("余额 0.00 元")
        .control("确认注销"),
        set(),
    ),
    "lost en": (
        page("Close account")
        .head("You will lose")
        .text("3 vouchers")
        .text("1,200 points")
        .control("Close my account"),
        set(),
    ),
    "passed table": (
        page("注销账户")
        .head("校验通过")
        .text("借款 已结清")
        .text("担保 无")
        .text("投诉 无")
        .control("下一步"),
        set(),
    ),
    "success then note": (
        page("注销账户")
        .head("注销申请已提交")
        .text("如有未还账单，请继续按时还款")
        .control("完成"),
        {("accepted", "submitted")},
    ),
    "wealth menu": (
        page("理财")
        .head("我的理财")
        .text("持有中 3 只基金")
        .text("总资产 12,000.00 元")
        .row("交易记录", "设置"),
        set(),
    ),
    "card page": (
        page("银行卡").head("我的银行卡").text("已绑定 2 张银行卡").row("添加银行卡", "设置"),
        set(),
    ),
    "member page": (
        page("会员").head("会员中心").text("您的会员将于 2027-01-01 到期").control("续费"),
        set(),
    ),
    "orders": (
        page("订单").head("我的订单").text("待收货 2").text("待付款 1"),
        set(),
    ),
    "autopay page": (
        page("免密支付").head("免密支付").text("已开通 3 项").row("滴滴出行", "美团", "设置"),
        set(),
    ),
    "settings with subtitle": (
        page("账号与安全")
        .head("账号与安全")
        .row("绑定手机", "实名认证", "注销账号 永久删除账号和所有数据", "退出登录"),
        {("entry", "account")},
    ),
    "help": (
        page("帮助").head("帮助").row("如何注销账号", "如何还款", "联系客服", "注销账号的条件"),
        set(),
    ),
    "footer link": (
        page("关于").head("关于我们").row("用户协议", "隐私政策", "账号注销", "版本更新"),
        {("entry", "account")},
    ),
    "privacy": (
        page("隐私").head("隐私设置").row("个人信息查询", "撤回授权", "注销账号说明", "注销账号"),
        {("entry", "account")},
    ),
    "en menu": (
        page("Account")
        .head("Your account")
        .row("Profile", "Payment methods", "Close your Acme account", "Help"),
        {("entry", "account")},
    ),
    "en close chat": (
        page("Help").head("Help").row("Close ticket", "Contact us", "Close case", "FAQ"),
        set(),
    ),
    "acct list": (
        page("Accounts")
        .head("Accounts")
        .row("Open account", "Link account", "Account history", "Close account statement"),
        set(),
    ),
    "tw menu": (
        page("設定").head("設定").row("個人資料", "通知設定", "刪除帳號", "登出"),
        {("entry", "account")},
    ),
    "hk menu": (
        page("設定").head("帳戶設定").row("更改密碼", "語言", "終止帳戶", "登出"),
        {("entry", "account")},
    ),
    "dereg device": (
        page("设备").head("设备管理").row("注销设备", "解绑", "设备详情"),
        set(),
    ),
    "invoice": (
        page("发票").head("发票抬头").row("注销抬头", "新增抬头"),
        set(),
    ),
    "vip close": (
        page("会员").head("会员").row("关闭自动续费", "会员权益", "续费记录"),
        set(),
    ),
    "close done": (
        page("关闭白条").head("白条已关闭").control("完成"),
        {("accepted", "closed")},
    ),
    "about other things 1": (
        page("还款")
        .head("还款")
        .text("待还总额 3,200.00 元")
        .text("您有 1 笔借款已逾期 3 天")
        .control("立即还款"),
        set(),
    ),
    "about other things 2": (
        page("借款")
        .head("借款详情")
        .text("借款状态：还款中")
        .text("剩余本金 2,000.00 元")
        .row("还款计划", "合同"),
        set(),
    ),
    "about other things 3": (
        page("Wallet")
        .head("Your balance")
        .text("$120.00")
        .text("You have 2 linked cards")
        .row("Add money", "Send", "Settings"),
        set(),
    ),
    "about other things 4": (
        page("Cuenta").head("Tu cuenta").text("Tienes 3 cupones").row("Ayuda", "Ajustes"),
        set(),
    ),
    "about other things 5": (
        page("通知")
        .head("通知")
        .text("您的账号在新设备登录")
        .text("您的手机号已更换")
        .row("全部已读"),
        set(),
    ),
    "about other things 6": (
        page("优惠券").head("优惠券").text("可使用 3 张").text("已过期 2 张"),
        set(),
    ),
    "about other things 7": (
        page("投诉").head("我的投诉").text("处理中 1").text("已完结 3"),
        set(),
    ),
    "about other things 8": (
        page("商家").head("商家中心").text("店铺营业中").row("商品管理", "订单管理"),
        set(),
    ),
    "about other things 9": (
        page("订单详情").head("订单详情").text("订单待发货").control("取消订单"),
        set(),
    ),
    "about other things 10": (
        page("设置")
        .head("设置")
        .row("账号与安全")
        .dialog()
        .text("是否允许发送通知？")
        .control("允许")
        .control("拒绝"),
        set(),
    ),
    "about other things 11": (
        page("会员")
        .head("会员")
        .dialog()
        .text("您的会员将于 3 天后到期，续费立享 8 折")
        .control("立即续费")
        .control("取消"),
        set(),
    ),
    "about other things 13": (
        page("理财").dialog().text("您的基金赎回申请已提交").control("知道了"),
        set(),
    ),
    "about other things 14": (
        page("支付").dialog().text("余额不足，请更换支付方式").control("知道了"),
        set(),
    ),
    "about other things 15": (
        page("借款").dialog().text("您有未结清借款，暂时不能再次借款").control("知道了"),
        set(),
    ),
    "about other things 16": (
        page("解绑银行卡")
        .head("解绑银行卡")
        .dialog()
        .text("您有未还清的借款，暂不能解绑")
        .control("知道了"),
        set(),
    ),
    "about other things 17": (
        page("修改手机号").head("修改手机号").text("换绑后 7 天内不可再次修改").control("下一步"),
        set(),
    ),
    "about other things 18": (
        page("Pay").dialog().text("Your payment was submitted. It is under review.").control("OK"),
        set(),
    ),
    "about other things 19": (
        page("额度").head("提额申请").text("申请已提交，审核中").control("完成"),
        set(),
    ),
    "about other things 20": (
        page("退款").head("退款").text("退款申请已受理，预计 3 天内到账"),
        set(),
    ),
    "about other things 21": (
        page("认证").head("实名认证").text("审核中，请耐心等待"),
        set(),
    ),
    "about other things 22": (
        page("注销账户")
        .head("注销账户")
        .text("请确认以下信息")
        .text("账号：138****0000")
        .text("注册时间：2019-03-02")
        .control("下一步"),
        set(),
    ),
    "about other things 23": (
        page("注销账户")
        .head("身份验证")
        .text("请输入短信验证码")
        .field("验证码")
        .control("下一步"),
        set(),
    ),
    "about other things 24": (
        page("注销账户")
        .head("注销原因")
        .row("不再使用", "担心隐私", "借款额度太低", "利息太高", "收到骚扰电话")
        .control("下一步"),
        set(),
    ),
    "about other things 25": (
        page("Close account")
        .head("Why are you leaving?")
        .row("I don't use it", "Interest is too high", "I have another account", "Too many emails")
        .control("Continue"),
        set(),
    ),
    "about other things 26": (
        page("注销账户")
        .head("注销账户")
        .text("注销前请阅读《账号注销协议》")
        .text("如需帮助请联系客服")
        .control("申请注销"),
        set(),
    ),
    "about other things 27": (
        page("登录").head("登录").text("您的账号已被注销，无法登录").control("知道了"),
        {("accepted", "closed")},
    ),
    "about other things 28": (
        page("首页").dialog().text("温馨提示：逾期将影响您的信用，请按时还款").control("知道了"),
        set(),
    ),
    "about other things 29": (
        page("注销账户")
        .head("正在检测")
        .text("正在检测您的账户状态，请稍候")
        .text("借款")
        .text("订单")
        .text("余额"),
        set(),
    ),
    "about other things 30": (
        page("客服")
        .head("客服")
        .text("请问有什么可以帮您？")
        .text("我要注销账号")
        .text("您好，您名下有未结清借款时无法注销。"),
        set(),
    ),
}


@pytest.mark.parametrize("name", list(_PAGES))
def test_a_page_is_read_as_a_whole(name, lexicon):
    drawn, wanted = _PAGES[name]
    found = {told(f) for f in read(drawn.screen(), lexicon) if f.kind in _ASKED}
    assert found == wanted


def told(finding):
    match finding:
        case Accepted():
            return finding.kind, finding.state
        case Entry():
            return finding.kind, finding.closes
        case _:
            return finding.kind, finding.subtype

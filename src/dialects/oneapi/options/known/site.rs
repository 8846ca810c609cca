//! Options about mail, alerts and the bundled pages.

use super::{Known, Type, known};
use crate::schema::All;
use crate::text;

/// These options.
pub const OPTIONS: All<Known> = &[
    known(
        "EmailProvider",
        "mail",
        Type::Text,
        Some(""),
        text!(
            "How mail is sent: smtp, resend, or empty for whichever is set up. The environment comes first."
                / "邮件发送方式：smtp、resend，留空则自动选择。环境变量优先。"
        ),
    ),
    known(
        "SMTPServer",
        "mail",
        Type::Text,
        Some(""),
        text!("The mail server." / "邮件服务器。"),
    ),
    known(
        "SMTPPort",
        "mail",
        Type::Whole,
        Some("587"),
        text!("The port of the mail server." / "邮件服务器端口。"),
    ),
    known(
        "SMTPAccount",
        "mail",
        Type::Text,
        Some(""),
        text!("The account at the mail server." / "邮件服务器账户。"),
    ),
    known(
        "SMTPFrom",
        "mail",
        Type::Text,
        Some(""),
        text!("The sender of mails." / "发件人。"),
    ),
    known(
        "SMTPToken",
        "mail",
        Type::Secret,
        Some(""),
        text!("The password at the mail server." / "邮件服务器密码。"),
    ),
    known(
        "ResendAPIKey",
        "mail",
        Type::Secret,
        Some(""),
        text!("The key at Resend. The environment comes first." / "Resend 的密钥。环境变量优先。"),
    ),
    known(
        "MessagePusherAddress",
        "mail",
        Type::Text,
        Some(""),
        text!("The address of the message pusher for alerts." / "告警消息推送服务的地址。"),
    ),
    known(
        "MessagePusherToken",
        "mail",
        Type::Secret,
        Some(""),
        text!("The token of the message pusher." / "消息推送服务的令牌。"),
    ),
    known(
        "SystemName",
        "site",
        Type::Text,
        Some("One API"),
        text!("The name of the site." / "站点名称。"),
    ),
    known(
        "ServerAddress",
        "site",
        Type::Text,
        Some(""),
        text!("The public address of the gateway, used in links." / "网关的公开地址，用于链接。"),
    ),
    known(
        "Logo",
        "site",
        Type::Text,
        Some(""),
        text!("The address of the logo." / "Logo 地址。"),
    ),
    known(
        "Footer",
        "site",
        Type::Text,
        Some(""),
        text!("The footer of the bundled pages, as HTML." / "内置页面的页脚（HTML）。"),
    ),
    known(
        "Notice",
        "site",
        Type::Text,
        Some(""),
        text!("The notice on the bundled pages." / "内置页面的公告。"),
    ),
    known(
        "About",
        "site",
        Type::Text,
        Some(""),
        text!("The page about the site." / "关于页面。"),
    ),
    known(
        "HomePageContent",
        "site",
        Type::Text,
        Some(""),
        text!("The home page." / "首页内容。"),
    ),
    known(
        "Theme",
        "site",
        Type::Text,
        None,
        text!(
            "The look of the bundled pages: modern, berry or air; in the original default, berry or air."
                / "内置页面的主题：modern、berry、air；原版为 default、berry、air。"
        ),
    ),
    known(
        "ChatLink",
        "site",
        Type::Text,
        Some(""),
        text!("The link to a chat page." / "聊天页面链接。"),
    ),
    known(
        "TopUpLink",
        "site",
        Type::Text,
        Some(""),
        text!("The link where users buy quota." / "用户购买额度的链接。"),
    ),
];

//! Options about signing in and registering.

use super::{Known, Type, known};
use crate::schema::All;
use crate::text;

/// These options.
pub const OPTIONS: All<Known> = &[
    known(
        "PasswordLoginEnabled",
        "login",
        Type::Truth,
        Some("true"),
        text!("Users may sign in with a password." / "允许用户使用密码登录。"),
    ),
    known(
        "PasswordRegisterEnabled",
        "login",
        Type::Truth,
        Some("true"),
        text!("Users may register with a password." / "允许用户使用密码注册。"),
    ),
    known(
        "RegisterEnabled",
        "login",
        Type::Truth,
        Some("true"),
        text!("New users may register." / "允许新用户注册。"),
    ),
    known(
        "EmailVerificationEnabled",
        "login",
        Type::Truth,
        Some("false"),
        text!("Registration needs a code sent by mail." / "注册需要邮件验证码。"),
    ),
    known(
        "EmailDomainRestrictionEnabled",
        "login",
        Type::Truth,
        Some("false"),
        text!(
            "Only addresses of the listed mail domains may register."
                / "仅允许列出的邮箱域名注册。"
        ),
    ),
    known(
        "EmailDomainWhitelist",
        "login",
        Type::Text,
        None,
        text!(
            "The mail domains that may register, separated by commas."
                / "允许注册的邮箱域名，以逗号分隔。"
        ),
    ),
    known(
        "GitHubOAuthEnabled",
        "login",
        Type::Truth,
        Some("false"),
        text!(
            "Users may sign in with GitHub. Needs the client id first."
                / "允许使用 GitHub 登录。需先填写 Client ID。"
        ),
    ),
    known(
        "GitHubClientId",
        "login",
        Type::Text,
        Some(""),
        text!("The client id at GitHub." / "GitHub 的 Client ID。"),
    ),
    known(
        "GitHubClientSecret",
        "login",
        Type::Secret,
        Some(""),
        text!("The client secret at GitHub." / "GitHub 的 Client Secret。"),
    ),
    known(
        "LarkClientId",
        "login",
        Type::Text,
        Some(""),
        text!("The client id at Lark." / "飞书的 Client ID。"),
    ),
    known(
        "LarkClientSecret",
        "login",
        Type::Secret,
        Some(""),
        text!("The client secret at Lark." / "飞书的 Client Secret。"),
    ),
    known(
        "OidcEnabled",
        "login",
        Type::Truth,
        Some("false"),
        text!("Users may sign in with OIDC." / "允许使用 OIDC 登录。"),
    ),
    known(
        "OidcClientId",
        "login",
        Type::Text,
        Some(""),
        text!("The client id at the OIDC provider." / "OIDC 提供方的 Client ID。"),
    ),
    known(
        "OidcClientSecret",
        "login",
        Type::Secret,
        Some(""),
        text!("The client secret at the OIDC provider." / "OIDC 提供方的 Client Secret。"),
    ),
    known(
        "OidcWellKnown",
        "login",
        Type::Text,
        Some(""),
        text!("The discovery address of the OIDC provider." / "OIDC 提供方的发现地址。"),
    ),
    known(
        "OidcAuthorizationEndpoint",
        "login",
        Type::Text,
        Some(""),
        text!("Where users sign in at the OIDC provider." / "OIDC 提供方的授权地址。"),
    ),
    known(
        "OidcTokenEndpoint",
        "login",
        Type::Text,
        Some(""),
        text!("Where the gateway exchanges the code for a token." / "网关用授权码换取令牌的地址。"),
    ),
    known(
        "OidcUserinfoEndpoint",
        "login",
        Type::Text,
        Some(""),
        text!("Where the gateway reads who signed in." / "网关读取登录用户信息的地址。"),
    ),
    known(
        "WeChatAuthEnabled",
        "login",
        Type::Truth,
        Some("false"),
        text!(
            "Users may sign in with WeChat. Needs the server address first."
                / "允许使用微信登录。需先填写服务器地址。"
        ),
    ),
    known(
        "WeChatServerAddress",
        "login",
        Type::Text,
        Some(""),
        text!("The address of the WeChat server." / "微信服务器地址。"),
    ),
    known(
        "WeChatServerToken",
        "login",
        Type::Secret,
        Some(""),
        text!("The token of the WeChat server." / "微信服务器令牌。"),
    ),
    known(
        "WeChatAccountQRCodeImageURL",
        "login",
        Type::Text,
        Some(""),
        text!("The image with the code of the WeChat account." / "微信公众号二维码图片地址。"),
    ),
    known(
        "TurnstileCheckEnabled",
        "login",
        Type::Truth,
        Some("false"),
        text!(
            "Sign-in and registration are checked by Turnstile. Needs the site key first."
                / "登录和注册需通过 Turnstile 校验。需先填写站点密钥。"
        ),
    ),
    known(
        "TurnstileSiteKey",
        "login",
        Type::Text,
        Some(""),
        text!("The public key of the site at Turnstile." / "Turnstile 的站点公钥。"),
    ),
    known(
        "TurnstileSecretKey",
        "login",
        Type::Secret,
        Some(""),
        text!("The secret key at Turnstile." / "Turnstile 的私钥。"),
    ),
];

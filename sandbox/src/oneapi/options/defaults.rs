//! The options of a fresh server, with their texts.

use crate::oneapi::version::Version;

/// The built-in prices of the original, which it lists as an option.
const MODEL_RATIO: &str = include_str!("model_ratio.json");
/// The built-in factors of the original for what a model generates.
const COMPLETION_RATIO: &str = include_str!("completion_ratio.json");

const MAIL_DOMAINS: &str =
    "gmail.com,163.com,126.com,qq.com,outlook.com,hotmail.com,icloud.com,yahoo.com,foxmail.com";

/// Options that every version has.
const EVERYWHERE: &[(&str, &str)] = &[
    ("About", ""),
    ("ApproximateTokenEnabled", "false"),
    ("AutomaticDisableChannelEnabled", "false"),
    ("AutomaticEnableChannelEnabled", "false"),
    ("ChannelDisableThreshold", "5"),
    ("ChatLink", ""),
    ("DisplayInCurrencyEnabled", "true"),
    ("DisplayTokenStatEnabled", "true"),
    ("EmailDomainRestrictionEnabled", "false"),
    ("EmailDomainWhitelist", MAIL_DOMAINS),
    ("EmailVerificationEnabled", "false"),
    ("Footer", ""),
    ("GitHubClientId", ""),
    ("GitHubClientSecret", ""),
    ("GitHubOAuthEnabled", "false"),
    ("GroupRatio", r#"{"default":1,"svip":1,"vip":1}"#),
    ("HomePageContent", ""),
    ("LogConsumeEnabled", "true"),
    ("Logo", ""),
    ("MessagePusherAddress", ""),
    ("MessagePusherToken", ""),
    ("Notice", ""),
    ("OidcEnabled", "false"),
    ("PasswordLoginEnabled", "true"),
    ("PasswordRegisterEnabled", "true"),
    ("PreConsumedQuota", "500"),
    ("QuotaForInvitee", "0"),
    ("QuotaForInviter", "0"),
    ("QuotaForNewUser", "0"),
    ("QuotaPerUnit", "500000"),
    ("QuotaRemindThreshold", "1000"),
    ("RegisterEnabled", "true"),
    ("RetryTimes", "0"),
    ("SMTPAccount", ""),
    ("SMTPFrom", ""),
    ("SMTPPort", "587"),
    ("SMTPServer", ""),
    ("SMTPToken", ""),
    ("ServerAddress", ""),
    ("SystemName", "One API"),
    ("TopUpLink", ""),
    ("TurnstileCheckEnabled", "false"),
    ("TurnstileSecretKey", ""),
    ("TurnstileSiteKey", ""),
    ("WeChatAccountQRCodeImageURL", ""),
    ("WeChatAuthEnabled", "false"),
    ("WeChatServerAddress", ""),
    ("WeChatServerToken", ""),
];

/// Options that the fork adds.
const FORK: &[(&str, &str)] = &[
    ("EmailProvider", ""),
    ("LarkClientId", ""),
    ("LarkClientSecret", ""),
    ("OidcAuthorizationEndpoint", ""),
    ("OidcClientId", ""),
    ("OidcClientSecret", ""),
    ("OidcTokenEndpoint", ""),
    ("OidcUserinfoEndpoint", ""),
    ("OidcWellKnown", ""),
    ("ResendAPIKey", ""),
    ("Theme", "modern"),
];

/// Options that came with payments, after the switch to UUIDs.
const PAYMENTS: &[(&str, &str)] = &[
    ("MinTopUpUSD", "5"),
    ("StripeSecretKey", ""),
    ("StripeWebhookSecret", ""),
];

/// Options that only the original has, or has with another text.
const ORIGINAL: &[(&str, &str)] = &[
    ("Theme", "default"),
    ("ModelRatio", MODEL_RATIO),
    ("CompletionRatio", COMPLETION_RATIO),
];

/// The built-in prices of the original.
pub(super) fn model_ratio() -> &'static str {
    MODEL_RATIO
}

/// All options of a fresh server. A text from a file loses the line's end.
pub(super) fn of(version: Version) -> impl Iterator<Item = (&'static str, &'static str)> {
    let more: [&[(&str, &str)]; 2] = match version {
        Version::F2 => [FORK, PAYMENTS],
        Version::F1 => [FORK, &[]],
        Version::U => [ORIGINAL, &[]],
    };
    let all = EVERYWHERE.iter().chain(more[0]).chain(more[1]);
    all.map(|(key, text)| (*key, text.trim_end()))
}

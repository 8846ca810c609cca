//! Options about money and forwarding.

use super::{Known, Type, known};
use crate::schema::All;
use crate::text;

/// These options.
pub const OPTIONS: All<Known> = &[
    known(
        "GroupRatio",
        "billing",
        Type::Json,
        None,
        text!(
            "The ratio of each group, multiplied with the price of a call. Not checked before it is stored: a broken text empties the live table, and every group is then billed at 1."
                / "各分组的倍率，与请求价格相乘。存储前不校验：文本损坏会清空生效的倍率表，此后所有分组按 1 计费。"
        ),
    ),
    known(
        "ModelRatio",
        "billing",
        Type::Json,
        None,
        text!(
            "The input price of each model, in quota units per token."
                / "各模型的输入价格，单位为每 token 额度。"
        ),
    ),
    known(
        "CompletionRatio",
        "billing",
        Type::Json,
        None,
        text!(
            "The output price of each model, as a multiple of its input price."
                / "各模型的输出价格，为输入价格的倍数。"
        ),
    ),
    known(
        "QuotaPerUnit",
        "billing",
        Type::Number,
        Some("500000"),
        text!(
            "How many units of quota are shown as a US dollar. It changes what is displayed; a call costs the same."
                / "多少额度显示为一美元。仅影响显示，请求费用不变。"
        ),
    ),
    known(
        "DisplayInCurrencyEnabled",
        "billing",
        Type::Truth,
        Some("true"),
        text!(
            "Users see money instead of units of quota, in logs too."
                / "向用户显示金额而非额度，日志中也是如此。"
        ),
    ),
    known(
        "DisplayTokenStatEnabled",
        "billing",
        Type::Truth,
        Some("true"),
        text!(
            "The billing endpoints report the token instead of the user."
                / "计费接口返回令牌而非用户的数据。"
        ),
    ),
    known(
        "QuotaForNewUser",
        "billing",
        Type::Whole,
        Some("0"),
        text!("Quota that each new user gets." / "每个新用户获得的额度。"),
    ),
    known(
        "QuotaForInviter",
        "billing",
        Type::Whole,
        Some("0"),
        text!("Quota for a user whose invitation was used." / "邀请人获得的额度。"),
    ),
    known(
        "QuotaForInvitee",
        "billing",
        Type::Whole,
        Some("0"),
        text!("Quota for a user who was invited." / "被邀请人获得的额度。"),
    ),
    known(
        "QuotaRemindThreshold",
        "billing",
        Type::Whole,
        Some("1000"),
        text!(
            "Users get a reminder by mail when they have less quota than this."
                / "用户额度低于此值时发送邮件提醒。"
        ),
    ),
    known(
        "PreConsumedQuota",
        "billing",
        Type::Whole,
        Some("500"),
        text!("Quota that is reserved when a call begins." / "请求开始时预留的额度。"),
    ),
    known(
        "ChannelDisableThreshold",
        "channels",
        Type::Number,
        Some("5"),
        text!(
            "Seconds. A sweep of tests disables a channel that is slower, where automatic disabling is on. 0 switches this off."
                / "秒。开启自动禁用时，批量测试会禁用更慢的渠道。0 表示不限制。"
        ),
    ),
    known(
        "AutomaticDisableChannelEnabled",
        "channels",
        Type::Truth,
        Some("false"),
        text!(
            "Channels are disabled after fatal errors and by sweeps of tests. A sweep also disables channels that cannot chat: audio, embeddings, images, DeepL."
                / "出现致命错误或批量测试时自动禁用渠道。批量测试也会禁用不能对话的渠道：音频、嵌入、图像、DeepL。"
        ),
    ),
    known(
        "AutomaticEnableChannelEnabled",
        "channels",
        Type::Truth,
        Some("false"),
        text!(
            "A sweep of tests enables channels whose test passes, also those disabled by hand."
                / "批量测试会启用通过测试的渠道，包括手动禁用的渠道。"
        ),
    ),
    known(
        "RetryTimes",
        "channels",
        Type::Whole,
        Some("0"),
        text!(
            "How often a failed call is tried again with another channel."
                / "请求失败后使用其他渠道重试的次数。"
        ),
    ),
    known(
        "LogConsumeEnabled",
        "logs",
        Type::Truth,
        Some("true"),
        text!(
            "Calls are logged. If it is off, spending leaves no log at all."
                / "记录请求日志。关闭后消费不留任何日志。"
        ),
    ),
    known(
        "ApproximateTokenEnabled",
        "logs",
        Type::Truth,
        Some("false"),
        text!("Tokens are estimated instead of counted." / "估算而非精确计算 token。"),
    ),
    known(
        "MinTopUpUSD",
        "payment",
        Type::Whole,
        Some("5"),
        text!(
            "The smallest payment in US dollars. Less than 1 counts as 1."
                / "最小支付金额（美元）。小于 1 按 1 计。"
        ),
    ),
    known(
        "StripeSecretKey",
        "payment",
        Type::Secret,
        Some(""),
        text!("The secret key at Stripe." / "Stripe 的私钥。"),
    ),
    known(
        "StripeWebhookSecret",
        "payment",
        Type::Secret,
        Some(""),
        text!("The secret of the webhook at Stripe." / "Stripe Webhook 的密钥。"),
    ),
];

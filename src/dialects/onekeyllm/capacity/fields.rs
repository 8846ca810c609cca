//! The fields of an account's capacity (contract 5.9, 6.3).

use serde_json::Value as Json;

use super::super::accounts::fields::NAME;
use super::super::accounts::status::STATUS;
use super::super::accounts::windows::{FIVE_HOUR, MONTHLY, WEEKLY};
use crate::domain::money::Amount;
use crate::domain::time::UnixSeconds;
use crate::records::pick;
use crate::schema::{All, Column, FieldSpec, Priority, Ref, Str, Value};
use crate::text;

/// The words for a provider, also of other gateways, and its name, which is the same in every
/// language.
const PROVIDERS: All<(Str, Str)> = &[
    ("codex", "Codex"),
    ("openai", "Codex"),
    ("chatgpt", "Codex"),
    ("claude", "Claude"),
    ("anthropic", "Claude"),
];

const PROVIDER_NAMES: All<Str> = &["provider", "platform", "account_type"];

const ID_NAMES: All<Str> = &["account_id", "id"];

/// The id of the account, and what it is called.
const ACCOUNT_NAMES: All<Str> = &["account_id", "id", "name", "label", "email"];

/// The provider of the account. An unknown word stays as it came.
pub const PROVIDER: Column<String> = FieldSpec::status(
    "provider",
    text!("Provider" / "提供商"),
    PROVIDER_NAMES,
    &[],
)
.read_by(|row| known_provider(row).map(|word| Value::Text(word.to_owned())))
.column(88, Priority::Above720)
.sorts();

/// The account's id at the gateway.
pub const ID: Column<String> =
    FieldSpec::ident("id", text!("Account id" / "账户标识"), ID_NAMES).searched();

/// The account in the list of Codex accounts.
const CODEX_ACCOUNT: Column<Ref> = FieldSpec::reference(
    "codex_account",
    text!("Codex account" / "Codex 账户"),
    ACCOUNT_NAMES,
    "codex-accounts",
)
.read_by(|row| absent_unless(row, "Codex"))
.if_present();

/// The account in the list of Claude accounts.
const CLAUDE_ACCOUNT: Column<Ref> = FieldSpec::reference(
    "claude_account",
    text!("Claude account" / "Claude 账户"),
    ACCOUNT_NAMES,
    "claude-accounts",
)
.read_by(|row| absent_unless(row, "Claude"))
.if_present();

/// What the gateway estimates can still be spent through it.
const REMAINING: Column<Amount> = FieldSpec::money(
    "estimated_remaining",
    text!("Estimated remaining, USD" / "预计剩余，USD"),
    &[
        "estimated_remaining_usd",
        "remaining_usd",
        "balance_usd",
        "available_usd",
    ],
)
.column(168, Priority::Above1040)
.counter()
.sorts();

/// When the gateway last asked the provider for the windows.
pub const UPDATED_AT: Column<UnixSeconds> = FieldSpec::time(
    "updated_at",
    text!("Windows as of" / "用量数据时间"),
    &["updated_at", "usage.updated_at", "usage_updated_at"],
)
.column(112, Priority::Above720)
.counter()
.outcome_words(
    text!("The windows are as of {value}." / "用量数据的时间为 {value}。"),
    text!("The gateway tells no time of the windows." / "网关未提供用量数据的时间。"),
)
.sorts();

/// All fields, in the order of the table and of the drawer. On the narrowest screen the windows stay.
pub const FIELDS: All<FieldSpec> = &[
    NAME.column(152, Priority::Always).spec,
    PROVIDER.spec,
    STATUS.column(128, Priority::Above720).spec,
    FIVE_HOUR.column(112, Priority::Always).spec,
    WEEKLY.column(112, Priority::Always).spec,
    MONTHLY.column(112, Priority::Always).spec,
    REMAINING.spec,
    UPDATED_AT.spec,
    CODEX_ACCOUNT.spec,
    CLAUDE_ACCOUNT.spec,
    ID.spec,
];

/// Returns the name of the provider, if it is a known one.
fn known_provider(row: &Json) -> Option<Str> {
    let word = pick(row, PROVIDER_NAMES).json()?.as_str()?;
    let word = word.trim().to_lowercase();
    let known = PROVIDERS.iter().find(|(known, _)| *known == word);
    known.map(|(_, name)| *name)
}

/// A reference is read only for an account of its provider.
fn absent_unless(row: &Json, provider: Str) -> Option<Value> {
    (known_provider(row) != Some(provider)).then_some(Value::Missing)
}

#[cfg(test)]
mod tests {
    use super::{CLAUDE_ACCOUNT, CODEX_ACCOUNT, FIELDS, ID, PROVIDER, REMAINING, UPDATED_AT};
    use crate::dialects::onekeyllm::accounts::state::{use_rank, use_word};
    use crate::dialects::onekeyllm::accounts::windows::{FIVE_HOUR, MONTHLY, WEEKLY};
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;
    use crate::records::read_fields;
    use crate::schema::{Record, Ref};

    fn read(row: &str) -> Record {
        read_fields(FIELDS, &serde_json::from_str(row).expect("JSON"))
    }

    #[test]
    fn rows_of_differently_shaped_gateways() {
        // The id, the provider, the windows used, what remains, and the time of the snapshot.
        check_table(
            r##"
            {"account_id":"codex_01","provider":"codex","five_hour":{"used_percent":35.5},"weekly":{"used_percent":100},"estimated_remaining_usd":"3.200000000","updated_at":1711555000} => codex_01 Codex 35500 100000 - 3.200000000 1711555000
            {"accountId":7,"provider":"Anthropic","fiveHour":{"utilization":12},"sevenDay":{"utilization":3},"estimatedRemainingUsd":"0.1","updatedAt":"2024-03-27T15:56:40Z"} => 7 Claude 12000 3000 - 0.1 1711555000
            {"id":8,"provider":"openai","primary":{"used_percent":7,"limit_window_seconds":2592000},"balance_usd":"2","usage":{"updated_at":1711555000000}} => 8 Codex - - 7000 2 1711555000
            {"account_id":"g1","provider":"gemini","weekly":null,"estimated_remaining_usd":null,"updated_at":null} => g1 gemini - - - - -
            {"account_id":"x"} => x - - - - - -
            "##,
            |row| {
                let row = read(row);
                let used = [&FIVE_HOUR, &WEEKLY, &MONTHLY].map(|window| {
                    let used = row.get(window).and_then(|window| window.used);
                    used.map_or("-".to_owned(), |used| used.thousandths().to_string())
                });
                let or_dash = |text: &str| {
                    if text.is_empty() {
                        "-".to_owned()
                    } else {
                        text.to_owned()
                    }
                };
                let left = row
                    .get(&REMAINING)
                    .map_or("-".to_owned(), |amount| amount.text.clone());
                let at = row
                    .get(&UPDATED_AT)
                    .map_or("-".to_owned(), |at| at.0.to_string());
                let [id, provider] = [&ID, &PROVIDER].map(|field| or_dash(row.text(field)));
                format!("{id} {provider} {} {left} {at}", used.join(" "))
            },
        );
    }

    #[test]
    fn the_account_in_its_own_list() {
        check_table(
            r##"
            {"account_id":"codex_01","provider":"codex","label":"Ada"} => codex-accounts codex_01 Ada
            {"accountId":7,"provider":"claude","email":"a@x"} => claude-accounts 7 a@x
            {"account_id":"codex_01","provider":"ChatGPT"} => codex-accounts codex_01 -
            {"account_id":"g1","provider":"gemini","label":"G"} => -
            {"account_id":"g1"} => -
            "##,
            |row| {
                let row = read(row);
                let found = [&CODEX_ACCOUNT, &CLAUDE_ACCOUNT].map(|field| row.get(field));
                let said = |one: &Ref| {
                    let id = one.id.as_ref().map_or("-", |id| id.as_str());
                    format!("{} {id} {}", one.of, one.name.as_deref().unwrap_or("-"))
                };
                match found {
                    [Some(one), None] | [None, Some(one)] => said(one),
                    [None, None] => "-".to_owned(),
                    [Some(_), Some(_)] => "both".to_owned(),
                }
            },
        );
    }

    #[test]
    fn a_window_past_its_reset_does_not_count() {
        check_table(
            r##"
            {"five_hour":{"used_percent":95,"resets_at":999},"weekly":{"used_percent":40,"resets_at":2000}} => free -
            {"five_hour":{"used_percent":95,"resets_at":1001},"weekly":{"used_percent":40,"resets_at":2000}} => nearly 95000
            {"five_hour":{"used_percent":95,"resets_at":999}} => - -
            "##,
            |row| {
                let (row, now) = (read(row), UnixSeconds(1_000));
                let rank = use_rank(&row, now).map_or("-".to_owned(), |rank| rank.to_string());
                format!("{} {rank}", use_word(&row, now).unwrap_or("-"))
            },
        );
    }
}

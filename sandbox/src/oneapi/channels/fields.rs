//! The fields of a channel in a body: what Go decodes them into, and what a change does with what it
//! finds (contract 3.1.1, 3.1.3). The three versions read the same table.

use rusqlite::types::Value as Stored;
use serde_json::Value;

use crate::oneapi::version::Version;

/// What a field holds, as Go names it in its refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Int,
    Int64,
    Uint,
    Float,
    /// Anything.
    Json,
}

/// What a change does with a field that is absent, null, or zero. A real value is always stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Names the row; is never changed.
    Identifier,
    /// Zero and empty keep what is stored, as null does.
    Plain,
    /// Zero and empty are stored; null keeps.
    Nullable,
    /// Empty is stored; null clears in the fork and keeps in the original.
    Clearable,
    /// Null, empty and an empty list clear; a list is stored without repetitions.
    HiddenModels,
    /// Empty and an unknown model clear; null keeps.
    TestingModel,
    /// Stands inside the configuration.
    Tooling,
    /// Is the server's own.
    Ignored,
}

/// A field.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    pub(super) kind: Kind,
    /// Whether the original knows it too.
    is_in_original: bool,
}

const fn field(name: &'static str, holds: Holds, kind: Kind) -> Field {
    Field {
        name,
        holds,
        kind,
        is_in_original: true,
    }
}

const fn fork(name: &'static str, holds: Holds, kind: Kind) -> Field {
    Field {
        name,
        holds,
        kind,
        is_in_original: false,
    }
}

/// All fields, in the order of the server's struct.
const FIELDS: &[Field] = &[
    field("id", Holds::Int, Kind::Identifier),
    fork("uuid", Holds::Text, Kind::Identifier),
    field("type", Holds::Int, Kind::Plain),
    field("key", Holds::Text, Kind::Plain),
    field("status", Holds::Int, Kind::Plain),
    field("name", Holds::Text, Kind::Plain),
    field("weight", Holds::Uint, Kind::Nullable),
    field("created_time", Holds::Int64, Kind::Plain),
    field("test_time", Holds::Int64, Kind::Plain),
    field("response_time", Holds::Int, Kind::Plain),
    field("base_url", Holds::Text, Kind::Nullable),
    field("other", Holds::Text, Kind::Nullable),
    field("balance", Holds::Float, Kind::Plain),
    field("balance_updated_time", Holds::Int64, Kind::Plain),
    field("models", Holds::Text, Kind::Plain),
    fork("hidden_models", Holds::Text, Kind::HiddenModels),
    fork("model_configs", Holds::Text, Kind::Clearable),
    field("group", Holds::Text, Kind::Plain),
    field("used_quota", Holds::Int64, Kind::Plain),
    field("model_mapping", Holds::Text, Kind::Clearable),
    field("priority", Holds::Int64, Kind::Nullable),
    field("config", Holds::Text, Kind::Plain),
    field("system_prompt", Holds::Text, Kind::Clearable),
    fork("ratelimit", Holds::Int, Kind::Nullable),
    fork("testing_model", Holds::Text, Kind::TestingModel),
    fork("model_ratio", Holds::Text, Kind::Nullable),
    fork("completion_ratio", Holds::Text, Kind::Nullable),
    fork("created_at", Holds::Int64, Kind::Plain),
    fork("updated_at", Holds::Int64, Kind::Ignored),
    fork("inference_profile_arn_map", Holds::Text, Kind::Clearable),
    fork("tooling", Holds::Json, Kind::Tooling),
];

/// The fields that a version knows.
pub(super) fn known(version: Version) -> impl Iterator<Item = &'static Field> {
    let known = move |field: &&Field| match field.name {
        "uuid" => version.has_uuids(),
        _ => version.is_fork() || field.is_in_original,
    };
    FIELDS.iter().filter(known)
}

/// What a change does with a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Effect {
    Keep,
    Store(Stored),
}

impl Field {
    /// What a change does with what was sent: `None` for a field that is absent.
    pub(super) fn effect(&self, version: Version, sent: Option<&Value>) -> Effect {
        let Some(sent) = sent else {
            return Effect::Keep;
        };
        match self.kind {
            Kind::Identifier | Kind::Tooling | Kind::Ignored => Effect::Keep,
            Kind::Plain if is_zero(sent) => Effect::Keep,
            Kind::Nullable if sent.is_null() => Effect::Keep,
            Kind::TestingModel if sent.is_null() => Effect::Keep,
            Kind::Clearable if sent.is_null() && !version.is_fork() => Effect::Keep,
            Kind::HiddenModels | Kind::TestingModel if is_zero(sent) => Effect::Store(Stored::Null),
            _ => Effect::Store(stored(sent)),
        }
    }
}

/// Whether it is what Go calls the zero value, or null.
pub(super) fn is_zero(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Number(number) => number.as_f64() == Some(0.0),
        _ => false,
    }
}

/// A decoded value as the database keeps it.
pub(super) fn stored(value: &Value) -> Stored {
    match value {
        Value::String(text) => Stored::Text(text.clone()),
        Value::Number(number) => match number.as_i64() {
            Some(number) => Stored::Integer(number),
            None => Stored::Real(number.as_f64().unwrap_or_default()),
        },
        _ => Stored::Null,
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::types::Value as Stored;
    use serde_json::{Value, json};

    use super::{Effect, known};
    use crate::oneapi::version::Version;

    /// What a change does with a field: what was sent, and what is stored; `None` keeps.
    fn effect(version: Version, name: &str, sent: Option<Value>) -> Option<Stored> {
        let field = known(version).find(|field| field.name == name);
        match field.expect("a field").effect(version, sent.as_ref()) {
            Effect::Keep => None,
            Effect::Store(stored) => Some(stored),
        }
    }

    fn text(text: &str) -> Option<Stored> {
        Some(Stored::Text(text.to_owned()))
    }

    #[test]
    fn texts_are_never_emptied() {
        for version in [Version::F2, Version::F1, Version::U] {
            for name in ["key", "name", "models", "group", "config"] {
                assert_eq!(effect(version, name, None), None, "{name} absent");
                assert_eq!(
                    effect(version, name, Some(json!(null))),
                    None,
                    "{name} null"
                );
                assert_eq!(effect(version, name, Some(json!(""))), None, "{name} empty");
                assert_eq!(effect(version, name, Some(json!(" "))), text(" "), "{name}");
            }
        }
    }

    #[test]
    fn numbers_of_the_server_are_never_zeroed_but_can_be_written() {
        for version in [Version::F2, Version::F1, Version::U] {
            for name in [
                "type",
                "status",
                "used_quota",
                "balance_updated_time",
                "test_time",
                "created_time",
                "response_time",
            ] {
                assert_eq!(effect(version, name, None), None, "{name} absent");
                assert_eq!(
                    effect(version, name, Some(json!(null))),
                    None,
                    "{name} null"
                );
                assert_eq!(effect(version, name, Some(json!(0))), None, "{name} zero");
                let greatest = effect(version, name, Some(json!(i64::MAX)));
                assert_eq!(greatest, Some(Stored::Integer(i64::MAX)), "{name}");
            }
            let balance = effect(version, "balance", Some(json!(1.5)));
            assert_eq!(balance, Some(Stored::Real(1.5)));
            assert_eq!(effect(version, "balance", Some(json!(0.0))), None);
        }
    }

    #[test]
    fn some_numbers_can_be_zeroed() {
        for (version, names) in [
            (Version::F2, vec!["weight", "priority", "ratelimit"]),
            (Version::F1, vec!["weight", "priority", "ratelimit"]),
            (Version::U, vec!["weight", "priority"]),
        ] {
            for name in names {
                assert_eq!(effect(version, name, None), None, "{name} absent");
                assert_eq!(
                    effect(version, name, Some(json!(null))),
                    None,
                    "{name} null"
                );
                let zero = effect(version, name, Some(json!(0)));
                assert_eq!(zero, Some(Stored::Integer(0)), "{name} zero");
            }
        }
    }

    #[test]
    fn some_texts_can_be_emptied() {
        for (version, names) in [
            (
                Version::F2,
                vec!["base_url", "other", "model_ratio", "completion_ratio"],
            ),
            (Version::U, vec!["base_url", "other"]),
        ] {
            for name in names {
                assert_eq!(effect(version, name, None), None, "{name} absent");
                assert_eq!(
                    effect(version, name, Some(json!(null))),
                    None,
                    "{name} null"
                );
                assert_eq!(effect(version, name, Some(json!(""))), text(""), "{name}");
            }
        }
    }

    #[test]
    fn null_clears_in_the_fork_only() {
        for (version, cleared) in [
            (Version::F2, Some(Stored::Null)),
            (Version::F1, Some(Stored::Null)),
            (Version::U, None),
        ] {
            for name in ["model_mapping", "system_prompt"] {
                assert_eq!(effect(version, name, None), None, "{name} absent");
                let null = effect(version, name, Some(json!(null)));
                assert_eq!(null, cleared, "{version:?} {name}");
                assert_eq!(effect(version, name, Some(json!(""))), text(""), "{name}");
                assert_eq!(effect(version, name, Some(json!("x"))), text("x"), "{name}");
            }
        }
        for name in ["model_configs", "inference_profile_arn_map"] {
            let null = effect(Version::F2, name, Some(json!(null)));
            assert_eq!(null, Some(Stored::Null), "{name}");
        }
    }

    #[test]
    fn lists_of_models_have_rules_of_their_own() {
        let hidden = |sent: Value| effect(Version::F2, "hidden_models", Some(sent));
        assert_eq!(effect(Version::F2, "hidden_models", None), None);
        assert_eq!(hidden(json!(null)), Some(Stored::Null));
        assert_eq!(hidden(json!("")), Some(Stored::Null));
        let testing = |sent: Value| effect(Version::F2, "testing_model", Some(sent));
        assert_eq!(effect(Version::F2, "testing_model", None), None);
        assert_eq!(testing(json!(null)), None);
        assert_eq!(testing(json!("")), Some(Stored::Null));
        assert_eq!(testing(json!("gpt-4o")), text("gpt-4o"));
    }

    #[test]
    fn what_is_the_servers_own_is_ignored() {
        for name in ["id", "uuid", "updated_at", "tooling"] {
            assert_eq!(effect(Version::F2, name, Some(json!(6))), None, "{name}");
        }
        let created = effect(Version::F2, "created_at", Some(json!(5)));
        assert_eq!(created, Some(Stored::Integer(5)));
    }
}

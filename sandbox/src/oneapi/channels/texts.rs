//! Texts of a channel that hold JSON and are checked before they are stored: hidden models and the
//! map of inference profiles.

use serde_json::Value;

use super::body::name_of;
use crate::oneapi::go_json;

/// The hidden models as they are stored: without repetitions, `None` where there are none.
///
/// # Errors
/// The server's words, without what it says before them.
pub(super) fn hidden_models(text: &str) -> Result<Option<String>, String> {
    let prefix = "normalize hidden models: hidden_models must be a JSON array of strings: ";
    if text.trim().is_empty() {
        return Ok(None);
    }
    go_json::check(text.as_bytes()).map_err(|error| format!("{prefix}{error}"))?;
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let items = match value {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        other => {
            let what = name_of(&other);
            return Err(format!(
                "{prefix}json: cannot unmarshal {what} into Go value of type []string"
            ));
        }
    };
    let mut names: Vec<String> = Vec::new();
    for item in items {
        let name = match item {
            Value::String(name) => name.trim().to_owned(),
            Value::Null => String::new(),
            other => {
                let what = name_of(&other);
                return Err(format!(
                    "{prefix}json: cannot unmarshal {what} into Go value of type string"
                ));
            }
        };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok((!names.is_empty()).then(|| Value::from(names).to_string()))
}

/// Checks a map of models to inference profiles.
///
/// # Errors
/// The server's words, without what it says before them.
pub(super) fn check_inference_profiles(text: &str) -> Result<(), String> {
    if text.is_empty() {
        return Ok(());
    }
    let prefix = "invalid inference profile ARN map: ";
    go_json::check(text.as_bytes()).map_err(|error| format!("{prefix}{error}"))?;
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let Value::Object(profiles) = value else {
        let what = name_of(&value);
        return Err(format!(
            "{prefix}json: cannot unmarshal {what} into Go value of type map[string]string"
        ));
    };
    for (model, profile) in &profiles {
        let Some(profile) = profile.as_str() else {
            let what = name_of(profile);
            return Err(format!(
                "{prefix}json: cannot unmarshal {what} into Go value of type string"
            ));
        };
        if model.is_empty() {
            return Err("inference profile ARN map cannot contain empty keys".to_owned());
        }
        if profile.is_empty() {
            return Err("inference profile ARN map cannot contain empty values".to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{check_inference_profiles, hidden_models};

    #[test]
    fn hidden_models_are_a_list_of_names() {
        let list = "normalize hidden models: hidden_models must be a JSON array of strings: ";
        for (text, expect) in [
            ("", Ok(None)),
            ("[]", Ok(None)),
            ("null", Ok(None)),
            (r#"["a","a"," b ",""]"#, Ok(Some(r#"["a","b"]"#.to_owned()))),
            (
                "gpt-4o",
                Err(format!(
                    "{list}invalid character 'g' looking for beginning of value"
                )),
            ),
            (
                "{}",
                Err(format!(
                    "{list}json: cannot unmarshal object into Go value of type []string"
                )),
            ),
            (
                "[1]",
                Err(format!(
                    "{list}json: cannot unmarshal number into Go value of type string"
                )),
            ),
        ] {
            assert_eq!(hidden_models(text), expect, "{text}");
        }
    }

    #[test]
    fn inference_profiles_have_names_and_values() {
        for (text, expect) in [
            ("", Ok(())),
            ("{}", Ok(())),
            (r#"{"m":"arn:aws"}"#, Ok(())),
            (
                r#"{"":"x"}"#,
                Err("inference profile ARN map cannot contain empty keys"),
            ),
            (
                r#"{"m":""}"#,
                Err("inference profile ARN map cannot contain empty values"),
            ),
        ] {
            let checked = check_inference_profiles(text);
            assert_eq!(
                checked.as_ref().map_err(String::as_str),
                expect.as_ref().map_err(|e| *e),
                "{text}"
            );
        }
        assert!(check_inference_profiles("nope").is_err());
        assert!(check_inference_profiles(r#"{"m":1}"#).is_err());
    }
}

//! Reads what an admin pasted: `code#state`, a bare code, a query string, or the whole address that
//! the browser ended at.

use crate::error::ApiError;

/// The shortest code.
const MIN_LENGTH: usize = 10;

/// A code, and the state that was pasted with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pasted {
    pub(super) code: String,
    pub(super) state: Option<String>,
}

/// Reads pasted text.
pub(super) fn read(text: &str) -> Result<Pasted, ApiError> {
    let text = text.trim();
    let pasted = if has_parameters(text) {
        from_parameters(text)?
    } else {
        match text.split_once('#') {
            Some((code, state)) => Pasted {
                code: code.to_owned(),
                state: Some(state.to_owned()).filter(|state| !state.is_empty()),
            },
            None => Pasted {
                code: text.to_owned(),
                state: None,
            },
        }
    };
    if is_code(&pasted.code) {
        Ok(pasted)
    } else {
        Err(invalid("This is not an authorization code."))
    }
}

/// Whether the text is an address or a query string.
fn has_parameters(text: &str) -> bool {
    ["http://", "https://", "/"]
        .iter()
        .any(|start| text.starts_with(start))
        || text.contains("code=")
        || text.contains("error=")
}

/// Reads the parameters of the query and of the fragment. A fragment without names is the state.
fn from_parameters(text: &str) -> Result<Pasted, ApiError> {
    let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
    let query = before.split_once('?').map_or(before, |(_, query)| query);
    let (mut code, mut state) = (None, None);
    for part in [query, fragment] {
        for (name, value) in form_urlencoded::parse(part.replace('+', "%2B").as_bytes()) {
            match &*name {
                "code" => code = Some(value.into_owned()),
                "state" => state = Some(value.into_owned()),
                "error" => return Err(invalid("The provider refused; there is no code in this.")),
                _ => {}
            }
        }
    }
    if state.is_none() && !fragment.is_empty() && !fragment.contains('=') {
        state = Some(fragment.to_owned());
    }
    let missing = || invalid("There is no code in this address.");
    Ok(Pasted {
        code: code.ok_or_else(missing)?,
        state,
    })
}

fn is_code(text: &str) -> bool {
    let is_usual = |letter: char| letter.is_ascii_alphanumeric() || "_-.~+/=".contains(letter);
    text.len() >= MIN_LENGTH && text.chars().all(is_usual) && !text.starts_with("sk-ant-")
}

fn invalid(message: &str) -> ApiError {
    ApiError::invalid("invalid_code", "code", message)
}

#[cfg(test)]
mod tests {
    use super::{Pasted, read};

    fn check(text: &str, expect: Option<(&str, Option<&str>)>) {
        let expect = expect.map(|(code, state)| Pasted {
            code: code.to_owned(),
            state: state.map(str::to_owned),
        });
        assert_eq!(read(text).ok(), expect, "{text:?}");
    }

    #[test]
    fn pasted_texts() {
        let both = Some(("CODE123456", Some("STATE789")));
        check("CODE123456#STATE789", both);
        check(" CODE123456#STATE789\n", both);
        let shown = "https://platform.claude.com/oauth/code/callback";
        check(&format!("{shown}?code=CODE123456&state=STATE789"), both);
        check(&format!("{shown}?code=CODE123456#STATE789"), both);
        check("code=CODE123456#STATE789", both);
        check(
            "http://localhost:54545/callback#code=CODE123456&state=STATE789",
            both,
        );
        check("#code=CODE123456&state=STATE789", both);
        check(
            "/callback?code=CODE123456&state=STATE789&session_state=ZZZ.1",
            both,
        );
        check("?code=CODE%31%323456&state=STATE789", both);
        check("CODE123456", Some(("CODE123456", None)));
        check("CODE123456#", Some(("CODE123456", None)));
        check("code=CODE+12345", Some(("CODE+12345", None)));
    }

    #[test]
    fn texts_without_a_code() {
        for text in [
            "",
            "123456",
            "CODE12345",
            "CODE 123456",
            "https://platform.claude.com/oauth/code/callback",
            "http://localhost:54545/callback?error=access_denied&error_description=User+denied",
            "http://localhost:54545/callback?code=short&state=STATE789",
            "sk-ant-oat01-AbCdEf_0123456789",
            "sk-ant-oat01-AbCdEf_0123456789#GhIjKl",
        ] {
            check(text, None);
        }
    }
}

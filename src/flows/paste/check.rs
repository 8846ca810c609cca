//! Whether what was found can be a code, and belongs to this attempt.

use super::form::{Found, is_email_code, is_state};
use super::{Authorization, Problem};

/// Characters that a code has at least.
const LEAST_CHARACTERS: usize = 10;
/// Characters of a state from which a code that ends with it was glued to it.
const GLUED_FROM: usize = 6;

pub(super) fn check(found: Found, attempt: Option<&str>) -> Result<Authorization, Problem> {
    let code = found.code;
    if code.is_empty() {
        return Err(Problem::OnlyState);
    }
    if is_email_code(&code) {
        return Err(Problem::EmailCode);
    }
    if let Some(letter) = code.chars().find(|letter| !is_of_code(*letter)) {
        return Err(Problem::Letter(letter));
    }
    if code.len() < LEAST_CHARACTERS {
        return Err(Problem::Short);
    }
    if let Some(attempt) = attempt {
        if code == attempt {
            return Err(Problem::OnlyState);
        }
        if attempt.len() >= GLUED_FROM && code.ends_with(attempt) {
            return Err(Problem::Glued);
        }
    }
    for state in &found.states {
        compare(state, attempt)?;
    }
    let state = match (found.states.first(), attempt) {
        (None, _) => None,
        (Some(_), Some(attempt)) => Some(attempt.to_owned()),
        (Some(pasted), None) if found.states.iter().all(|state| state == pasted) => {
            Some(pasted.clone())
        }
        (Some(_), None) => return Err(Problem::OtherAttempt),
    };
    Ok(Authorization { code, state })
}

fn compare(state: &str, attempt: Option<&str>) -> Result<(), Problem> {
    match attempt {
        _ if state.is_empty() => Err(Problem::StateMissing),
        None => Ok(()),
        Some(attempt) if is_state(state, attempt) => Ok(()),
        Some(attempt) if attempt.starts_with(state) => Err(Problem::StateCut),
        // The state is there, and more was copied with it.
        Some(attempt) if state.starts_with(attempt) => Err(Problem::Prose),
        Some(_) => Err(Problem::OtherAttempt),
    }
}

const fn is_of_code(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | '~' | '+' | '/' | '=')
}

//! Fields of an address's query and fragment, by whole names.

use super::{Form, Problem};

/// The fields that matter, with every value that was given for one.
#[derive(Default)]
pub(super) struct Fields {
    codes: Vec<String>,
    states: Vec<String>,
    errors: Vec<String>,
    descriptions: Vec<String>,
}

impl Fields {
    /// Adds a field; a name is compared whole, so `session_state` is not `state`.
    pub(super) fn add(&mut self, name: &str, value: &str) {
        let values = match name {
            "code" => &mut self.codes,
            "state" => &mut self.states,
            "error" => &mut self.errors,
            "error_description" => &mut self.descriptions,
            _ => return,
        };
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    pub(super) fn has_nothing(&self) -> bool {
        self.codes.is_empty() && self.errors.is_empty()
    }

    /// The provider's refusal in its own words.
    pub(super) fn refusal(&self) -> Option<Problem> {
        let error = self.errors.iter().find(|error| !error.is_empty())?;
        // It is shown and never sent: here `+` is the blank that the provider wrote.
        let words = self.descriptions.iter().map(|text| text.replace('+', " "));
        Some(Problem::Refused {
            error: error.clone(),
            description: words.into_iter().find(|text| !text.trim().is_empty()),
        })
    }

    pub(super) fn into_code_and_states(
        mut self,
        form: Form,
    ) -> Result<(String, Vec<String>), Problem> {
        self.codes.retain(|code| !code.is_empty());
        match self.codes.as_slice() {
            [] => Err(Problem::NoCode(form)),
            [code] => Ok((code.clone(), self.states)),
            _ => Err(Problem::SeveralCodes),
        }
    }

    /// Whether the code is the last thing in the address.
    pub(super) fn ends_with_code(&self, address: &str) -> bool {
        let address = decoded(address);
        self.codes
            .iter()
            .any(|code| address.ends_with(code.as_str()))
    }
}

/// Reads the fields of an address, of a path with a query, or of a query alone. A fragment without
/// `=`, or one that is the attempt's state, is a state.
pub(super) fn of_address(text: &str, attempt: Option<&str>) -> Fields {
    let (before, fragment) = match text.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (text, None),
    };
    let query = match before.split_once('?') {
        Some((_, query)) => query,
        None if before.contains('/') => "",
        None => before,
    };
    let mut fields = Fields::default();
    add_all(&mut fields, query);
    if let Some(fragment) = fragment {
        let is_state = attempt.is_some_and(|state| super::form::is_state(fragment, state));
        if is_state || !fragment.contains('=') {
            fields.add("state", &decoded(fragment));
        } else {
            add_all(&mut fields, fragment);
        }
    }
    fields
}

fn add_all(fields: &mut Fields, query: &str) {
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        fields.add(&decoded(name), &decoded(value));
    }
}

/// Decodes `%XX`; a `+` stays, and so does a `%` that begins no code.
pub(super) fn decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let byte = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        match byte {
            Some((high, low)) => {
                out.push(high * 16 + low);
                rest = &after[2..];
            }
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn digit(letter: u8) -> Option<u8> {
    char::from(letter)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn percent_codes() {
        let check = |text, expect| assert_eq!(decoded(text), expect, "{text}");
        check("a%20b", "a b");
        check("a+b", "a+b");
        check("%2b%2B", "++");
        check("100%", "100%");
        check("%zz%4", "%zz%4");
        check("%E6%94%AF", "支");
        check("%FF", "\u{fffd}");
        check("%2520", "%20");
    }
}

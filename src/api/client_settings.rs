//! Ready-made settings for the programs that will use a new key. The value is put in by the caller
//! that shows it once; nothing here keeps it.

use crate::domain::key::Foundation;

/// Settings for one side's clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// OpenAI's clients.
    OpenAi,
    /// Anthropic's clients.
    Claude,
}

/// The sides a key with this foundation can serve.
#[must_use]
pub fn sides(foundation: Option<&Foundation>) -> Vec<Side> {
    let serves = |side: &Side| match (foundation, side) {
        (None, _) => true,
        (Some(foundation), Side::OpenAi) => foundation.serves_openai(),
        (Some(foundation), Side::Claude) => foundation.serves_anthropic(),
    };
    [Side::OpenAi, Side::Claude]
        .into_iter()
        .filter(serves)
        .collect()
}

/// Shell lines that point a side's clients at the gateway. OpenAI's clients want the `/v1` in the
/// address, Anthropic's add it themselves; both send the key as a bearer (contract F3, F8).
#[must_use]
pub fn lines(side: Side, address: &str, value: &str) -> String {
    match side {
        Side::OpenAi => {
            format!("export OPENAI_BASE_URL={address}/v1\nexport OPENAI_API_KEY={value}")
        }
        Side::Claude => {
            format!("export ANTHROPIC_BASE_URL={address}\nexport ANTHROPIC_AUTH_TOKEN={value}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Side, lines, sides};
    use crate::domain::key::Foundation;

    #[test]
    fn which_sides() {
        let check = |word: Option<&str>, expect: &[Side]| {
            assert_eq!(
                sides(word.map(|word| Foundation(word.into())).as_ref()),
                expect
            );
        };
        check(None, &[Side::OpenAi, Side::Claude]);
        check(Some("all"), &[Side::OpenAi, Side::Claude]);
        check(Some("openai"), &[Side::OpenAi]);
        check(Some("anthropic"), &[Side::Claude]);
        check(Some("new word"), &[Side::OpenAi, Side::Claude]);
    }

    #[test]
    fn shell_lines() {
        assert_eq!(
            lines(Side::OpenAi, "https://g", "sk-1"),
            "export OPENAI_BASE_URL=https://g/v1\nexport OPENAI_API_KEY=sk-1"
        );
        assert_eq!(
            lines(Side::Claude, "https://g/g/p", "sk-1"),
            "export ANTHROPIC_BASE_URL=https://g/g/p\nexport ANTHROPIC_AUTH_TOKEN=sk-1"
        );
    }
}

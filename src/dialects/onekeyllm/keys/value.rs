//! The value of a key, which only one response contains, and the settings of programs that use it.

use crate::schema::{Choices, Field, Record, Snippet, Str, Yields};
use crate::text;
use crate::words::Text;

use super::super::SECRETS;

/// The providers that a new key may use; by default the gateway chooses.
pub const FOUNDATIONS: Choices = &[
    (DEFAULT, text!("Gateway's default" / "网关默认")),
    ("all", text!("all" / "all")),
    ("openai", text!("openai" / "openai")),
    ("anthropic", text!("anthropic" / "anthropic")),
];

/// The choice to let the gateway choose. It is never sent.
pub const DEFAULT: Str = "gateway";

/// The sentence for a key whose value was lost when it was created.
pub const CREATED_LOST: Text = text!(
    "The key was created, but its value did not arrive with the response and cannot be read again. Sending again with the same idempotency key may return it; a gateway that ignores such keys would create a second key."
        / "密钥已创建，但其值未随响应到达，也无法再读取。使用相同的幂等键再次发送可能取回；若网关忽略幂等键，则会再创建一个密钥。"
);

/// Describes the value in a response. `lost` is the sentence for a lost value.
#[must_use]
pub const fn value(lost: Text, old_ends: Option<Str>) -> Yields {
    Yields::Value {
        title: text!("The key's value" / "密钥值"),
        once: text!(
            "This is the only time it is shown. The gateway keeps only a hash of it."
                / "仅此一次显示。网关只保存其哈希值。"
        ),
        at: SECRETS,
        old_ends,
        lost,
        snippets,
    }
}

/// Returns settings for the protocols of the key's foundation; an unknown word excludes none.
/// OpenAI's clients need `/v1` in the address, Anthropic's add it themselves (contract F3, F8).
fn snippets(key: &Record) -> Vec<Snippet> {
    let foundation = key.text(&Field::new("foundation"));
    let openai = Snippet {
        title: text!("For OpenAI clients" / "用于 OpenAI 客户端"),
        lines: |address, value| {
            format!("export OPENAI_BASE_URL={address}/v1\nexport OPENAI_API_KEY={value}")
        },
    };
    let claude = Snippet {
        title: text!("For Claude clients" / "用于 Claude 客户端"),
        lines: |address, value| {
            format!("export ANTHROPIC_BASE_URL={address}\nexport ANTHROPIC_AUTH_TOKEN={value}")
        },
    };
    match foundation {
        "openai" => vec![openai],
        "anthropic" => vec![claude],
        _ => vec![openai, claude],
    }
}

#[cfg(test)]
mod tests {
    use super::snippets;
    use crate::schema::{Field, Record};

    #[test]
    fn settings() {
        let check = |foundation: &str, expect: &[&str]| {
            let key = Record::default().with(&Field::new("foundation"), foundation.to_owned());
            let lines = snippets(&key).into_iter();
            let lines: Vec<String> = lines
                .map(|one| (one.lines)("https://g/p", "sk-1"))
                .collect();
            assert_eq!(lines, expect, "{foundation}");
        };
        let openai = "export OPENAI_BASE_URL=https://g/p/v1\nexport OPENAI_API_KEY=sk-1";
        let claude = "export ANTHROPIC_BASE_URL=https://g/p\nexport ANTHROPIC_AUTH_TOKEN=sk-1";
        check("gateway", &[openai, claude]);
        check("all", &[openai, claude]);
        check("openai", &[openai]);
        check("anthropic", &[claude]);
        check("new word", &[openai, claude]);
    }
}

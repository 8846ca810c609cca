//! Laws of every text, whatever is pasted.

use proptest::prelude::*;

use super::super::read;
use super::{STATE, result};

/// Pieces that people's texts are made of.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "CODE123456",
        "STATE789",
        "STATE000",
        "#",
        " ",
        "\n",
        "\t",
        "code=",
        "state=",
        "&",
        "?",
        "/callback",
        "http://localhost/",
        "https://",
        "%",
        "%23",
        "%2",
        "=",
        "{\"code\":\"",
        "\",\"state\":\"",
        "\"}",
        "error=",
        "支",
        "sk-ant-",
        "123456",
        "\u{200b}",
        "\"",
        "/oauth/authorize",
        "the",
    ];
    prop_oneof![
        8 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[A-Za-z0-9]{0,12}",
    ]
}

proptest! {
    #[test]
    fn no_text_panics_and_no_other_state_is_sent(pieces in proptest::collection::vec(piece(), 0..12), attempt in proptest::option::of("[A-Z0-9]{0,9}")) {
        let text = pieces.concat();
        let _ = result(&text, attempt.as_deref());
        if let Ok(authorization) = read(&text, Some(STATE)).result {
            let sent = authorization.sent();
            let (code, state) = sent.split_once('#').unwrap_or((&sent, STATE));
            prop_assert_eq!(state, STATE);
            prop_assert!(code.len() >= 10 && !code.contains(char::is_whitespace));
            prop_assert!(!code.ends_with(STATE), "glued: {}", sent);
            prop_assert!(!text.contains("sk-ant-"));
        }
    }

    #[test]
    fn no_form_carries_another_state(code in "[A-Za-z0-9_-]{10,40}", state in "[A-Za-z0-9_-]{1,43}", form in 0_usize..7) {
        prop_assume!(state != STATE && !code.contains("sk-ant-") && !state.contains("sk-ant-"));
        let with = |state: &str| match form {
            0 => format!("{code}#{state}"),
            1 => format!("https://platform.claude.com/oauth/code/callback?code={code}#{state}"),
            2 => format!("http://localhost:54545/callback?state={state}&code={code}"),
            3 => format!("#code={code}&state={state}"),
            4 => format!("{{\"code\":\"{code}\",\"state\":\"{state}\"}}"),
            5 => format!("The page is http://localhost/?code={code}&state={state} now"),
            _ => format!("code={code}#{state}"),
        };
        prop_assert!(read(&with(&state), Some(STATE)).result.is_err());
        let good = read(&with(STATE), Some(STATE)).result;
        let sent = good.ok().map(|good| good.sent());
        prop_assert_eq!(sent, Some(format!("{code}#{STATE}")));
    }
}

//! The forms in which addresses stand in a text, and laws that hold for any text.

use std::borrow::Cow;

use proptest::prelude::*;

use super::{AT_SIGNS, mask_emails};

#[test]
fn addresses_keep_a_letter_and_the_top_level_domain() {
    let check = |text, expect| assert_eq!(mask_emails(text), expect, "{text:?}");
    check("ada@example.com", "a•••@•••.com");
    check("Ada.Lovelace+codex@mail.example.co.uk", "A•••@•••.uk");
    check("123456@qq.com", "1•••@•••.com");
    check("_ops-team_@example.org", "_o•••@•••.org");
    check("o'neil@example.com", "o•••@•••.com");
    check("ada@xn--bcher-kva.xn--p1ai", "a•••@•••.xn--p1ai");
    check("阿达@例子.公司", "阿•••@•••.公司");
    check("ｅ\u{301}a@例子。公司", "ｅ•••@•••。公司");
    check("🐱@example.com", "🐱•••@•••.com");
    check("ada@localhost", "a•••@•••");
    check("ada@192.168.1.20", "a•••@•••.20");
    check("ada@[192.168.1.20]:25", "a•••@•••:25");
    check("\"ada b\"@example.com", "a•••@•••.com");
    // Around it stands what stands around it.
    check("(ada@example.com).", "(a•••@•••.com).");
    check("Write to 'ada@example.com'.", "Write to 'a•••@•••.com'.");
    check(
        "Ada <ada@example.com>; b@c.de",
        "Ada <a•••@•••.com>; b•••@•••.de",
    );
    check("ada@example.com,b@c.de", "a•••@•••.com,b•••@•••.de");
    check("帐号“ada@example.com”已停用", "帐号“a•••@•••.com”已停用");
    check("邮箱：ada@example.com，", "邮箱：a•••@•••.com，");
    check("ada@example.com的账户", "a•••@•••.com的账户");
    check("mailto:ada@example.com", "mailto:a•••@•••.com");
    check(
        "https://ada:s3cr@host.example/v1",
        "https://ada:s•••@•••.example/v1",
    );
    check(
        "{\"email\":\"ada@example.com\",\"n\":1}",
        "{\"email\":\"a•••@•••.com\",\"n\":1}",
    );
    check("a@b.com@c.org", "a•••@•••.org");
    check("a@@c.org", "a•••@•••.org");
}

#[test]
fn at_signs_are_known_however_they_are_written() {
    let check = |text, expect| assert_eq!(mask_emails(text), expect, "{text:?}");
    check(
        "/v1?q=ada%40example.com&limit=1",
        "/v1?q=a•••%40•••.com&limit=1",
    );
    check("?q=%22a%2Bb%40example.com%22", "?q=%22a•••%40•••.com%22");
    check(
        "?next=%3Fq%3Dada%2540example.com",
        "?next=%3Fq•••%2540•••.com",
    );
    check("\"ada\\u0040example.com\"", "\"a•••\\u0040•••.com\"");
    check("ada&#64;example.com", "a•••&#64;•••.com");
    check("ada＠example.com", "a•••＠•••.com");
}

#[test]
fn cut_masked_and_marked_addresses_are_masked() {
    let check = |text, expect| assert_eq!(mask_emails(text), expect, "{text:?}");
    check("ada@exam…", "a•••@•••");
    check("ada@…", "a•••@•••");
    check("ad…ce@ex…le.com", "a•••@•••.com");
    check("a•••@•••.com", "a•••@•••.com");
    check("a***@e***.com", "a•••@•••.com");
    check("***@example.com", "•••@•••.com");
    check("a\u{200b}da@exa\u{202e}mple.com", "a•••@•••.com");
    check("‹U+202E›ada‹U+200B›@‹U+200B›e.com", "‹U+202E›a•••@•••.com");
    check("‹ada@example.com›", "‹a•••@•••.com›");
    check("ada@e.com⏎b@f.com", "a•••@•••.com⏎b•••@•••.com");
}

#[test]
fn other_text_is_left_alone() {
    let check = |text: &str| {
        assert!(
            matches!(mask_emails(text), Cow::Borrowed(same) if same == text),
            "{text:?}"
        )
    };
    check("");
    check("Payments 支付");
    check("40% of 2,000");
    check("@");
    check("@ada");
    check("ada@");
    check("ada @ example.com");
    check("ada@ example.com");
    check("@@b");
    check("%40@b");
    check("@types/node");
    check("claude-sonnet-4@20250514");
    check("package@1.2.3");
    check("{\"n\":1,\"@type\":\"x.y\"}");
    check("{\"a\":\"b\",\"@type.x\":1}");
}

#[test]
fn a_text_of_at_signs_is_read_once() {
    for piece in ["@", "1@", "@[", "\"@", "%40", "a@1 "] {
        assert!(mask_emails(&piece.repeat(100_000)).len() >= 100_000);
    }
}

/// Text of the pieces that addresses and their surroundings consist of.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "Z",
        "7",
        "é",
        "支",
        "🐱",
        ".",
        "-",
        "_",
        "+",
        "'",
        "\"",
        "@",
        "@",
        "@",
        "%40",
        "%22",
        "%2540",
        "\\u0040",
        "&#64;",
        "＠",
        "•",
        "•••",
        "*",
        "…",
        "‹U+200B›",
        "‹",
        "›",
        "\u{200b}",
        "\u{301}",
        "[",
        "]",
        "1.2",
        ":",
        ",",
        " ",
        "\n",
        ".com",
        "例.公司",
    ]);
    prop::collection::vec(pieces, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_at_sign_stays_between_letters(text in texts()) {
        let masked = AT_SIGNS.iter().fold(mask_emails(&text).into_owned(), |masked, sign| masked.replace(sign, "@"));
        for (at, _) in masked.match_indices('@') {
            let before = masked[..at].chars().next_back();
            let after = masked[at + 1..].chars().next();
            let is_address = before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(char::is_alphabetic);
            prop_assert!(!is_address, "{text:?} gives {masked:?}");
        }
    }

    #[test]
    fn masking_twice_is_masking_once(text in texts()) {
        let masked = mask_emails(&text);
        prop_assert_eq!(mask_emails(&masked), masked.clone(), "{:?}", text);
    }

    #[test]
    fn text_without_an_at_sign_stays(text in "[^@＠﹫%\\\\&]*") {
        prop_assert_eq!(mask_emails(&text), text.clone());
    }
}

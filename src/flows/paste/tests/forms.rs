//! How states are compared, and how a text is named.

use super::super::{Form, Problem, read};
use super::{NO_STATE, OTHER, STATE, result};

#[test]
fn states_are_compared_also_decoded() {
    let check = |pasted: &str, attempt: Option<&str>, expect: &str| {
        assert_eq!(result(pasted, attempt), expect, "{pasted:?} {attempt:?}");
    };
    let odd = Some("a+b/c==");
    check("CODE123456#a+b/c==", odd, "CODE123456#a+b/c==");
    check("CODE123456#a%2Bb%2Fc%3D%3D", odd, "CODE123456#a+b/c==");
    check(
        "/callback?code=CODE123456&state=a%2Bb%2Fc%3D%3D",
        odd,
        "CODE123456#a+b/c==",
    );
    check(
        "/callback?code=CODE123456&state=a%252Bb%252Fc%253D%253D",
        odd,
        "CODE123456#a+b/c==",
    );
    check(
        "/callback?code=CODE123456#a+b/c==",
        odd,
        "CODE123456#a+b/c==",
    );
    check("CODE123456 a+b/c==", odd, "CODE123456#a+b/c==");
    let long = Some("STATE7890abcdef");
    check(
        "STATE7890abcdef",
        long,
        "! That is only the part after #; the code is missing.",
    );
    // The gateway did not tell the state: only it can compare.
    check("CODE123456#STATE000", None, "CODE123456#STATE000");
    check("CODE123456", None, "CODE123456");
    check("CODE123456#", None, NO_STATE);
    check("CODE123456#STATE000", Some(""), "CODE123456#STATE000");
    check("/callback?code=CODE123456&state=A1#B2", None, OTHER);
}

#[test]
fn the_text_is_named() {
    let check = |pasted: &str, expect| {
        assert_eq!(read(pasted, Some(STATE)).form, expect, "{pasted:?}");
    };
    check("", Form::Empty);
    check("sk-ant-oat01-x", Form::Token);
    check(
        "https://claude.ai/oauth/authorize?code=true",
        Form::LoginLink,
    );
    check("https://platform.claude.com/", Form::Address);
    check("/callback?code=CODE123456", Form::Address);
    check("{\"code\":\"CODE123456\"}", Form::Json);
    check("{\"code\": CODE", Form::Prose);
    check("Your code is here", Form::Prose);
    check("CODE123456#STATE789", Form::Joined);
    check("CODE123456 STATE789", Form::TwoParts);
    check("CODE123456", Form::Bare);
    check("123456", Form::EmailCode);
}

#[test]
fn only_a_token_is_not_kept() {
    assert!(!Problem::Token.keeps_text());
    for problem in [Problem::Empty, Problem::OtherAttempt, Problem::Letter('!')] {
        assert!(problem.keeps_text(), "{problem:?}");
    }
}

//! What people paste, each with what is sent or said.

use super::read;
use crate::words::Language;

mod forms;
mod laws;

const STATE: &str = "STATE789";

/// What is sent, or what is said: the text's form, what is wrong, and what to do.
fn result(pasted: &str, attempt: Option<&str>) -> String {
    let reading = read(pasted, attempt);
    match reading.result {
        Ok(authorization) => authorization.sent(),
        Err(problem) => format!("! {}", problem.says().say(Language::English)),
    }
}

const BOTH: &str = "CODE123456#STATE789";
const TOKEN: &str =
    "! That is a token, not an authorization code. It was not sent and is not kept.";
const LINK: &str = "! That is the link you opened, not the result.";
const NO_CODE: &str = "! This address holds no code.";
const NO_CODE_HERE: &str = "! This text holds no code.";
const PROSE: &str = "! There is more here than a code.";
const BROKEN: &str = "! The address is cut by a line break or a blank.";
const NO_STATE: &str = "! The part after # was not copied.";
const STATE_CUT: &str = "! The part after # was not copied to its end.";
const EMAIL: &str = "! That is the e-mail code, not the authorization code.";
const SHORT: &str = "! That is too short for a code.";
const OTHER: &str = "! This code comes from the link of another attempt.";

#[test]
fn cases_from_the_field() {
    let check = |pasted: &str, expect: &str| {
        assert_eq!(result(pasted, Some(STATE)), expect, "{pasted:?}");
    };
    // 1
    check("CODE123456#STATE789", BOTH);
    // 2
    check(
        "https://platform.claude.com/oauth/code/callback?code=CODE123456#STATE789",
        BOTH,
    );
    check("code=CODE123456#STATE789", BOTH);
    check(
        "http://localhost:54545/callback#code=CODE123456&state=STATE789",
        BOTH,
    );
    check("#code=CODE123456&state=STATE789", BOTH);
    // 3
    check("https://platform.claude.com/oauth/code/callback", NO_CODE);
    // 4
    check(
        "http://localhost:54545/callback?error=access_denied&error_description=User+denied",
        "! The provider refused: “User denied”.",
    );
    // 5
    check("CODE123456 STATE789", BOTH);
    check("CODE123456\tSTATE789", BOTH);
    check("CODE123456\nSTATE789", BOTH);
    check("CODE123456\r\nSTATE789", BOTH);
    check("CODE123456   STATE789\n", BOTH);
    // 6
    check(
        "/callback?code=CODE123456&state=STATE789&session_state=ZZZ.1",
        BOTH,
    );
    check(
        "/callback?code=CODE123456&session_state=ZZZ.1&state=STATE789",
        BOTH,
    );
    // 7
    check("CODE123456", "CODE123456");
    check("CODE123456#", NO_STATE);
    // 8
    check("sk-ant-oat01-AbCdEf_0123456789#GhIjKl", TOKEN);
}

#[test]
fn rules_of_the_contract() {
    let check = |pasted: &str, expect: &str| {
        assert_eq!(result(pasted, Some(STATE)), expect, "{pasted:?}");
    };
    check("", "! Nothing was pasted.");
    check(" \n\u{feff}\u{200b}", "! Nothing was pasted.");
    // 1
    check("  sk-ant-oat01-AbCdEf_0123456789  ", TOKEN);
    check("sk-ant-api03-x", TOKEN);
    check("Bearer sk-ant-oat01-AbCdEf", TOKEN);
    check("{\"code\":\"sk-ant-oat01-AbCdEf#STATE789\"}", TOKEN);
    // 2
    check(
        "https://claude.ai/oauth/authorize?code=true&client_id=x&state=STATE789",
        LINK,
    );
    check("https://claude.com/cai/oauth/authorize?code=true", LINK);
    check(
        "https://claude.ai/login?returnTo=%2Foauth%2Fauthorize%3Fcode%3Dtrue",
        LINK,
    );
    // 3
    check(
        "https://platform.claude.com/oauth/code/callback?code=CODE123456&state=STATE789",
        BOTH,
    );
    check(
        "HTTP://LOCALHOST:54545/callback?code=CODE123456&state=STATE789",
        BOTH,
    );
    check(
        "localhost:54545/callback?code=CODE123456&state=STATE789",
        BOTH,
    );
    check("?code=CODE123456&state=STATE789", BOTH);
    check("code=CODE123456&state=STATE789", BOTH);
    check("state=STATE789&code=CODE123456", BOTH);
    check("/callback?code=CODE123456", "CODE123456");
    check("/callback?code=CODE123456&state=STATE789#", BOTH);
    check("/callback?code=CODE123456&state=STATE789#STATE789", BOTH);
    check("/callback?code=CODE123456#", NO_STATE);
    check("/callback?code=CODE123456&state=", NO_STATE);
    check("/callback?code=CODE123456%23STATE789", BOTH);
    check("/callback?code=CODE%31%323456&state=STATE%37%38%39", BOTH);
    check(
        "/callback?code=CODE+23456%2B&state=STATE789",
        "CODE+23456+#STATE789",
    );
    check(
        "/callback?session_state=STATE789&code=CODE123456",
        "CODE123456",
    );
    check(
        "/callback?code=CODE123456&code=CODE123457&state=STATE789",
        "! This text holds several codes.",
    );
    check(
        "/callback?code=CODE123456&state=STATE789&code=CODE123456",
        BOTH,
    );
    check("/callback?x=1", NO_CODE);
    check("/callback?code=&state=STATE789", NO_CODE);
    check("state=STATE789", NO_CODE);
    check("http://localhost:54545/callback#state=STATE789", NO_CODE);
    check(
        "error=access_denied",
        "! The provider refused: “access_denied”.",
    );
    check(
        "#error=access_denied&error_description=Not%20now",
        "! The provider refused: “Not now”.",
    );
    check(
        "/callback?error=access_denied&code=CODE123456",
        "! The provider refused: “access_denied”.",
    );
    // 3a
    check(r#"{"code":"CODE123456","state":"STATE789"}"#, BOTH);
    check(
        "{\n  \"state\": \"STATE789\",\n  \"code\": \"CODE123456\"\n}",
        BOTH,
    );
    check(r#"{"code":"CODE123456"}"#, "CODE123456");
    check(r#"{"code":"CODE123456#STATE789"}"#, BOTH);
    check(r#"{"code":"CODE123456","state":null}"#, "CODE123456");
    check(r#"{"code":"CODE123456","session_state":"X"}"#, "CODE123456");
    check(r#"{"code":"CODE123456","state":"STATE000"}"#, OTHER);
    check(
        r#"{"code":"CODE123456#STATE789","state":"STATE000"}"#,
        OTHER,
    );
    check(
        r#"{"error":"access_denied","error_description":"No."}"#,
        "! The provider refused: “No.”.",
    );
    check(
        r#"{"url":"http://localhost/callback?code=CODE123456&state=STATE789"}"#,
        BOTH,
    );
    check(r#"{"state":"STATE789"}"#, NO_CODE_HERE);
    check("{}", NO_CODE_HERE);
    check(r#"{"code":404}"#, SHORT);
    check(
        "It says: http://localhost:54545/callback?code=CODE123456&state=STATE789",
        BOTH,
    );
    check(
        "(http://localhost/callback?code=CODE123456&state=STATE789). And now?",
        BOTH,
    );
    check(
        "地址：http://localhost/callback?code=CODE123456&state=STATE789。",
        BOTH,
    );
    check(
        "http://localhost/callback?code=CODE123456&state=STATE789 it is",
        BOTH,
    );
    check(
        "Open http://localhost/ or https://platform.claude.com/?code=CODE123456",
        PROSE,
    );
    check("Your code is CODE123456", PROSE);
    check("Paste this CODE123456#STATE789", PROSE);
    check("Authentication code\nCODE123456#STATE789", PROSE);
    check("use code=CODE123456&state=STATE789 here", PROSE);
    check("授权码 CODE123456#STATE789", PROSE);
    // An address that was cut: what is left of its code is not sent.
    check(
        "http://localhost/callback?code=CODE123456\n7890&state=STATE789",
        BROKEN,
    );
    check(
        "http://localhost/callback?state=STATE789&code=CODE123456\n7890",
        BROKEN,
    );
    check(
        "http://localhost/callback?code=CODE123456&\nstate=STATE000",
        BROKEN,
    );
    check(
        "http://localhost/callback?code=CODE123456&state=STA\nTE789",
        STATE_CUT,
    );
    // 4
    check("CODE123456 # STATE789", BOTH);
    check("CODE12\n3456#STATE\n789", BOTH);
    check("CODE12 3456#STA TE789", BOTH);
    check("CODE123456\nab#STATE789", "CODE123456ab#STATE789");
    check("Copy\nCODE123456#STATE789", PROSE);
    check("CODE123456#STATE789\nCopy", PROSE);
    check(
        "#STATE789",
        "! That is only the part after #; the code is missing.",
    );
    check("CODE123456#STATE789#", "! A code has no “#” in it.");
    check("CODE123456#STATE7", STATE_CUT);
    check("CODE123456#STATE789thanks", PROSE);
    // 5
    check("CODE12\n3456\nSTATE789", BOTH);
    check("CODE123456\nSTATE000", OTHER);
    check("CODE123456 STATE000", OTHER);
    check("CODE123456 7890", PROSE);
    check("lettersonly STATE789", "lettersonly#STATE789");
    check("Code\nCODE123456\nSTATE789", PROSE);
    check("CODE 123456 STATE789", PROSE);
    // 6
    check("CODE12\n3456", "CODE123456");
    check("  CODE123456\n", "CODE123456");
    check("CODE123456\nCopy", PROSE);
    check("\"CODE123456#STATE789\"", BOTH);
    check("`CODE123456`", "CODE123456");
    check(
        "CODE123456STATE789",
        "! The # between the code and its state is missing.",
    );
    check("STATE789", SHORT);
    // Checks
    check("aZ09_-.~+/=", "aZ09_-.~+/=");
    check("CODE12345", SHORT);
    check("CODE12345#STATE789", SHORT);
    check("CODE123456!", "! A code has no “!” in it.");
    check("CODE%2D123456", "! A code has no “%” in it.");
    check("KODE123456é", "! A code has no “é” in it.");
    check("123456", EMAIL);
    check("123 456", EMAIL);
    check("123-456", EMAIL);
    check("123456#STATE789", EMAIL);
    check("CODE123456#STATE000", OTHER);
    check("CODE123456#state789", OTHER);
    check("/callback?code=CODE123456&state=STATE000", OTHER);
    check("/callback?code=CODE123456&state=STATE789#STATE000", OTHER);
    check(
        "/callback?code=CODE123456&state=STATE789&state=STATE000",
        OTHER,
    );
    check(&"C".repeat(5000), PROSE);
}

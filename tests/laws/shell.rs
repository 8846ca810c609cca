//! Splits a command line into words as a POSIX shell does, and reads a curl command as a request.
//! Supports only what the console writes: quotes, escapes and one variable.

use crate::gateway::{ADMIN, Arrived};

/// Returns the words of a command; `$ADMIN_KEY` is the organization-wide bearer.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut letters = command.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' => {
                let quoted = letters.by_ref().take_while(|letter| *letter != '\'');
                word.get_or_insert_default().extend(quoted);
            }
            '"' => {
                let quoted: String = letters
                    .by_ref()
                    .take_while(|letter| *letter != '"')
                    .collect();
                let quoted = quoted.replace("$ADMIN_KEY", ADMIN);
                assert!(
                    !quoted.contains(['$', '`', '\\']),
                    "{quoted} means more to a shell"
                );
                word.get_or_insert_default().push_str(&quoted);
            }
            '\\' => match letters.next() {
                Some('\n') | None => {}
                Some(escaped) => word.get_or_insert_default().push(escaped),
            },
            ' ' | '\n' => words.extend(word.take()),
            plain => {
                let is_plain = plain.is_ascii_alphanumeric() || "-._/:".contains(plain);
                assert!(is_plain, "{plain:?} stands unquoted in {command}");
                word.get_or_insert_default().push(plain);
            }
        }
    }
    words.extend(word);
    words
}

/// Returns the request that a curl command sends to the gateway at `address`.
pub(crate) fn request(command: &str, address: &str) -> Arrived {
    let mut words = words(command).into_iter();
    assert_eq!(words.next().as_deref(), Some("curl"));
    let mut read = Arrived {
        method: "GET".to_owned(),
        target: String::new(),
        headers: Vec::new(),
        body: String::new(),
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().expect("an option has a value");
        match word.as_str() {
            "-X" => read.method = value(),
            "-H" => read.headers.push(header(&value())),
            "--data-raw" => read.body = value(),
            url => {
                let target = url.strip_prefix(address);
                read.target = target.expect("it goes to the gateway").to_owned();
            }
        }
    }
    read.headers.sort();
    read
}

/// Reads `Name: value`, with the name in lower case.
pub(crate) fn header(line: &str) -> (String, String) {
    let (name, value) = line.split_once(": ").expect("a header has a name");
    (name.to_ascii_lowercase(), value.to_owned())
}

#[test]
fn words_as_a_shell_reads_them() {
    let check = |command, expect: &[&str]| assert_eq!(words(command), expect, "{command}");
    check("curl -X POST", &["curl", "-X", "POST"]);
    check("curl \\\n  '/x'", &["curl", "/x"]);
    check(r"'it'\''s $HOME'", &["it's $HOME"]);
    check("\"Bearer $ADMIN_KEY\"", &["Bearer the-admin-key"]);
    check("'' x", &["", "x"]);
}

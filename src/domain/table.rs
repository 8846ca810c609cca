//! Tables of test cases, one per line.

/// Checks a table of cases: each line is an input, `=>`, and the expected result of `said`. Spaces
/// around both are ignored, and a line that begins with `#` is a comment.
pub(crate) fn check_table(table: &str, said: impl Fn(&str) -> String) {
    for line in table.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        let (input, expect) = line.split_once("=>").expect("a case has two sides");
        assert_eq!(said(input.trim()), expect.trim(), "{line}");
    }
}

/// Splits an input: `a | b`.
pub(crate) fn parts<const N: usize>(input: &str) -> [&str; N] {
    let parts: Vec<&str> = input.split('|').map(str::trim).collect();
    parts.try_into().expect("as many parts as are asked for")
}

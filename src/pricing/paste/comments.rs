//! JSON as some tools write it, with comments and commas behind last entries.

/// Returns JSON without its comments and the commas behind last entries, which some tools write.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut in_text = false;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if in_text => {
                out.push(letter);
                out.extend(letters.next());
            }
            '"' => {
                in_text = !in_text;
                out.push(letter);
            }
            '/' if !in_text && letters.peek() == Some(&'/') => {
                for letter in letters.by_ref() {
                    if letter == '\n' {
                        out.push(letter);
                        break;
                    }
                }
            }
            '/' if !in_text && letters.peek() == Some(&'*') => {
                letters.next();
                let mut before = ' ';
                for letter in letters.by_ref() {
                    if before == '*' && letter == '/' {
                        break;
                    }
                    before = letter;
                }
            }
            '}' | ']' if !in_text => {
                let end = out.trim_end().len();
                if out.get(..end).is_some_and(|kept| kept.ends_with(',')) {
                    out.truncate(end - 1);
                }
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

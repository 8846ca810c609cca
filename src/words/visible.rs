//! Text of a gateway as it can be seen: what has no shape, or would turn the words around it, is drawn.

use std::borrow::Cow;

/// Returns text in which line breaks read `⏎`, tabs `⇥`, and what else cannot be seen or changes the
/// direction of what follows its code, as in `evil‹U+202E›gnp.exe`. For reading only: a copy is as it
/// came.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut drawn = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\n' => drawn.push('⏎'),
            '\t' => drawn.push('⇥'),
            letter if is_unseen(letter) => drawn += &format!("‹U+{:04X}›", u32::from(letter)),
            letter => drawn.push(letter),
        }
    }
    Cow::Owned(drawn)
}

/// Controls, marks of direction, and letters of no width.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_cannot_be_seen_is_drawn() {
        let check = |text, expect| assert_eq!(visible(text), expect, "{text:?}");
        check("Payments 支付", "Payments 支付");
        check("1\u{202f}234.56\u{a0}USD", "1\u{202f}234.56\u{a0}USD");
        check("evil\u{202e}gnp.exe", "evil‹U+202E›gnp.exe");
        check("CI\u{200b}", "CI‹U+200B›");
        check("a\nb\tc\u{7}", "a⏎b⇥c‹U+0007›");
        check("\u{2066}x\u{2069}", "‹U+2066›x‹U+2069›");
        check("شبكة", "شبكة");
    }
}

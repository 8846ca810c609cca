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
    let (mut before, mut letters) = (' ', text.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => drawn.push('⏎'),
            '\t' => drawn.push('⇥'),
            // One picture made of several, as a family is.
            JOINER if is_picture(before) && letters.peek().copied().is_some_and(is_picture) => {
                drawn.push(letter);
            }
            letter if is_unseen(letter) => drawn += &format!("‹U+{:04X}›", u32::from(letter)),
            letter => drawn.push(letter),
        }
        before = letter;
    }
    Cow::Owned(drawn)
}

/// Returns code as [`visible`] has it, its line breaks and tabs as they came.
#[must_use]
pub fn visible_code(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    for piece in text.split_inclusive(['\n', '\t']) {
        let line = piece.trim_end_matches(['\n', '\t']);
        drawn += &visible(line);
        drawn += &piece[line.len()..];
    }
    drawn
}

/// Characters of a name that a sentence has room for.
const ROOM: usize = 80;

/// Returns a name as a sentence quotes it: the beginning of one that it has no room for, so that what
/// follows stays in sight, and without the sentence's own quotation marks, so that it does not seem to
/// end before it does.
#[must_use]
pub fn shortened(name: &str) -> Cow<'_, str> {
    let end = name.char_indices().nth(ROOM).map(|(end, _)| end);
    let is_quoted = name.contains(['“', '”']);
    if end.is_none() && !is_quoted {
        return Cow::Borrowed(name);
    }
    let kept = &name[..end.unwrap_or(name.len())];
    let rest = if end.is_some() { "…" } else { "" };
    Cow::Owned(kept.replace(['“', '”'], "\"") + rest)
}

/// Joins pictures into one.
const JOINER: char = '\u{200d}';

/// Emoji, their skin tones, and the mark that asks for a picture.
const fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}')
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
    use super::{shortened, visible, visible_code};

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
        check("👩\u{200d}👩\u{200d}👧 team", "👩\u{200d}👩\u{200d}👧 team");
        check("👩\u{200d}a", "👩‹U+200D›a");
        check("a\u{200d}👩", "a‹U+200D›👩");
    }

    #[test]
    fn a_sentence_has_room_for_a_name() {
        assert_eq!(shortened("Payments"), "Payments");
        assert_eq!(shortened("” (k) by 0 USD. “"), "\" (k) by 0 USD. \"");
        assert_eq!(shortened(&"支".repeat(80)), "支".repeat(80));
        assert_eq!(shortened(&"支".repeat(81)), "支".repeat(80) + "…");
    }

    #[test]
    fn code_keeps_its_lines() {
        assert_eq!(visible_code("{\n\ta\u{202e}\n\n}"), "{\n\ta‹U+202E›\n\n}");
    }
}

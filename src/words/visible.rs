//! Makes a gateway's text visible: characters that are invisible, or would change the text around
//! them, are replaced by marks.

use std::borrow::Cow;

/// Returns text with line breaks as `⏎`, tabs as `⇥`, and other invisible or direction-changing
/// characters as their code, as in `evil‹U+202E›gnp.exe`. Only for display: copies use the original
/// text.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut drawn = String::with_capacity(text.len() + 8);
    let (mut before, mut letters) = (' ', text.chars().peekable());
    let mut is_apart = false;
    while let Some(letter) = letters.next() {
        match letter {
            // A name that was set apart in a sentence, which stands in another sentence now.
            APART if is_set_apart(letters.clone()) => {
                is_apart = true;
                drawn.push(letter);
            }
            APART_ENDS if is_apart => {
                is_apart = false;
                drawn.push(letter);
            }
            '\n' => drawn.push('⏎'),
            '\t' => drawn.push('⇥'),
            // A joiner between emoji, as in a family emoji, is kept.
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

/// Returns a text for a slot of a sentence: letters that run from right to left stay between their quotation
/// marks, and do not draw the words around them into their order.
#[must_use]
pub fn isolated(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.chars().any(runs_from_the_right) {
        true => Cow::Owned(format!("{APART}{text}{APART_ENDS}")),
        false => text,
    }
}

/// What stands before and behind a text that is set apart.
const APART: char = '\u{2068}';
const APART_ENDS: char = '\u{2069}';

/// Whether what follows is letters from the right, with the end of what is set apart behind them.
fn is_set_apart(mut rest: impl Iterator<Item = char>) -> bool {
    let mut is_from_the_right = false;
    let end = rest.find(|letter| {
        is_from_the_right |= runs_from_the_right(*letter);
        [APART, APART_ENDS].contains(letter)
    });
    end == Some(APART_ENDS) && is_from_the_right
}

const fn runs_from_the_right(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Returns code like [`visible`], but with its line breaks and tabs.
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

/// The most characters of a name in a sentence.
const ROOM: usize = 80;

/// Returns a name for a quotation in a sentence: cut to a length at which the rest of the sentence
/// stays readable, and without quotation marks, which would seem to end the quotation.
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

/// Joins several emoji into one.
const JOINER: char = '\u{200d}';

/// Returns whether it is an emoji, a skin tone, or the emoji variation selector.
const fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}')
}

/// Returns whether it is a control, a direction mark, or a character without width.
pub(super) fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::{isolated, shortened, visible, visible_code};

    #[test]
    fn names_from_the_right_stay_apart() {
        let check = |text: &str, expect: &str| assert_eq!(isolated(visible(text)), expect);
        check("Payments 支付", "Payments 支付");
        check("مرحبا", "\u{2068}مرحبا\u{2069}");
        check("CI עברית 17", "\u{2068}CI עברית 17\u{2069}");
        check("\u{202e}مرحبا", "\u{2068}‹U+202E›مرحبا\u{2069}");
        // Said in another sentence it stays apart; a mark of the name's own is drawn.
        let said = |text: &str, expect: &str| assert_eq!(visible(text), expect);
        said(
            "In the list: “\u{2068}مرحبا\u{2069}” (7)",
            "In the list: “\u{2068}مرحبا\u{2069}” (7)",
        );
        said("\u{2068}مرحبا", "‹U+2068›مرحبا");
        said("مرحبا\u{2069}", "مرحبا‹U+2069›");
        said("\u{2068}CI\u{2069}", "‹U+2068›CI‹U+2069›");
    }

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

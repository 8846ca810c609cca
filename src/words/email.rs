//! Masks the e-mail addresses in a text, for screenshots. Only for display: what is sent, compared,
//! copied or stored is the original text.

use std::borrow::Cow;

use super::visible::is_unseen;

/// What takes the place of a masked part.
const MASK: &str = "•••";

/// The ways in which an at sign is written: as typed, full-width, and as an address, JSON or HTML
/// writes it.
const AT_SIGNS: [&str; 7] = ["@", "＠", "﹫", "%40", "%2540", "\\u0040", "&#64;"];

/// The most bytes that are looked at for a local part, four times as many as there can be, so that
/// a text of at signs is not read once for each of them.
const ROOM: usize = 256;

/// Returns text with each e-mail address reduced to the first letter of its local part and its
/// top-level domain, as in `a•••@•••.com`. When in doubt it is an address: one that a name was cut
/// within (`ada@exam…`) and one without a top-level domain (`ada@example`) are masked too.
#[must_use]
pub fn mask_emails(text: &str) -> Cow<'_, str> {
    let mut drawn = String::new();
    // What is drawn of the text, and how much of that is without the last top-level domain.
    let (mut written, mut masked, mut from) = (0, 0, 0);
    while let Some((at, sign)) = next_at_sign(text, from) {
        from = at + sign.len();
        let Some((mut end, mut top)) = domain(text, from) else {
            continue;
        };
        let Some((start, first)) = local_part(text, written, at, top.is_some()) else {
            continue;
        };
        // An address behind an address, as in a@b.c@d.e, is one.
        while let Some(sign) = at_sign_at_start(&text[end..]) {
            let Some(next) = domain(text, end + sign.len()) else {
                break;
            };
            (end, top) = next;
        }
        if written > 0 && start == written {
            // Directly behind an address: one with it.
            drawn.truncate(masked);
        } else {
            drawn += &text[written..start];
            drawn.extend(first);
            for part in [MASK, sign, MASK] {
                drawn += part;
            }
            masked = drawn.len();
        }
        if let Some(top) = top {
            drawn.push('.');
            drawn += top;
        }
        (written, from) = (end, end);
    }
    if written == 0 {
        return Cow::Borrowed(text);
    }
    Cow::Owned(drawn + &text[written..])
}

/// Returns the first at sign at or after `from`, with its place.
fn next_at_sign(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let begins = |letter| matches!(letter, '@' | '＠' | '﹫' | '%' | '\\' | '&');
    let places = text[from..].match_indices(begins);
    places
        .map(|(at, _)| from + at)
        .find_map(|at| Some((at, at_sign_at_start(&text[at..])?)))
}

fn at_sign_at_start(text: &str) -> Option<&'static str> {
    AT_SIGNS.into_iter().find(|sign| text.starts_with(sign))
}

fn at_sign_at_end(text: &str) -> Option<&'static str> {
    AT_SIGNS.into_iter().find(|sign| text.ends_with(sign))
}

/// Returns where the domain that begins at `from` ends, and its top-level domain. `None` if no
/// domain begins there: `model@20250219` and `package@1.2.3` are versions.
fn domain(text: &str, from: usize) -> Option<(usize, Option<&str>)> {
    let rest = &text[from..];
    let literal = rest.strip_prefix('[').and_then(|inner| {
        let length = inner.bytes().take(ROOM).position(|byte| byte == b']')?;
        let is_address = |letter: char| letter.is_ascii_alphanumeric() || ".:".contains(letter);
        inner[..length]
            .chars()
            .all(is_address)
            .then_some(length + 2)
    });
    let mut length = literal.unwrap_or(0);
    while let Some(letter) = rest[length..].chars().next() {
        length += match letter {
            '‹' => match code_at_start(&rest[length..]) {
                Some(code) => code,
                None => break,
            },
            '.' | '-' | '_' | '*' => 1,
            letter if letter.is_ascii_alphanumeric() || is_foreign(letter) => letter.len_utf8(),
            _ => break,
        };
    }
    let domain = rest[..length].trim_end_matches(['.', '-', '_']);
    let is_number = domain.split('.').count() == 4 && !domain.contains("..");
    let is_domain = literal.is_some()
        || is_number
        || domain.chars().any(|letter| {
            letter.is_alphabetic() || is_hidden(letter) || is_emoji(letter) || letter == '…'
        });
    let top = domain.rsplit_once('.').map(|(_, top)| top);
    let is_top = |top: &&str| {
        let mut letters = top.chars();
        !top.is_empty() && letters.all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    is_domain.then(|| (from + domain.len(), top.filter(is_top)))
}

/// Returns where the local part that ends at `at` begins, and its first letter. It begins at or
/// after `written`. Marks in front of it, such as an apostrophe or `%22`, are not part of it.
fn local_part(
    text: &str,
    written: usize,
    at: usize,
    has_top: bool,
) -> Option<(usize, Option<char>)> {
    let room = text.ceil_char_boundary(at.saturating_sub(ROOM));
    let before = &text[room.max(written)..at];
    let quoted = quoted(before).filter(|_| has_top).unwrap_or(0);
    let mut length = quoted + run_at_end(&before[..before.len() - quoted]);
    // An address in front of the at sign, as in a@b@c.d, is a part of it.
    let mut further = &before[..before.len() - length];
    let is_part = |letter| is_letter(letter) || is_hidden(letter);
    let mut is_local = before[further.len()..].contains(is_part);
    while let Some(sign) = at_sign_at_end(further) {
        further = &further[..further.len() - sign.len()];
        let run = run_at_end(further);
        if further[further.len() - run..].contains(is_part) {
            length = before.len() - further.len() + run;
            is_local = true;
        }
        further = &further[..further.len() - run];
    }
    if !is_local {
        return None;
    }
    if further.is_empty() && written > 0 && written >= room {
        return Some((written, None));
    }
    let local = &before[before.len() - length..];
    let trimmed = without_marks(local);
    let local = if trimmed.is_empty() { local } else { trimmed };
    let first = local.chars().find(|letter| is_letter(*letter));
    Some((at - local.len(), first))
}

/// Returns the length of the run of letters of a local part that ends `text`.
fn run_at_end(text: &str) -> usize {
    let mut rest = text;
    while let Some(letter) = rest.chars().next_back()
        && at_sign_at_end(rest).is_none()
    {
        let length = match letter {
            '›' => match code_at_end(rest) {
                Some(code) => code,
                None => break,
            },
            letter if letter.is_ascii_alphanumeric() || "!#$%'*+-._`~^".contains(letter) => 1,
            letter if is_foreign(letter) => letter.len_utf8(),
            _ => break,
        };
        rest = &rest[..rest.len() - length];
    }
    text.len() - rest.len()
}

/// Returns the length of the local part in quotation marks at the end of `text`. Marks that close
/// one value of a JSON text and open the next one are not around a local part.
fn quoted(text: &str) -> Option<usize> {
    let inner = text.strip_suffix('"')?;
    let open = inner.rfind('"')?;
    let content = &inner[open + 1..];
    let is_local = content.contains(is_letter)
        && !content.starts_with([':', ',', ' '])
        && !content.contains(['\n', '@']);
    is_local.then_some(text.len() - open)
}

/// Returns a local part without what stands in front of its first letter; empty if an at sign is
/// before it.
fn without_marks(local: &str) -> &str {
    let mut rest = local;
    while let Some(letter) = rest.chars().next() {
        if at_sign_at_start(rest).is_some() {
            return "";
        }
        let hex = |byte: &u8| byte.is_ascii_hexdigit();
        let is_escape = |bytes: &[u8]| bytes.len() == 3 && bytes[1..].iter().all(hex);
        let skipped = match letter {
            '%' if rest.as_bytes().get(..3).is_some_and(is_escape) => 3,
            '‹' => code_at_start(rest).unwrap_or(letter.len_utf8()),
            letter if is_letter(letter) || is_hidden(letter) || letter == '"' => break,
            letter => letter.len_utf8(),
        };
        rest = &rest[skipped..];
    }
    rest
}

/// Returns the length of the code of an invisible character, such as `‹U+200B›`, that begins `text`.
fn code_at_start(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("‹U+")?;
    let digits = inner.find('›')?;
    let is_code = inner[..digits].bytes().all(|byte| byte.is_ascii_hexdigit());
    is_code.then_some("‹U+›".len() + digits)
}

/// Returns the length of the code of an invisible character that ends `text`.
fn code_at_end(text: &str) -> Option<usize> {
    let code = &text[text.rfind('‹')?..];
    (code_at_start(code)? == code.len()).then_some(code.len())
}

/// Returns whether it is a letter, a digit or an emoji.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || is_emoji(letter)
}

/// Returns whether it is an emoji; an arrow stands between two things and is none.
const fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}')
}

/// Returns whether it takes the place of letters that are masked already, here or by the gateway.
const fn is_hidden(letter: char) -> bool {
    matches!(letter, '•' | '*')
}

/// Returns whether it may be part of an address beyond ASCII: a letter, an accent, an emoji, an
/// invisible character, or the mark of a cut or masked part.
fn is_foreign(letter: char) -> bool {
    !letter.is_ascii()
        && (is_letter(letter)
            || matches!(letter, '•' | '…' | '\u{300}'..='\u{36f}')
            || is_unseen(letter) && !letter.is_control() && !letter.is_whitespace())
}

#[cfg(test)]
mod tests;

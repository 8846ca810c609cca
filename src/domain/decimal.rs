//! Reads decimal text as exact scaled integers, for money and percentages. Never uses a binary
//! float, and reports when digits are lost.

/// A decimal number scaled to a whole count of `10^-places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scaled {
    /// The number times `10^places`, rounded half away from zero if it has more decimals.
    pub units: i128,
    /// False when digits beyond `places` were rounded away.
    pub exact: bool,
}

/// The most digits of a number: far more than any amount has.
const MOST_DIGITS: usize = 60;

/// Reads plain or JSON decimal text (`-1.50`, `3e-4`) at `places` decimals. `None` if it is not a
/// decimal number, or overflows.
#[must_use]
pub fn read(text: &str, places: u32) -> Option<Scaled> {
    let written = Written::of(text)?;
    if written.digits.len() > MOST_DIGITS {
        return None;
    }
    // The value is `digits` times 10^shift in units of 10^-places.
    let shift = written.exponent.checked_add(i32::try_from(places).ok()?)?;
    let scaled = scale(&written.digits, shift)?;
    Some(Scaled {
        units: if written.negative {
            -scaled.units
        } else {
            scaled.units
        },
        ..scaled
    })
}

/// Returns a number's size in units of `10^-places`, to compare it with others. One that is too large
/// for an integer counts as the largest, as long as a 64-bit float can hold it, because a gateway that
/// reads floats uses it as it is; `None` beyond that, and for what is no number.
#[must_use]
pub fn size(text: &str, places: u32) -> Option<i128> {
    if let Some(read) = read(text, places) {
        return Some(read.units);
    }
    let written = Written::of(text)?;
    let length = i32::try_from(written.digits.len()).ok()?;
    let order = length.checked_add(written.exponent)?;
    let is_held = order < LARGEST_FLOAT.0
        || (order == LARGEST_FLOAT.0 && *written.digits <= *LARGEST_FLOAT.1);
    let largest = if written.negative {
        i128::MIN
    } else {
        i128::MAX
    };
    is_held.then_some(largest)
}

/// The largest 64-bit float, 1.797…e308: its digits before the point, and the first of them.
const LARGEST_FLOAT: (i32, &str) = (309, "17976931348623157");

/// A number as it is written: `digits × 10^exponent`.
pub(super) struct Written {
    /// Whether a minus stands before it.
    pub(super) negative: bool,
    /// Without leading zeros; empty for 0.
    pub(super) digits: String,
    /// The exponent of the last digit.
    pub(super) exponent: i32,
}

impl Written {
    /// Reads a number; `None` for what is none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let digits = [whole, fraction].concat();
        Some(Self {
            negative,
            digits: digits.trim_start_matches('0').to_owned(),
            exponent: exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?,
        })
    }
}

/// Returns `digits × 10^shift` as an integer, rounded half away from zero if digits are lost.
fn scale(digits: &str, shift: i32) -> Option<Scaled> {
    if digits.is_empty() {
        return Some(Scaled {
            units: 0,
            exact: true,
        });
    }
    let kept_length = i32::try_from(digits.len()).ok()?.checked_add(shift)?;
    if shift >= 0 {
        if kept_length > 38 {
            return None;
        }
        let zeros = "0".repeat(usize::try_from(shift).ok()?);
        let units = format!("{digits}{zeros}").parse().ok()?;
        return Some(Scaled { units, exact: true });
    }
    let kept = usize::try_from(kept_length).unwrap_or(0).min(digits.len());
    let (kept, lost) = if kept_length < 0 {
        ("", "0")
    } else {
        digits.split_at(kept)
    };
    let units: i128 = if kept.is_empty() {
        0
    } else {
        kept.parse().ok()?
    };
    let exact = kept_length >= 0 && lost.bytes().all(|byte| byte == b'0');
    let up = lost.bytes().next().is_some_and(|first| first >= b'5');
    Some(Scaled {
        units: units.checked_add(i128::from(up))?,
        exact,
    })
}

/// Formats `units` of `10^-places` with exactly `places` decimals, e.g. `-0.500000000`.
#[must_use]
pub fn write(units: i128, places: u32) -> String {
    let size = units.unsigned_abs();
    let scale = 10_u128.pow(places);
    let sign = if units < 0 { "-" } else { "" };
    let width = usize::try_from(places).unwrap_or(0);
    if places == 0 {
        return format!("{sign}{size}");
    }
    format!("{sign}{}.{:0width$}", size / scale, size % scale)
}

/// Inserts a no-break space between groups of three digits before the point, and a true minus sign
/// before a negative number.
#[must_use]
pub fn grouped(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", text),
    };
    let (whole, rest) = match digits.find('.') {
        Some(at) => digits.split_at(at),
        None => (digits, ""),
    };
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{Scaled, read, size, write};
    use proptest::prelude::*;

    #[test]
    fn numbers_that_a_float_holds_have_a_size() {
        for (text, expect) in [
            ("0.5", Some(50)),
            ("-2", Some(-200)),
            ("1e-400", Some(0)),
            ("123456789012345678901234567890123456789", Some(i128::MAX)),
            ("-1e300", Some(i128::MIN)),
            ("1e+300", Some(i128::MAX)),
            ("1.7976931348623157e308", Some(i128::MAX)),
            ("1.7976931348623159e308", None),
            ("-1e309", None),
            ("1e400", None),
            ("inf", None),
            ("nan", None),
            ("+1e300", None),
            ("", None),
        ] {
            assert_eq!(size(text, 2), expect, "{text}");
        }
    }

    #[test]
    fn reading() {
        let check = |text, expect: Option<(i128, bool)>| {
            let expect = expect.map(|(units, exact)| Scaled { units, exact });
            assert_eq!(read(text, 3), expect, "{text}");
        };
        check("0", Some((0, true)));
        check("-0", Some((0, true)));
        check("12", Some((12_000, true)));
        check("012.5", Some((12_500, true)));
        check("-1.234", Some((-1_234, true)));
        check("1.2344", Some((1_234, false)));
        check("1.2345", Some((1_235, false)));
        check("-1.2345", Some((-1_235, false)));
        check("1.234000", Some((1_234, true)));
        check("0.0005", Some((1, false)));
        check("0.00049", Some((0, false)));
        check("1e2", Some((100_000, true)));
        check("1E-3", Some((1, true)));
        check("1e-9", Some((0, false)));
        check("9.5e-1", Some((950, true)));
        check("1e40", None);
        check("1e99999999999", None);
        for not_a_number in [
            "", "-", ".", "1.", ".5", "1,5", "+1", "1e", "0x1", "NaN", " 1", "1 ",
        ] {
            check(not_a_number, None);
        }
    }

    proptest! {
        #[test]
        fn reading_what_was_written(units in -10_i128.pow(30)..10_i128.pow(30), places in 0_u32..10) {
            prop_assert_eq!(read(&write(units, places), places), Some(Scaled { units, exact: true }));
        }

        #[test]
        fn no_text_panics(text in "\\PC*", places in 0_u32..12) {
            let _ = read(&text, places);
        }

        #[test]
        fn no_number_shaped_text_panics(text in "-?[0-9]{0,50}\\.?[0-9]{0,50}([eE]-?[0-9]{1,12})?") {
            let _ = read(&text, 9);
        }
    }
}

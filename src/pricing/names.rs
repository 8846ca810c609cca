//! Names that are easily taken for each other.

/// Returns whether two different names are alike: they differ in case, in blanks and signs between
/// words, or by one letter of at least four (`default` and `defualt`, `azure` and `azures`).
#[must_use]
pub fn are_alike(one: &str, other: &str) -> bool {
    if one == other {
        return false;
    }
    let letters = |name: &str| -> Vec<char> {
        let lower = name.chars().flat_map(char::to_lowercase);
        lower.filter(|letter| letter.is_alphanumeric()).collect()
    };
    let (a, b) = (letters(one), letters(other));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    a == b || (a.len().min(b.len()) >= 4 && a.first() == b.first() && is_one_slip(&a, &b))
}

/// Returns whether one letter was left out, added, replaced, or two neighbours were exchanged.
fn is_one_slip(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    let after = |letters: &'_ [char], count: usize| letters.get(count..).map(<[char]>::to_vec);
    let exchanged = a.len() >= 2 && b.len() >= 2 && a[0] == b[1] && a[1] == b[0];
    after(a, 1) == after(b, 1) && a.len() == b.len()
        || after(a, 1).as_deref() == Some(b)
        || after(b, 1).as_deref() == Some(a)
        || exchanged && after(a, 2) == after(b, 2)
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn names_that_are_taken_for_each_other() {
        let check = |one: &str, other: &str, expect| {
            assert_eq!(are_alike(one, other), expect, "{one} {other}");
            assert_eq!(are_alike(other, one), expect, "{other} {one}");
        };
        check("Azure", "azure", true);
        check("big-team", "big_team", true);
        check("default", "defualt", true);
        check("default", "defaults", true);
        check("trial1", "trial2", true);
        check("vip", "svip", false);
        check("vip", "vip", false);
        check("gold", "silver", false);
        check("组-一", "组一", true);
        check("-", "_", false);
        check("a1", "a2", false);
    }
}

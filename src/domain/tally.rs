//! How many rows have each word of a facet. Knows no row and no facet.

/// A word with what it is called and how many rows have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallied {
    /// As the address says it.
    pub word: String,
    /// What the first row with it calls it.
    pub label: String,
    /// How many rows have it.
    pub count: usize,
}

/// The words that occur, each once, in their order. `words` are those of the rows, each with what
/// the row calls it; a row may have none, which is empty. A `chosen` word that does not occur stays,
/// so that the address never lies about what is shown.
#[must_use]
pub fn tally<'a>(
    words: &mut dyn Iterator<Item = (&'a str, &'a str)>,
    chosen: &str,
) -> Vec<Tallied> {
    let mut all: Vec<Tallied> = Vec::new();
    let mut add = |word: &str, label: &str, count| {
        if word.is_empty() {
            return;
        }
        match all.binary_search_by(|one| one.word.as_str().cmp(word)) {
            Ok(at) => all[at].count += count,
            Err(at) => {
                let (word, label) = (word.to_owned(), label.to_owned());
                all.insert(at, Tallied { word, label, count });
            }
        }
    };
    words.for_each(|(word, label)| add(word, label, 1));
    add(chosen, chosen, 0);
    all
}

#[cfg(test)]
mod tests {
    use super::tally;

    #[test]
    fn words_are_counted_in_their_order() {
        let check = |words: &str, chosen: &str, expect: &str| {
            let words = words.split_whitespace();
            let mut words = words.map(|word| word.split_once('=').unwrap_or((word, "")));
            let all = tally(&mut words, chosen);
            let all = all
                .iter()
                .map(|one| format!("{}={}x{}", one.word, one.label, one.count));
            assert_eq!(all.collect::<Vec<_>>().join(" "), expect);
        };
        check("", "", "");
        check("b a b", "", "a=x1 b=x2");
        check("b=B1 b=B2", "", "b=B1x2");
        check("= a =", "", "a=x1");
        check("a c", "b", "a=x1 b=bx0 c=x1");
        check("a c", "c", "a=x1 c=x1");
        check("a", "d", "a=x1 d=dx0");
        check("", "d", "d=dx0");
    }
}

//! Counts rows by the words of a facet. Independent of rows and facets.

/// A word with its label and the number of rows that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallied {
    /// The word as in the address.
    pub word: String,
    /// The label in the first row with this word.
    pub label: String,
    /// The number of rows.
    pub count: usize,
}

/// Returns the words that occur, sorted and without duplicates. `words` are the words of the rows
/// with their labels; an empty word is none. A `chosen` word that does not occur is kept, so that
/// the active filter stays visible.
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

//! The edits of a text since it was opened, each of which can be undone and done again.

/// One edit: at a place, some text was replaced by other text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Splice {
    at: usize,
    removed: String,
    inserted: String,
}

/// A text with its edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edits {
    text: String,
    done: Vec<Splice>,
    undone: Vec<Splice>,
    /// By what the last edit was made, while it may grow.
    growing: Option<String>,
}

impl Edits {
    /// Begins with a text.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            done: Vec::new(),
            undone: Vec::new(),
            growing: None,
        }
    }

    /// Returns the text as it is now.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether there is an edit to undo.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Returns whether there is an edit to do again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Edits the text. What was undone before cannot be done again then.
    pub fn edit(&mut self, to: &str) {
        self.growing = None;
        self.push(to);
    }

    /// Edits the text as one more keystroke in the same place: edits by one `place` in a row are undone
    /// together.
    pub fn grow(&mut self, to: &str, place: &str) {
        if self.text == to {
            return;
        }
        if self.growing.as_deref() == Some(place) {
            self.undo();
        }
        // Back where it began, there is nothing to grow.
        self.growing = self.push(to).then(|| place.to_owned());
    }

    /// Makes an edit, and returns whether there was one to make.
    fn push(&mut self, to: &str) -> bool {
        let Some(splice) = splice(&self.text, to) else {
            return false;
        };
        to.clone_into(&mut self.text);
        self.done.push(splice);
        self.undone.clear();
        true
    }

    /// Undoes the last edit; does nothing if there is none.
    pub fn undo(&mut self) {
        self.growing = None;
        if let Some(splice) = self.done.pop() {
            let end = splice.at + splice.inserted.len();
            self.text.replace_range(splice.at..end, &splice.removed);
            self.undone.push(splice);
        }
    }

    /// Does the last undone edit again; does nothing if there is none.
    pub fn redo(&mut self) {
        self.growing = None;
        if let Some(splice) = self.undone.pop() {
            let end = splice.at + splice.removed.len();
            self.text.replace_range(splice.at..end, &splice.inserted);
            self.done.push(splice);
        }
    }
}

/// Returns what differs between two texts as one piece; `None` if nothing does.
fn splice(from: &str, to: &str) -> Option<Splice> {
    if from == to {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let before: usize = from
        .chars()
        .zip(to.chars())
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (rest, new) = (from.get(before..)?, to.get(before..)?);
    let after: usize = rest
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(same)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    Some(Splice {
        at: before,
        removed: rest.get(..rest.len() - after)?.to_owned(),
        inserted: new.get(..new.len() - after)?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Edits;

    proptest! {
        #[test]
        fn undone_and_done_again(texts in prop::collection::vec("[ab组]{0,5}", 1..8), back in 0_usize..8) {
            let mut edits = Edits::of(texts[0].clone());
            for text in &texts[1..] {
                edits.edit(text);
                prop_assert_eq!(edits.text(), text);
            }
            let before = edits.clone();
            for _ in 0..back {
                edits.undo();
            }
            for _ in 0..back {
                edits.redo();
            }
            prop_assert_eq!(&edits, &before);
            while edits.can_undo() {
                edits.undo();
            }
            prop_assert_eq!(edits.text(), &texts[0]);
            while edits.can_redo() {
                edits.redo();
            }
            prop_assert_eq!(edits.text(), texts.last().expect("one at least"));
        }
    }

    #[test]
    fn keystrokes_in_one_place_are_undone_together() {
        let mut edits = Edits::of("a");
        for (text, place) in [
            ("a0", "x"),
            ("a0.", "x"),
            ("a0.4", "x"),
            ("b", "y"),
            ("bc", "y"),
        ] {
            edits.grow(text, place);
            assert_eq!(edits.text(), text);
        }
        edits.undo();
        assert_eq!(edits.text(), "a0.4");
        // Typed back to where it began, what was before stays.
        edits.grow("a0.4x", "y");
        edits.grow("a0.4", "y");
        edits.grow("b", "y");
        edits.grow("bc", "z");
        edits.grow("bcd", "y");
        edits.undo();
        assert_eq!(edits.text(), "bc");
        edits.undo();
        edits.undo();
        assert_eq!(edits.text(), "a0.4");
        edits.undo();
        assert_eq!((edits.text(), edits.can_undo()), ("a", false));
    }

    #[test]
    fn a_new_edit_ends_what_was_undone() {
        let mut edits = Edits::of("a");
        edits.edit("b");
        edits.undo();
        assert!(edits.can_redo());
        edits.edit("c");
        assert!(!edits.can_redo());
        edits.edit("c");
        edits.undo();
        assert_eq!(edits.text(), "a");
    }
}

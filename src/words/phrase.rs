//! A text with its slots filled, so that a pure module can return a whole sentence in both
//! languages.

use std::borrow::Cow;

use super::{Language, Say, Text, isolated, visible};

/// The value of a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The same text in both languages: a name, an amount.
    Same(String),
    /// A word of the console.
    Word(Text),
    /// A sentence.
    Phrase(Box<Phrase>),
    /// A list, joined as the language requires.
    List(Vec<String>),
}

/// A text with the values of its slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    text: Text,
    slots: Vec<(Cow<'static, str>, Slot)>,
}

impl From<Text> for Phrase {
    fn from(text: Text) -> Self {
        Self {
            text,
            slots: Vec::new(),
        }
    }
}

impl From<String> for Slot {
    fn from(text: String) -> Self {
        Self::Same(text)
    }
}

impl From<&str> for Slot {
    fn from(text: &str) -> Self {
        Self::Same(text.to_owned())
    }
}

impl From<usize> for Slot {
    fn from(count: usize) -> Self {
        Self::Same(count.to_string())
    }
}

impl From<Text> for Slot {
    fn from(text: Text) -> Self {
        Self::Word(text)
    }
}

impl From<Phrase> for Slot {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(Box::new(phrase))
    }
}

impl From<Vec<String>> for Slot {
    fn from(things: Vec<String>) -> Self {
        Self::List(things)
    }
}

impl Phrase {
    /// Returns the phrase with `slot` filled.
    #[must_use]
    pub fn with(mut self, slot: impl Into<Cow<'static, str>>, filling: impl Into<Slot>) -> Self {
        self.slots.push((slot.into(), filling.into()));
        self
    }

    /// Returns the sentence in `language`. A slot without a value stays empty.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        self.text.fill(language, &|name| {
            let found = self.slots.iter().find(|(slot, _)| slot == name);
            found.map_or_else(String::new, |(_, filling)| filling.say(language))
        })
    }
}

impl Slot {
    /// Returns the words in `language`.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match self {
            Self::Same(text) => isolated(visible(text)).into_owned(),
            Self::Word(text) => text.say(language).to_owned(),
            Self::Phrase(phrase) => phrase.say(language),
            Self::List(things) => {
                let things = things.iter().map(|thing| isolated(visible(thing)));
                let things: Vec<_> = things.collect();
                language.join(&things)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Phrase};
    use crate::text;

    #[test]
    fn fillings_speak_the_language_of_the_phrase() {
        let phrase = Phrase::from(text!("{what}: {where} ({n})" / "{what}：{where}（{n}）"))
            .with("what", text!("Moved" / "已移动"))
            .with("where", vec!["A".to_owned(), "B".to_owned()])
            .with("n", 2);
        assert_eq!(phrase.say(Language::English), "Moved: A, B (2)");
        assert_eq!(phrase.say(Language::Chinese), "已移动：A、B（2）");
    }
}

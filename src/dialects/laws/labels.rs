//! Labels fit where they stand.

use super::{ALL, actions, resources};
use crate::schema::{FacetOf, Kind, Place};
use crate::words::{Language, Say, Text};

/// The most characters of a label.
const MOST: usize = 32;

#[test]
fn labels_fit() {
    for dialect in ALL {
        for group in dialect.navigation {
            fits(group.title);
        }
        for ask in dialect.asks {
            [ask.title, ask.button, ask.key.label]
                .into_iter()
                .for_each(fits);
            ask.fields.iter().for_each(|field| fits(field.label));
        }
    }
    for (_, one) in resources() {
        [one.title, one.one, one.words.search]
            .into_iter()
            .for_each(fits);
        for field in one.fields {
            fits(field.label);
            if let Kind::Word(words) = field.kind {
                words.iter().for_each(|(_, label, _)| fits(*label));
            }
            if let Place::Table { width, .. } | Place::TableOnly { width, .. } = field.place {
                assert!((64..=240).contains(&width), "{}.{}", one.id, field.id);
            }
        }
        for facet in one.facets {
            [facet.label, facet.any]
                .into_iter()
                .chain(facet.none)
                .for_each(fits);
            if let FacetOf::Rule(_, choices) = facet.of {
                choices.iter().for_each(|(_, label)| fits(*label));
            }
        }
        one.figures.iter().for_each(|figure| fits(figure.label));
        one.attention.iter().for_each(|part| fits(part.title));
        one.related.iter().for_each(|related| fits(related.title));
    }
    for (_, action) in actions() {
        [action.button, action.title].into_iter().for_each(fits);
    }
}

pub(super) fn fits(label: Text) {
    let english = label.say(Language::English);
    assert!(english.chars().count() <= MOST, "{english}");
    assert!(
        !english.contains('{') || label.slots() == ["n"],
        "{english}"
    );
}

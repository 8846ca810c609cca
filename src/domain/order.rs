//! Sorting, compiled once: a generic sort costs some kilobytes of machine code for each type and
//! comparison, so lists are sorted by their indices.

use std::cmp::Ordering;

/// Returns the items sorted. Equal items keep their order.
#[must_use]
pub fn sorted<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = places(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let take = |place: usize| items.get_mut(place).and_then(Option::take);
    places.into_iter().filter_map(take).collect()
}

/// Returns the indices `0..count` sorted.
#[must_use]
pub fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::sorted;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_standard_library_sorts(items in prop::collection::vec((0_u8..5, any::<u8>()), 0..40)) {
            let mut expect = items.clone();
            expect.sort_by_key(|item| item.0);
            prop_assert_eq!(sorted(items, |a, b| a.0.cmp(&b.0)), expect);
        }
    }
}

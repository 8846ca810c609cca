//! The form for moving a key: which pools are offered, and which one was chosen.

use crate::domain::filter::NO_POOL;
use crate::domain::ids::PoolId;
use crate::domain::pool::Pool;

/// Pools that are offered at once; more are reached by typing a part of the name.
pub const MOST_OFFERED: usize = 50;

/// What is offered of the pools that were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offers {
    /// The pools that match and the one that is chosen, in their order; about [`MOST_OFFERED`].
    pub shown: Vec<Pool>,
    /// How many more match.
    pub hidden: usize,
}

/// The pools that contain `search` in what is shown of them, their name and id; and the one that is
/// `chosen`, so that a search never takes a choice back.
#[must_use]
pub fn offers(pools: &[Pool], search: &str, chosen: &str) -> Offers {
    let search = search.trim().to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&search);
    let (mut shown, mut hidden) = (Vec::new(), 0);
    for pool in pools {
        let (id, name) = (pool.id.as_str(), pool.name.as_deref());
        if id == chosen {
            shown.push(pool.clone());
        } else if contains(id) || contains(name.unwrap_or_default()) {
            match shown.len() < MOST_OFFERED {
                true => shown.push(pool.clone()),
                false => hidden += 1,
            }
        }
    }
    Offers { shown, hidden }
}

/// Nothing was chosen, or the place where the key is already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotChosen;

/// The word of a place in the chooser: a pool's id, or the word for no pool.
#[must_use]
pub fn word(place: Option<&PoolId>) -> &str {
    place.map_or(NO_POOL, PoolId::as_str)
}

/// The place that the chooser's word stands for, unless the key is there already.
///
/// # Errors
/// When no other place was chosen.
pub fn destination(chosen: &str, here: Option<&PoolId>) -> Result<Option<PoolId>, NotChosen> {
    match chosen {
        "" => Err(NotChosen),
        chosen if chosen == word(here) => Err(NotChosen),
        NO_POOL => Ok(None),
        id => Ok(Some(PoolId(id.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_OFFERED, NotChosen, destination, offers};
    use crate::domain::ids::PoolId;
    use crate::domain::pool::Pool;
    use crate::domain::pool::tests::pool;

    #[test]
    fn what_is_offered() {
        let named = |id: &str, name: &str| Pool {
            name: Some(name.to_owned()),
            ..pool(id)
        };
        let pools = [
            named("pool_01", "Research"),
            named("pool_02", "Team A"),
            named("pool_03", "research archive"),
        ];
        let check = |search: &str, chosen: &str, expect: &[&str]| {
            let offers = offers(&pools, search, chosen);
            let ids: Vec<&str> = offers.shown.iter().map(|pool| pool.id.as_str()).collect();
            assert_eq!((ids.as_slice(), offers.hidden), (expect, 0), "{search:?}");
        };
        check("", "", &["pool_01", "pool_02", "pool_03"]);
        check(" RESEARCH ", "", &["pool_01", "pool_03"]);
        check("pool_02", "", &["pool_02"]);
        check("nothing", "", &[]);
        check("nothing", "-", &[]);
        check("team", "pool_03", &["pool_02", "pool_03"]);
    }

    #[test]
    fn more_than_fit_are_counted() {
        let pools: Vec<Pool> = (0..MOST_OFFERED + 7)
            .map(|number| pool(&format!("pool_{number:03}")))
            .collect();
        let offers = offers(&pools, "pool", "");
        assert_eq!((offers.shown.len(), offers.hidden), (MOST_OFFERED, 7));
    }

    #[test]
    fn destinations() {
        let check = |chosen, here: Option<&str>, expect: Result<Option<&str>, NotChosen>| {
            let here = here.map(|id| PoolId(id.to_owned()));
            let expect = expect.map(|id| id.map(|id| PoolId(id.to_owned())));
            assert_eq!(destination(chosen, here.as_ref()), expect, "{chosen:?}");
        };
        check("", None, Err(NotChosen));
        check("-", None, Err(NotChosen));
        check("-", Some("pool_01"), Ok(None));
        check("pool_01", Some("pool_01"), Err(NotChosen));
        check("pool_02", Some("pool_01"), Ok(Some("pool_02")));
        check("pool_02", None, Ok(Some("pool_02")));
    }
}

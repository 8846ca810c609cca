//! A gateway that returns one sum per key reports the same money as one that returns single
//! charges.

use std::collections::BTreeMap;

use headgate::domain::money::{Amount, Sum, Usd};
use headgate::gate::read_whole;
use headgate::records::Listing;
use headgate::schema::{Field, Query, Record, Ref};

use crate::gateway::{DIALECT, Gateway};

const KEY: Field<Ref> = Field::new("key");
const AMOUNT: Field<Amount> = Field::new("amount");
const COUNT: Field<i64> = Field::new("count");

async fn charges(gateway: &Gateway, limit: usize) -> Listing {
    let resource = DIALECT.resource("charges").expect("it is listed");
    let query = Query {
        limit,
        ..Query::oldest()
    };
    let read = read_whole(DIALECT, resource, &query, 100, gateway).await;
    read.expect("a list")
}

fn rows(listing: &Listing) -> impl Iterator<Item = &Record> {
    listing.rows().map(|row| &row.record)
}

fn sum<'a>(rows: impl Iterator<Item = &'a Record>) -> (Option<Usd>, bool) {
    let sum = Sum::of(rows.filter_map(|row| row.get(&AMOUNT)));
    (sum.total, sum.exact)
}

/// Returns the money and the number of charges of each key.
fn by_key(listing: &Listing) -> BTreeMap<String, (Option<Usd>, i64)> {
    let mut keys: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for row in rows(listing) {
        let key = row.get(&KEY).and_then(|key| key.id.as_ref());
        let key = key.expect("each names its key").to_string();
        keys.entry(key).or_default().push(row);
    }
    let told = |rows: Vec<&Record>| {
        let counts = rows.iter().map(|row| row.get(&COUNT).copied().unwrap_or(1));
        (sum(rows.iter().copied()).0, counts.sum())
    };
    keys.into_iter()
        .map(|(key, rows)| (key, told(rows)))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn sums_of_charges_are_the_charges_added_up() {
    for (keys, count, limit) in [
        (0, 0, 20),
        (1, 1, 20),
        (40, 20, 20),
        (40, 21, 7),
        (300, 500, 100),
    ] {
        let case = format!("{count} charges of {keys} keys by {limit}");
        let gateway = Gateway::of(keys, 6, count, 0);
        let singles = charges(&gateway, 100).await;
        assert_eq!(singles.lines().len(), count as usize, "{case}");
        gateway.arm("charges-totals", "charges").await;
        let sums = charges(&gateway, limit).await;
        assert_eq!(by_key(&sums), by_key(&singles), "{case}");
        assert_eq!(sum(rows(&sums)), sum(rows(&singles)), "{case}: all in all");
        assert!(rows(&sums).all(|row| row.get(&COUNT).is_some()), "{case}");
    }
}

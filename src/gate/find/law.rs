//! The law of finding: a row that exists is never reported as gone, however the gateway lists rows.

use pollster::block_on;
use proptest::prelude::*;

use super::{Found, find};
use crate::call::{Lost, Reply, Request};
use crate::domain::ids::{SpelledId, id};
use crate::domain::time::UnixSeconds;
use crate::gate::tests::catalogue::DIALECT;
use crate::gate::{Live, Transport};
use crate::schema::Locator;

/// How a made-up gateway lists: its boxes by creation, each with an age and one of few names.
#[derive(Clone, Debug)]
struct Habits {
    /// Ages in the order of creation, in seconds; some were made in the same one.
    ages: Vec<i64>,
    /// The most rows that it gives at once.
    cap: usize,
    /// Whether `order` means something.
    orders: bool,
    /// What `after` does.
    after: After,
    /// What `q` does.
    filter: Filter,
    /// A row without an id.
    broken: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// The list goes on behind it.
    Known,
    /// Is not known: the first page comes again.
    Ignored,
    /// Is not known, and yet what comes again is said to be the end.
    TakenForTheEnd,
}

#[derive(Clone, Copy, Debug)]
enum Filter {
    /// Finds names.
    Names,
    /// Is not known.
    Ignored,
    /// Looks at something else, so it finds nothing.
    Nothing,
}

/// Three names for all, so that a filter finds several.
fn name(number: usize) -> String {
    format!("n{}", number % 3)
}

impl Habits {
    fn row(&self, number: usize) -> String {
        let id = if self.broken == Some(number) {
            "null".to_owned()
        } else {
            format!(r#""{number}""#)
        };
        let (name, age) = (name(number), self.ages[number]);
        format!(r#"{{"id":{id},"name":"{name}","created_at":{age}}}"#)
    }
}

impl Transport for Habits {
    async fn read(&self, request: &Request) -> Result<Reply, Lost> {
        let query = request
            .target
            .split_once('?')
            .map_or("", |(_, query)| query);
        let asked = |name| {
            let mut fields = query.split('&').filter_map(|field| field.split_once('='));
            let found = fields.find(|(known, _)| *known == name);
            found.map(|(_, value)| value)
        };
        let falls = self.orders && asked("order") == Some("desc");
        let finds = |number: &usize| match (self.filter, asked("q")) {
            (Filter::Names, Some(text)) => name(*number).contains(text),
            (Filter::Nothing, Some(_)) => false,
            _ => true,
        };
        let repeats = self.after == After::TakenForTheEnd && asked("after").is_some();
        let after = asked("after").filter(|_| self.after == After::Known);
        let after = after.and_then(|id| id.parse::<usize>().ok());
        let comes = |number: &usize| match after {
            Some(after) if falls => *number < after,
            Some(after) => *number > after,
            None => true,
        };
        let mut rows: Vec<usize> = (0..self.ages.len()).filter(finds).filter(comes).collect();
        if falls {
            rows.reverse();
        }
        let more = rows.len() > self.cap && !repeats;
        rows.truncate(self.cap);
        let last = rows
            .last()
            .map_or("null".to_owned(), |id| format!(r#""{id}""#));
        let rows: Vec<String> = rows.into_iter().map(|number| self.row(number)).collect();
        Ok(Reply {
            status: 200,
            body: format!(
                r#"{{"data":[{}],"last_id":{last},"has_more":{more}}}"#,
                rows.join(",")
            ),
            ..Reply::default()
        })
    }

    async fn write(&self, _: &Request, _: Live<'_>) -> Result<Reply, Lost> {
        Err(Lost::NotSent)
    }

    async fn pause(&self, _: u32) {}
}

fn habits() -> impl Strategy<Value = Habits> {
    let filter = prop_oneof![
        Just(Filter::Names),
        Just(Filter::Ignored),
        Just(Filter::Nothing)
    ];
    let ages = prop::collection::vec(0_i64..3, 1..14);
    let after = prop_oneof![Just(After::Known), Just(After::Ignored)];
    let parts = (ages, 1_usize..5, any::<bool>(), after, filter);
    let broken = prop::option::of(0_usize..14);
    (parts, broken).prop_map(|((steps, cap, orders, after, filter), broken)| {
        let mut age = 10;
        let ages = steps.into_iter().map(|step| {
            age += step;
            age
        });
        Habits {
            ages: ages.collect(),
            cap,
            orders,
            after,
            filter,
            broken,
        }
    })
}

#[test]
fn a_page_that_comes_again_is_not_the_end() {
    let check = |after, expect| {
        let habits = Habits {
            ages: vec![10, 10],
            cap: 1,
            orders: true,
            after,
            filter: Filter::Nothing,
            broken: None,
        };
        let at = |id: &str| Locator {
            created_at: Some(UnixSeconds(10)),
            ..Locator::of_id("items", id)
        };
        let gone = block_on(find(&DIALECT, &at("gone"), &habits));
        assert_eq!(gone, Ok(expect), "{after:?}");
        let oldest = block_on(find(&DIALECT, &at("0"), &habits));
        assert_ne!(oldest, Ok(Found::Gone), "{after:?}");
    };
    check(After::Known, Found::Gone);
    check(After::Ignored, Found::NotSeen);
    check(After::TakenForTheEnd, Found::NotSeen);
}

proptest! {
    #[test]
    fn what_is_there_is_never_said_to_be_gone(habits in habits(), which: prop::sample::Index, cursor in prop::option::of(0_usize..14)) {
        let number = which.index(habits.ages.len());
        let at = Locator {
            of: id("items"),
            id: SpelledId::Text(number.to_string()),
            name: Some(name(number)),
            // Of a list in whatever order: any row may be the one before the page.
            cursor: cursor.map(|row| row.to_string()),
            created_at: Some(UnixSeconds(habits.ages[number])),
        };
        let found = block_on(find(&DIALECT, &at, &habits));
        prop_assert_ne!(found, Ok(Found::Gone));
    }

    #[test]
    fn what_is_gone_is_never_said_to_be_there(habits in habits(), age in 8_i64..40, named: bool, cursor in prop::option::of(0_usize..14)) {
        let at = Locator {
            of: id("items"),
            id: "gone".into(),
            name: named.then(|| name(0)),
            cursor: cursor.map(|row| row.to_string()),
            created_at: Some(UnixSeconds(age)),
        };
        let short = habits.ages.len() <= habits.cap && habits.broken.is_none();
        match block_on(find(&DIALECT, &at, &habits)) {
            Ok(Found::Gone) => {}
            Ok(Found::NotSeen) => prop_assert!(!short, "a list of one page proves it"),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

//! What is said about rows of lists longer than a page, on gateways that respect order and filters
//! and on those that do not: "gone" only if it is proved, "created" only of new rows.

use headgate::gate::{Found, Stop, find};
use headgate::schema::{Check, Locator, Paging, Query, Resource, Str, Target};

use crate::cases::{Case, rows, send, ways};
use crate::gateway::{ADMIN, DIALECT, Gateway};
use crate::journal::{check, starting};
use crate::ledger::{counted, forget};
use crate::lists::{kinds, take_away};
use crate::truth::word;

/// The oddities, the number of rows, and when it is proved that one of them is gone. The whole list
/// proves it in any order, and is read if it has at most three pages.
const ODDITIES: [(&[Str], u32, Proved); 11] = [
    (&[], 350, Proved::ByOrder),
    (&["no-filter"], 350, Proved::ByOrder),
    (&["no-order"], 250, Proved::Always),
    (&["no-order"], 350, Proved::Never),
    (&["no-order", "no-filter"], 250, Proved::Always),
    (&["no-order", "no-filter"], 350, Proved::Never),
    // A list without an envelope that ends after a hundred rows is not taken as complete.
    (
        &["bare-array", "no-order", "no-filter"],
        250,
        Proved::Always,
    ),
    (&["bare-array", "no-order", "no-filter"], 350, Proved::Never),
    // A capped list proves nothing; if pages are counted, three are read.
    (&["capped", "no-order"], 250, Proved::Never),
    (&["numbered-pages", "no-order"], 250, Proved::Never),
    (&["bad-row"], 250, Proved::Never),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Proved {
    Always,
    /// Only if the list can be read newest first.
    ByOrder,
    Never,
}

/// Returns whether a resource can be listed newest first.
fn is_ordered(resource: &Resource) -> bool {
    let target = |query: &Query| {
        let list = (resource.list)(query).request(None);
        list.map(|list| list.target)
    };
    target(&Query::newest()) != target(&Query::oldest())
}

fn said(found: &Found) -> Str {
    match found {
        Found::Here(_) => "here",
        Found::Gone => "gone",
        Found::NotSeen => "not seen",
    }
}

/// Finds a row, removes it, and finds it again.
async fn before_and_after(gateway: &Gateway, resource: &Resource, at: &Locator) -> [Str; 2] {
    let found = async || find(DIALECT, at, gateway).await.expect("it is read");
    let before = found().await;
    take_away(gateway, resource, at.id.as_str()).await;
    [said(&before), said(&found().await)]
}

/// Tests a list with its oddities.
async fn hold(resource: &Resource) {
    for (odd, count, proved) in ODDITIES {
        let proved = match proved {
            Proved::Always => true,
            Proved::ByOrder => is_ordered(resource),
            Proved::Never => false,
        };
        let each = count / u32::try_from(kinds(resource)).expect("few");
        let gateway = Gateway::of(each, each, each, each);
        let listed = rows(&gateway, resource).await;
        assert_eq!(listed.len(), count as usize);
        for fault in odd {
            gateway.arm(fault, "read").await;
        }
        let by_filter = |at: &Locator| Locator {
            cursor: None,
            ..at.clone()
        };
        // One of the last rows (the sample's first pools have keys), and the first of the second
        // page: once that one is gone, the page after its cursor begins past its position.
        let (last, next) = (&listed[count as usize - 7].0, &listed[100].0);
        let mut looked_for = vec![(last.clone(), true), (next.clone(), true)];
        // A row found by a filter has no cursor, so the proof depends on its page.
        if odd.len() < 2 {
            looked_for.push((by_filter(&listed[150].0), false));
        }
        for (at, is_proof) in &looked_for {
            let case = format!("{} of {count} {} at {odd:?}", at.id, resource.id);
            let [before, after] = before_and_after(&gateway, resource, at).await;
            assert_ne!(before, "gone", "{case}");
            assert_ne!(after, "here", "{case}");
            assert!(!is_proof || (after == "gone") == proved, "{case}: {after}");
        }
    }
}

/// Tests the lists longer than a page, in two halves for two processors.
async fn hold_half(half: usize) {
    let lists = DIALECT.resources.iter();
    let lists = lists.filter(|resource| resource.paging == Paging::Cursor);
    for resource in lists.skip(half).step_by(2) {
        hold(resource).await;
    }
}

#[tokio::test(start_paused = true)]
async fn gone_is_said_only_where_it_is_proved() {
    hold_half(0).await;
}

#[tokio::test(start_paused = true)]
async fn gone_is_said_only_where_it_is_proved_of_the_other_lists() {
    hold_half(1).await;
}

/// Creates a row with the same name as an old one, on a gateway whose long lists always come oldest
/// first: the page of known rows ends long before the newest, and contains no old row of that name.
/// Returns how often it was applied, and the outcome; `None` if the row has no name, or the console
/// refuses.
async fn made_beside_a_namesake(case: &Case, fault: &str) -> Option<(u64, Str)> {
    let gateway = Gateway::of(150, 150, 150, 150).asked_with(ADMIN);
    gateway.fill_with(&case.filled.secrets);
    send(case.review(&gateway).await, &gateway).await;
    forget(&gateway).await;
    gateway.arm("no-order", "list").await;
    gateway.arm("ignore-idempotency", "write").await;
    let review = match case.prepare(&gateway).await {
        Err(Stop::Refused(_)) => return None,
        review => review.unwrap_or_else(|stop| panic!("{}: {stop:?}", case.label())),
    };
    let is_by_name = matches!(check(&starting(review.plan())), Check::Appears { .. });
    gateway.arm(fault, "write").await;
    let performed = send(review, &gateway).await;
    let (_, applied) = counted(&gateway).await;
    let word = word(&performed.outcomes[0]);
    is_by_name.then_some((applied, word))
}

#[tokio::test(start_paused = true)]
async fn an_old_row_of_the_same_name_is_not_taken_for_the_new_one() {
    let mut tried = 0;
    let makes = |case: &&'static Case| case.action.on == Target::New;
    for case in ways().into_iter().filter(makes) {
        for fault in ["drop-before", "drop-after", "latency"] {
            let Some((applied, word)) = made_beside_a_namesake(case, fault).await else {
                continue;
            };
            // Only the response names the new row. If names are unique, the gateway refuses a
            // request that the browser may have sent before.
            let named = fault == "latency" && applied == 1;
            let expect = if named { "applied" } else { "unknown" };
            assert_eq!(word, expect, "{} under {fault}", case.label());
            tried += 1;
        }
    }
    assert!(
        tried > 0,
        "some action makes a row that is known by its name"
    );
}

//! Replays what real servers were recorded with against the sandbox: the same request, byte for
//! byte, in the state that the recording presumes, has to lead to the same status, headers, keys and
//! types, and to the same words where it is refused.

mod comparison;
mod left_out;
mod presumed;
mod recording;
mod scope;
mod server;

use std::collections::BTreeSet;

use self::left_out::LEFT_OUT;
use self::recording::{Recording, all};
use self::scope::concerns;

/// The largest share of recordings that may be left out, in percent.
const MOST_LEFT_OUT: usize = 5;

/// Why a recording is left out, if it is.
fn reason(recording: &Recording) -> Option<&'static str> {
    let title = recording.title();
    let found = LEFT_OUT.iter().find(|(name, _)| *name == title);
    found.map(|(_, reason)| *reason)
}

/// Replays all recordings of a dialect that concern these routes, and returns what differs.
async fn replay(dialect: &'static str) -> Vec<String> {
    let mut found = Vec::new();
    for recording in all(dialect) {
        if !concerns(&recording) || reason(&recording).is_some() {
            continue;
        }
        let differences = server::replay(&recording).await;
        if !differences.is_empty() {
            let title = recording.title();
            found.push(format!("{title}\n    {}", differences.join("\n    ")));
        }
    }
    found
}

fn assert_none(found: &[String]) {
    let count = found.len();
    assert!(found.is_empty(), "{count} differ:\n{}", found.join("\n"));
}

#[tokio::test]
async fn the_fork_with_uuids_responds_as_recorded() {
    assert_none(&replay("f2").await);
}

#[tokio::test]
async fn the_original_responds_as_recorded() {
    assert_none(&replay("u").await);
}

#[tokio::test]
async fn the_fork_before_uuids_responds_as_its_sample() {
    assert_none(&replay("f1").await);
}

#[test]
fn few_recordings_are_left_out() {
    let recordings: Vec<Recording> = ["f2", "u", "f1"].into_iter().flat_map(all).collect();
    let concerned: BTreeSet<String> = recordings
        .iter()
        .filter(|recording| concerns(recording))
        .map(Recording::title)
        .collect();
    let left_out: BTreeSet<String> = LEFT_OUT
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(left_out.len(), LEFT_OUT.len(), "a recording is named twice");
    let unknown: Vec<&String> = left_out.difference(&concerned).collect();
    assert!(unknown.is_empty(), "not among the recordings: {unknown:?}");
    let (left_out, concerned) = (left_out.len(), concerned.len());
    println!(
        "{concerned} of {} recordings concern these routes, {left_out} are left out",
        recordings.len()
    );
    assert!(
        left_out * 100 <= concerned * MOST_LEFT_OUT,
        "{left_out} of {concerned} are left out"
    );
}

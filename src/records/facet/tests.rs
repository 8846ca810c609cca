//! Which rows a filter shows, and what a facet offers.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Filter, counts, facet_label, named};
use crate::domain::table::{check_table, parts};
use crate::domain::time::UnixSeconds;
use crate::records::Row;
use crate::records::draw::View;
use crate::records::sample::{THINGS, row};
use crate::words::Language;

const NOW: UnixSeconds = UnixSeconds(100);

fn view(language: Language) -> View<'static> {
    View {
        quota: None,
        language,
        now: NOW,
        stamp: &|at| at.0.to_string(),
        label: &|resource, id| match (resource, id) {
            ("groups", "g1") => Some("Team A".to_owned()),
            ("people", "u1") => Some("ada".to_owned()),
            _ => None,
        },
    }
}

fn by(facet: &str, word: &str) -> Filter {
    Filter::new("", vec![(facet.to_owned(), word.to_owned())])
}

#[test]
fn what_a_narrower_filter_shows_was_shown_before() {
    let check = |text: &str, word: &str, wider: (&str, &str), same_time, expect| {
        let filter = |text, word: &str| Filter::new(text, vec![("status".into(), word.into())]);
        let (now, before) = (filter(text, word), filter(wider.0, wider.1));
        assert_eq!(
            now.is_within(&before, same_time),
            expect,
            "{now:?} {before:?}"
        );
    };
    check("ab", "", ("a", ""), true, true);
    check("ab", "", ("b", ""), false, true);
    check("ab", "", ("", ""), false, true);
    check("a", "", ("ab", ""), true, false);
    check("ba", "", ("ab", ""), true, false);
    check("ab", "active", ("a", ""), true, false);
    check("ab", "", ("a", "active"), true, false);
    check("ab", "active", ("a", "active"), true, true);
    check("ab", "active", ("a", "active"), false, false);
}

#[test]
fn which_rows_are_shown() {
    let row = row(
        r#"{"id":"thing_01","name":"Ünit CI","masked_value":"sk-...AbCd","ends_at":50,"status":"Quarantined","group_id":"g1","owner":{"id":"u1","name":"Ada"},"tags":["x","y"],"is_ready":true,"size":42}"#,
    );
    let check = |text: &str, facets: &[(&str, &str)], expect| {
        let own = |(facet, word): &(&str, &str)| ((*facet).to_owned(), (*word).to_owned());
        let filter = Filter::new(text, facets.iter().map(own).collect());
        assert_eq!(filter.shows(&THINGS, &row, NOW), expect, "{filter:?}");
        let blank = text.trim().is_empty() && facets.iter().all(|(_, word)| word.is_empty());
        assert_eq!(filter.is_empty(), blank, "{filter:?}");
    };
    check("", &[], true);
    check(" ", &[("status", "")], true);
    check("ünit", &[], true);
    check("ÜNIT ", &[], true);
    check("abcd", &[], true);
    check("thing_01", &[], true);
    check("ada", &[], true);
    check("u1", &[], true);
    check("thing_02", &[], false);
    // The group is not searched, and neither is a number.
    check("g1", &[], false);
    check("42", &[], false);
    check("", &[("status", "Quarantined")], true);
    check("", &[("status", "quarantined")], false);
    check("", &[("status", "active")], false);
    check("", &[("group", "g1")], true);
    check("", &[("group", "-")], false);
    check("", &[("owner", "u1")], true);
    check("", &[("tag", "y")], true);
    check("", &[("tag", "z")], false);
    check("", &[("ready", "true")], true);
    check("", &[("end", "past")], true);
    check("", &[("end", "soon")], false);
    check("", &[("colour", "red")], true);
    check("ci", &[("status", "Quarantined"), ("end", "past")], true);
    check("ci", &[("status", "Quarantined"), ("end", "later")], false);
}

#[test]
fn what_is_not_told_has_no_word() {
    let check = |fields: &str, facet: &str, word: &str, expect| {
        let filter = by(facet, word);
        let row = row(&format!("{{\"id\":1{fields}}}"));
        assert_eq!(filter.shows(&THINGS, &row, NOW), expect, "{fields} {word}");
    };
    check("", "group", "-", false);
    check(r#","group_id":null"#, "group", "-", true);
    check("", "status", "active", false);
    check(r#","owner":null"#, "owner", "-", false);
    check(r#","owner":"Ada""#, "owner", "Ada", true);
    check("", "end", "later", false);
}

#[test]
fn what_a_facet_offers() {
    // The Chinese words stand where they differ.
    check_table(
        r##"
    status |  => 
    status | - => 
    status | "status":"odd" ; "status":"disabled" ; "status":"ACTIVE" ; "status":"disabled" => active=Active x1, disabled=Disabled x2, odd=odd x1 ~ active=正常 x1, disabled=已禁用 x2, odd=odd x1
    group | "group_id":"g3" ; "group_id":"g1" ; "group_id":null ; - => -=no group x1, g1=Team A x1, g3=g3 x1 ~ -=无分组 x1, g1=Team A x1, g3=g3 x1
    owner | "owner":{"id":"u2","name":"Bob"} ; "owner":{"id":"u1","name":"ada"} ; "owner":"Eve" => u1=ada x1, u2=u2 x1, Eve=Eve x1
    tag | "tags":["b","a"] ; "tags":"a" => a=a x2, b=b x1
    ready | "is_ready":1 => true=yes x1 ~ true=是 x1
    end | "ends_at":999 ; "ends_at":50 => past=ended x1, later=ends later x1 ~ past=已结束 x1, later=稍后结束 x1
    "##,
        |input| {
            let [facet, things] = parts(input);
            let things = things
                .split(';')
                .map(str::trim)
                .filter(|thing| !thing.is_empty());
            let rows: Vec<Arc<Row>> = things
                .map(|fields| match fields {
                    "-" => row(r#"{"id":1}"#),
                    fields => row(&format!("{{\"id\":1,{fields}}}")),
                })
                .collect();
            let facet = THINGS.facet(facet).expect("the sample has the facet");
            let [english, chinese] = Language::ALL.map(|language| {
                let all = counts(&THINGS, facet, &mut rows.iter(), NOW);
                let named = |word: &str| facet_label(&THINGS, facet, word, &view(language));
                let all = all
                    .iter()
                    .map(|one| format!("{}={} x{}", one.word, named(&one.word), one.count));
                all.collect::<Vec<_>>().join(", ")
            });
            match english == chinese {
                true => english,
                false => format!("{english} ~ {chinese}"),
            }
        },
    );
}

#[test]
fn what_rows_name() {
    let check = |fields: &str, expect: &str| {
        let row = row(&format!("{{\"id\":1{fields}}}"));
        let named: Vec<String> = named(&row.record)
            .map(|one| format!("{}={}", one.of, one.label()))
            .collect();
        assert_eq!(named.join(" "), expect);
    };
    check("", "");
    check(r#","owner":{"id":"u","name":"Ada"}"#, "people=Ada");
    check(r#","owner":"Ada","group_id":"g1""#, "");
}

proptest! {
    #[test]
    fn what_a_facet_counts_it_shows(
        groups in prop::collection::vec(prop::option::of(prop::option::of("[ab]")), 0..8),
    ) {
        let rows: Vec<Arc<Row>> = groups.iter().map(|group| match group {
            None => row(r#"{"id":1}"#),
            Some(group) => row(&serde_json::json!({ "id": 1, "group_id": group }).to_string()),
        }).collect();
        let facet = THINGS.facet("group").expect("the sample has the facet");
        for one in counts(&THINGS, facet, &mut rows.iter(), NOW) {
            let filter = by("group", &one.word);
            let shown = rows.iter().filter(|row| filter.shows(&THINGS, row, NOW)).count();
            prop_assert_eq!(shown, one.count);
        }
    }
}

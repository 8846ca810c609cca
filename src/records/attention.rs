//! What the overview says of a list: its figures, and the rows that need attention.

use std::sync::Arc;

use super::row::Row;
use crate::domain::order::sorted;
use crate::domain::time::UnixSeconds;
use crate::schema::{Attention, AttentionGroup, Record, Resource, Value};
use crate::words::Text;

/// A section of the overview as of now.
#[derive(Clone)]
pub struct Section {
    /// What it is about.
    pub attention: &'static Attention,
    /// Its groups that have rows, and how many.
    pub groups: Vec<(&'static AttentionGroup, usize)>,
    /// The rows that need attention, the worst first.
    pub rows: Vec<Arc<Row>>,
    /// Why it cannot be judged: rows would need attention, and none tells what they are judged by.
    pub not_judged: Option<Text>,
}

impl Section {
    /// Returns the group that a row is in.
    #[must_use]
    pub fn group_of(&self, row: &Row, now: UnixSeconds) -> Option<&'static AttentionGroup> {
        let mut groups = self.groups.iter().map(|(group, _)| *group);
        groups.find(|group| (group.of)(&row.record, now))
    }
}

/// A number of the overview as of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figured {
    /// Its label.
    pub label: Text,
    /// The number.
    pub value: Value,
    /// How many rows tell what it is of.
    pub told: usize,
}

/// Returns the figures of these rows.
#[must_use]
pub fn figures(resource: &Resource, rows: &[Arc<Row>], now: UnixSeconds) -> Vec<Figured> {
    let records: Vec<&Record> = rows.iter().map(|row| &row.record).collect();
    let figures = resource.figures.iter().map(|figure| Figured {
        label: figure.label,
        value: (figure.of)(&records, now),
        told: records.iter().filter(|row| (figure.told)(row)).count(),
    });
    figures.collect()
}

/// Judges rows: every section of the resource, also those in which nothing needs attention. Rows of
/// one rank keep their order.
#[must_use]
pub fn attention(resource: &Resource, rows: &[Arc<Row>], now: UnixSeconds) -> Vec<Section> {
    let judge = |attention: &'static Attention| {
        let ranked = rows.iter().filter_map(|row| {
            let rank = (attention.rank)(&row.record, now)?;
            Some((rank, Arc::clone(row)))
        });
        let ranked = sorted(ranked.collect::<Vec<_>>(), |(a, _), (b, _)| b.cmp(a));
        let groups = attention.groups.iter().filter_map(|group| {
            let of = |row: &&Arc<Row>| (group.of)(&row.record, now);
            let count = rows.iter().filter(of).count();
            (count > 0).then_some((group, count))
        });
        let lacking = attention.needs.filter(|(field, _)| {
            let tells = |row: &Arc<Row>| row.record.value(field).is_told();
            !ranked.is_empty() && !rows.iter().any(tells)
        });
        if let Some((_, why)) = lacking {
            return Section {
                attention,
                groups: Vec::new(),
                rows: Vec::new(),
                not_judged: Some(why),
            };
        }
        Section {
            attention,
            groups: groups.collect(),
            rows: ranked.into_iter().map(|(_, row)| row).collect(),
            not_judged: None,
        }
    };
    resource.attention.iter().map(judge).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{attention, figures};
    use crate::domain::time::UnixSeconds;
    use crate::records::Row;
    use crate::records::sample::{THINGS, row};
    use crate::schema::Value;
    use crate::words::{Language, Say};

    const NOW: UnixSeconds = UnixSeconds(1_000);

    fn ending(ends: &[Option<i64>]) -> Vec<Arc<Row>> {
        let thing = |(at, end): (usize, &Option<i64>)| {
            let end = end.map_or(String::new(), |end| format!(",\"ends_at\":{end}"));
            row(&format!("{{\"id\":{at}{end}}}"))
        };
        ends.iter().enumerate().map(thing).collect()
    }

    #[test]
    fn which_rows_need_attention() {
        let check = |ends: &[Option<i64>], ids: &str, groups: &[(&str, usize)]| {
            let sections = attention(&THINGS, &ending(ends), NOW);
            let [section, _] = sections.as_slice() else {
                panic!("two sections")
            };
            let got: Vec<&str> = section.rows.iter().map(|row| row.id.as_str()).collect();
            assert_eq!(got.join(""), ids, "{ends:?}");
            let got: Vec<(&str, usize)> = section
                .groups
                .iter()
                .map(|(group, count)| (group.view.1, *count))
                .collect();
            assert_eq!(got, groups, "{ends:?}");
            let word = |row: &Arc<Row>| section.group_of(row, NOW).map(|group| group.view.1);
            assert!(section.rows.iter().all(|row| word(row).is_some()));
        };
        check(&[], "", &[]);
        check(&[None, Some(9_000)], "", &[]);
        check(
            &[Some(1_050), Some(999), Some(1_001), None, Some(1_050)],
            "1204",
            &[("soon", 3), ("past", 1)],
        );
    }

    #[test]
    fn what_no_row_tells_cannot_be_judged() {
        let check = |things: &[&str], expect: Option<usize>| {
            let rows: Vec<_> = things
                .iter()
                .map(|fields| row(&format!("{{\"id\":1{fields}}}")))
                .collect();
            let sections = attention(&THINGS, &rows, NOW);
            let [_, unsized_things] = sections.as_slice() else {
                panic!("two sections")
            };
            let judged = unsized_things.not_judged.is_none();
            assert_eq!(judged.then_some(unsized_things.rows.len()), expect);
        };
        check(&[], Some(0));
        check(&[r#","size":1"#], Some(0));
        check(&[r#","size":1"#, ""], Some(1));
        // No thing tells its size: the gateway may not tell any.
        check(&["", ""], None);
        check(&[r#","size":null"#], None);
    }

    #[test]
    fn figures_of_all_rows() {
        let figures = figures(&THINGS, &ending(&[None, None]), NOW);
        let got: Vec<_> = figures
            .iter()
            .map(|one| {
                (
                    one.label.say(Language::English),
                    one.value.clone(),
                    one.told,
                )
            })
            .collect();
        assert_eq!(got, [("Things", Value::Whole(2), 2)]);
    }
}

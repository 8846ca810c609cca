//! Computes the overview of a list: its figures, and the rows that need attention.

use std::sync::Arc;

use super::row::Row;
use crate::domain::order::sorted;
use crate::domain::time::UnixSeconds;
use crate::schema::{Attention, AttentionGroup, Record, Resource, Value};
use crate::words::Text;

/// A section of the overview at a given time.
#[derive(Clone)]
pub struct Section {
    /// The description of the section.
    pub attention: &'static Attention,
    /// The groups that have rows, with the number of rows.
    pub groups: Vec<(&'static AttentionGroup, usize)>,
    /// The rows that need attention, worst first.
    pub rows: Vec<Arc<Row>>,
    /// Why the section cannot be judged: rows would need attention, but none has the field that
    /// decides.
    pub not_judged: Option<Text>,
}

impl Section {
    /// Returns the group that a row belongs to.
    #[must_use]
    pub fn group_of(&self, row: &Row, now: UnixSeconds) -> Option<&'static AttentionGroup> {
        let mut groups = self.groups.iter().map(|(group, _)| *group);
        groups.find(|group| (group.of)(&row.record, now))
    }
}

/// A figure of the overview at a given time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureValue {
    /// Its label.
    pub label: Text,
    /// The value.
    pub value: Value,
    /// How many rows have what it is computed from.
    pub covered: usize,
}

/// Returns the figures of these rows.
#[must_use]
pub fn figures(resource: &Resource, rows: &[Arc<Row>], now: UnixSeconds) -> Vec<FigureValue> {
    let records: Vec<&Record> = rows.iter().map(|row| &row.record).collect();
    let figures = resource.figures.iter().map(|figure| FigureValue {
        label: figure.label,
        value: (figure.of)(&records, now),
        covered: records.iter().filter(|row| (figure.covers)(row)).count(),
    });
    figures.collect()
}

/// Judges rows: returns every section of the resource, including those in which no row needs
/// attention. Rows of equal rank keep their order.
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
            let tells = |row: &Arc<Row>| row.record.value(field).is_present();
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

    use super::{Section, attention, figures};
    use crate::domain::table::check_table;
    use crate::domain::time::UnixSeconds;
    use crate::records::Row;
    use crate::records::sample::{THINGS, row};
    use crate::schema::Value;
    use crate::words::{Language, Say};

    const NOW: UnixSeconds = UnixSeconds(1_000);

    /// Things of these fields; `-` for one that tells none.
    fn things(text: &str) -> Vec<Arc<Row>> {
        let fields = text
            .split(';')
            .map(str::trim)
            .filter(|fields| !fields.is_empty());
        let thing = |(at, fields): (usize, &str)| match fields {
            "-" => row(&format!("{{\"id\":{at}}}")),
            fields => row(&format!("{{\"id\":{at},{fields}}}")),
        };
        fields.enumerate().map(thing).collect()
    }

    fn section(at: usize, text: &str) -> Section {
        let mut sections = attention(&THINGS, &things(text), NOW);
        assert_eq!(sections.len(), 2);
        sections.remove(at)
    }

    #[test]
    fn which_rows_need_attention() {
        check_table(
            r##"
            =>
            - ; "ends_at":9000 =>
            "ends_at":1050 ; "ends_at":999 ; "ends_at":1001 ; - ; "ends_at":1050 => 1 2 0 4 soon=3 past=1
            "##,
            |text| {
                let section = section(0, text);
                let word = |row: &Arc<Row>| section.group_of(row, NOW).map(|group| group.view.1);
                assert!(section.rows.iter().all(|row| word(row).is_some()));
                let rows = section.rows.iter().map(|row| row.id.to_string());
                let groups = section.groups.iter();
                let groups = groups.map(|(group, count)| format!("{}={count}", group.view.1));
                rows.chain(groups).collect::<Vec<_>>().join(" ")
            },
        );
    }

    #[test]
    fn what_no_row_tells_cannot_be_judged() {
        // With two things of no size the gateway may not tell any.
        check_table(
            r##"
            => 0
            "size":1 => 0
            "size":1 ; - => 1
            - ; - => not judged
            "size":null => not judged
            "##,
            |text| match section(1, text) {
                section if section.not_judged.is_none() => section.rows.len().to_string(),
                _ => "not judged".to_owned(),
            },
        );
    }

    #[test]
    fn figures_of_all_rows() {
        let figures = figures(&THINGS, &things("- ; -"), NOW);
        let got: Vec<_> = figures
            .iter()
            .map(|one| {
                (
                    one.label.say(Language::English),
                    one.value.clone(),
                    one.covered,
                )
            })
            .collect();
        assert_eq!(got, [("Things", Value::Whole(2), 2)]);
    }
}

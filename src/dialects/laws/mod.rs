//! The laws of the catalogue: every name that is used is declared, ids are never reused, sentences
//! name only slots that are filled, and labels fit.

mod ids;
mod labels;
mod sentences;

use std::collections::BTreeSet;

use super::ALL;
use crate::route::ORDER;
use crate::schema::{
    Action, Chart, Choices, Confirm, Control, Dialect, FacetOf, FieldSpec, Input, Kind, Lookup,
    Place, Record, RelatedBy, Resource, SAME_TWICE, Str, Target, Undo, Yields,
};
use crate::words::Text;

fn resources() -> impl Iterator<Item = (&'static Dialect, &'static Resource)> {
    let all = ALL.iter().copied();
    all.flat_map(|dialect| dialect.resources.iter().map(move |one| (dialect, *one)))
}

fn actions() -> impl Iterator<Item = (&'static Resource, &'static Action)> {
    resources().flat_map(|(_, resource)| resource.actions.iter().map(move |one| (resource, *one)))
}

#[test]
fn ids_and_places_share_one_space() {
    for dialect in ALL {
        let resources = dialect.resources.iter().map(|one| one.id);
        let places: Vec<Str> = resources
            .chain(dialect.asks.iter().map(|ask| ask.id))
            .collect();
        let unique: BTreeSet<&Str> = places.iter().collect();
        assert_eq!(unique.len(), places.len(), "{places:?}");
        let shown = dialect.navigation.iter().flat_map(|group| group.places);
        let shown: Vec<Str> = shown.copied().collect();
        let in_order: BTreeSet<&Str> = shown.iter().collect();
        assert_eq!(shown.len(), in_order.len(), "each place is shown once");
        for place in unique.difference(&in_order) {
            let is_related = |one: &&Resource| one.related.iter().any(|it| it.of == **place);
            let is_looked_up = |one: &&Resource| {
                let explains = one.explanations.iter().flat_map(|it| it.lookups);
                let acts = one.actions.iter().flat_map(|it| it.lookups);
                explains.chain(acts).any(|lookup| lookup.of == **place)
            };
            let is_offered = |one: &&Resource| {
                let inputs = one.actions.iter().flat_map(|action| action.inputs);
                let mut offers = inputs.filter_map(|input| input.offers);
                offers.any(|offers| offers.of == **place)
            };
            let mut all = dialect.resources.iter().copied();
            assert!(
                all.any(|one| is_related(&one) || is_looked_up(&one) || is_offered(&one)),
                "{place} is shown nowhere"
            );
        }
        for list in dialect.who.lists {
            assert!(dialect.resource(list).is_some(), "{list}");
        }
        if !dialect.resources.is_empty() {
            let home = (dialect.who.home)(&Record::default());
            assert!(shown.contains(&home), "{home}");
        }
    }
}

#[test]
fn what_a_resource_names_exists() {
    for (dialect, one) in resources() {
        let has = |field: Str| assert!(one.field(field).is_some(), "{}: {field}", one.id);
        let facet = |name: Str| assert!(one.facet(name).is_some(), "{}: {name}", one.id);
        has(one.name);
        one.made.into_iter().for_each(has);
        let order = one.usual_order.trim_start_matches('-');
        assert!(order.is_empty() || one.field(order).is_some_and(|field| field.sorts));
        for field in one.fields {
            of_field(dialect, one, field);
        }
        for facet in one.facets {
            if let FacetOf::Field(field) = facet.of {
                has(field);
            }
        }
        if let Some(total) = one.total {
            let money = one.field(total.of).map(|field| field.kind);
            assert!(matches!(money, Some(Kind::Money | Kind::Quota)));
            total.by.into_iter().for_each(has);
            total.sums.into_iter().for_each(|(field, _)| has(field));
        }
        if let Some(row) = one.facet_row {
            facet(row.facet);
            let other = dialect.resource(row.of).expect(row.of);
            assert!(row.fields.iter().all(|field| other.field(field).is_some()));
        }
        for related in one.related {
            match related.by {
                RelatedBy::Facet(by) => of_related(dialect, one, related.of, by),
                RelatedBy::Shown(by) | RelatedBy::ShownByName(by) => {
                    of_shown(dialect, related.of, by)
                }
                RelatedBy::All(_) => assert!(dialect.resource(related.of).is_some()),
            }
            for act in related.actions {
                let (of, _) = dialect.action(act.action.id).expect(act.action.id);
                assert_eq!(of.id, related.of);
                assert!(matches!(act.action.on, Target::Rows { .. }));
                slots(act.counted, &["n"]);
                act.among_all
                    .into_iter()
                    .for_each(|title| slots(title, &["name"]));
            }
        }
        for related in one.related {
            let of = dialect.resource(related.of).expect(related.of);
            related.chart.iter().for_each(|chart| of_chart(of, chart));
        }
        if let Some(recent) = one.reads.recent {
            let (facet, _) = recent.by;
            assert!(
                one.facet(facet).is_some_and(|facet| facet.server),
                "{facet}"
            );
            of_chart(one, &recent.chart);
        }
        for part in one.attention {
            part.details.iter().copied().for_each(has);
            part.needs.into_iter().for_each(|(field, _)| has(field));
            for group in part.groups {
                let (name, word) = group.view;
                slots(group.words, &["n"]);
                if name == ORDER {
                    has(word.trim_start_matches('-'));
                    continue;
                }
                let found = one.facet(name).expect(name);
                if let FacetOf::Rule(_, choices) = found.of {
                    assert!(is_choice(choices, word), "{}: {word}", one.id);
                }
            }
        }
        slots(one.counted, &["n"]);
        if let Some(absent) = one.if_absent {
            assert!(
                absent
                    .instead
                    .iter()
                    .all(|id| dialect.resource(id).is_some())
            );
            // The overview would show its failure as one.
            assert!(
                one.figures.is_empty() && one.attention.is_empty(),
                "{}",
                one.id
            );
            let is_asked = dialect.who.lists.contains(&one.id);
            assert!(!is_asked, "{} tells nothing of the key", one.id);
        }
    }
}

fn is_choice(choices: Choices, word: &str) -> bool {
    choices.iter().any(|(choice, _)| *choice == word)
}

fn of_field(dialect: &Dialect, one: &Resource, field: &FieldSpec) {
    match field.kind {
        Kind::Part { budget, .. } => {
            let budget = one.field(budget).map(|budget| budget.kind);
            assert!(
                matches!(budget, Some(Kind::Budget)),
                "{}.{}",
                one.id,
                field.id
            );
        }
        Kind::Ref("people") => {}
        Kind::Ref(to) => assert!(dialect.resource(to).is_some(), "{}.{}", one.id, field.id),
        _ => assert!(!field.aliases.is_empty(), "{}.{}", one.id, field.id),
    }
    let is_column = matches!(field.place, Place::Table { .. } | Place::TableOnly { .. });
    let is_edited = is_column && one.edits(field).is_some();
    assert!(!field.edited || is_edited, "{}.{}", one.id, field.id);
    if let Some([value, nothing]) = field.outcome_words {
        slots(value, &["value"]);
        slots(nothing, &[]);
    }
}

/// Rows of `of` that name a row of `one`: by a facet that the gateway filters by, and by a reference.
fn of_related(dialect: &Dialect, one: &Resource, of: Str, by: Str) {
    let other = dialect.resource(of).expect(of);
    let kind = other.field(by).map(|field| field.kind);
    assert!(
        matches!(kind, Some(Kind::Ref(to)) if to == one.id),
        "{of}.{by}"
    );
    assert!(
        other.facet(by).is_some_and(|facet| facet.server),
        "{of}.{by}"
    );
}

/// Rows of `of` that are shown with a row, compared by a field that holds its id or name.
fn of_shown(dialect: &Dialect, of: Str, by: Str) {
    let other = dialect.resource(of).expect(of);
    let field = other.facet(by).and_then(|facet| facet.of.field());
    let field = field.unwrap_or_else(|| panic!("{of}.{by}"));
    let kind = other.field(field).map(|field| field.kind);
    let compares = matches!(kind, Some(Kind::Ref(_) | Kind::Text | Kind::Words));
    assert!(compares, "{of}.{by}");
}

/// A chart of the rows of `of`.
fn of_chart(of: &Resource, chart: &Chart) {
    let kind = |field: Str| of.field(field).map(|field| field.kind);
    assert!(
        matches!(kind(chart.at), Some(Kind::Time | Kind::Text)),
        "{}",
        of.id
    );
    assert!(matches!(kind(chart.of), Some(Kind::Quota)), "{}", of.id);
    assert!(chart.by.iter().all(|by| kind(by).is_some()), "{}", of.id);
    assert!(chart.calls.is_empty() || matches!(kind(chart.calls), Some(Kind::Count)));
    chart
        .only
        .into_iter()
        .for_each(|(field, _)| assert!(kind(field).is_some()));
}

#[test]
fn what_an_explanation_looks_up_exists() {
    for (dialect, one) in resources() {
        let ids: BTreeSet<Str> = one.explanations.iter().map(|it| it.id).collect();
        assert_eq!(ids.len(), one.explanations.len(), "{}", one.id);
        for lookup in one.explanations.iter().flat_map(|it| it.lookups) {
            assert!(lookup.most_pages > 0);
            of_lookup(dialect, one, lookup);
        }
    }
}

/// All rows, or those that name a row of `one`.
fn of_lookup(dialect: &Dialect, one: &Resource, lookup: &Lookup) {
    let other = dialect.resource(lookup.of).expect(lookup.of);
    if let Some(field) = lookup.with {
        let kind = one.field(field).map(|field| field.kind);
        let is_text = matches!(kind, Some(Kind::Text | Kind::Word(_)));
        assert!(is_text && !lookup.by.is_empty(), "{}.{field}", one.id);
        return;
    }
    match other.facet(lookup.by) {
        _ if lookup.by.is_empty() => {}
        Some(facet) if !facet.server => of_shown(dialect, lookup.of, lookup.by),
        _ => of_related(dialect, one, lookup.of, lookup.by),
    }
}

#[test]
fn what_an_action_names_exists() {
    for (one, action) in actions() {
        let named = action.id;
        for field in action.facts {
            assert!(one.field(field).is_some(), "{named}: {field}");
        }
        let dialect = ALL.iter().find(|dialect| dialect.action(named).is_some());
        let dialect = dialect.expect("a dialect has it");
        for lookup in action.lookups {
            assert!(lookup.most_pages > 0);
            of_lookup(dialect, one, lookup);
        }
        match action.undo {
            Undo::Same {
                field, input: by, ..
            } => {
                assert!(
                    one.field(field).is_some() && input(action, by).is_some(),
                    "{named}"
                );
            }
            Undo::By(other) => assert!(one.action(other().id).is_some(), "{named}"),
            Undo::Fields => {
                let mut all = action.inputs.iter();
                assert!(
                    // What a secret was before is not known, so no undo sets it.
                    all.all(|input| input.control.is_secret() || one.field(input.id).is_some()),
                    "{named}"
                );
            }
            Undo::Not(_) => {}
        }
        if let Yields::Value { at, .. } = action.yields {
            assert!(at.iter().all(|name| one.secrets.contains(name)), "{named}");
        }
        for asked in action.inputs {
            of_input(dialect, action, asked);
        }
        if matches!(action.confirm, Confirm::Begun) {
            let asks = !action.inputs.is_empty() || action.destroys;
            let may_repeat = action.if_applied_twice == SAME_TWICE;
            assert!(!asks && may_repeat, "{named} begins without a question");
        }
    }
}

fn input(action: &Action, name: &str) -> Option<&'static Input> {
    action.inputs.iter().find(|input| input.id == name)
}

fn of_input(dialect: &Dialect, action: &Action, asked: &Input) {
    let name = format!("{}.{}", action.id, asked.id);
    // In a sentence these are the row's; so is `{name}`, whatever an input of that id holds.
    assert!(!["id", "n"].contains(&asked.id), "{name}");
    if let Some(offers) = asked.offers {
        let is_of_words = matches!(
            asked.control,
            Control::Words { .. } | Control::Lines { .. } | Control::Text { .. }
        );
        assert!(is_of_words, "{name}");
        assert!(dialect.resource(offers.of).is_some(), "{name}");
    }
    match asked.control {
        Control::Pick { of: "people", .. } => {}
        Control::Pick { of, .. } => assert!(dialect.resource(of).is_some(), "{name}"),
        Control::Radio(choices) | Control::Select(choices) => {
            let words: BTreeSet<Str> = choices.iter().map(|(word, _)| *word).collect();
            assert_eq!(words.len(), choices.len(), "{name}");
            for (_, label) in choices {
                labels::fits(*label);
            }
        }
        _ => {}
    }
    labels::fits(asked.label);
}

fn slots(text: Text, known: &[&str]) {
    for slot in text.slots() {
        assert!(known.contains(&slot), "{{{slot}}} of {text:?}");
    }
}

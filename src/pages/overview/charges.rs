//! What is pending, by how long it has been; or by key, where a gateway gives one sum per key and
//! no age.

use std::sync::Arc;

use leptos::prelude::*;

use super::model::OverviewModel;
use super::section::{FEW, Row, cover, rest, rows, said, section, unread};
use crate::domain::attention::{OfAge, by_age, by_amount};
use crate::domain::charge::{PendingCharge, Total, Totals};
use crate::domain::entity::Found;
use crate::domain::ids::KeyId;
use crate::domain::money::Usd;
use crate::i18n::Say;
use crate::i18n::charges::{Charges, age, failure, gateways_word};
use crate::i18n::overview::{Overview, count};
use crate::route::{Facet, List};
use crate::ui::figure::{Figure, dash};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::tone::{Badge, Tone};

/// The section.
pub fn charges(model: OverviewModel) -> AnyView {
    let list = model.charges;
    let below = live::when(
        move || !list.is_empty(),
        move || {
            let sums = live::when(
                move || has_sums(&list.rows()),
                || view! { <p class="faint">{t(Overview::ChargesSums)}</p> }.into_any(),
            );
            view! { {cover(list)} {sums} }.into_any()
        },
    );
    let body = live::part(move || {
        unread(list, failure).unwrap_or_else(|| {
            let charges = list.rows();
            if list.is_empty() {
                said(t(Overview::ChargesNone))
            } else if has_sums(&charges) {
                by_key(&charges)
            } else {
                let groups = by_age(&charges, model.session.now().seconds());
                rows(groups.into_iter().map(of_age).collect())
            }
        })
    });
    section(Overview::Charges, below, body)
}

fn has_sums(charges: &[Arc<Found<PendingCharge>>]) -> bool {
    !charges.is_empty() && charges.iter().all(|found| found.row.is_sum())
}

/// One age: the way to its rows, how many, and what they come to.
fn of_age(group: OfAge) -> Row {
    let language = use_language();
    let OfAge { age: of, total } = group;
    let tone = if of.wants_an_eye() {
        Tone::Attention
    } else {
        Tone::Neutral
    };
    let rows = u64::try_from(total.rows()).unwrap_or(u64::MAX);
    let words = move || count(language.get(), rows);
    Row {
        to: List::Charges.narrowed(Facet::Age, of.word()),
        label: (move || age(of).say(language.get())).into(),
        stands: view! { <Badge tone word=words /> }.into_any(),
        figure: figure(&total),
    }
}

/// The largest sums, one per key.
fn by_key(charges: &[Arc<Found<PendingCharge>>]) -> AnyView {
    let language = use_language();
    let largest = by_amount(charges);
    let row = |found: &Arc<Found<PendingCharge>>| {
        let charge = &found.row;
        let charges = charge.count.unwrap_or(1);
        let key = charge.key.as_ref().map_or("", KeyId::as_str);
        Row {
            to: List::Charges.narrowed(Facet::Key, key),
            label: charge.key_label().to_owned().into(),
            stands: live::text(move || count(language.get(), charges)),
            figure: figure(&Totals::of([charge])),
        }
    };
    let shown = rows(largest.iter().take(FEW).map(row).collect());
    let rest = rest(language.get(), largest.len());
    view! { {shown} {rest} }.into_any()
}

/// What charges come to: one sum where all are of a kind, else a line for each kind.
fn figure(totals: &Totals) -> AnyView {
    let (language, kinds) = (use_language(), totals.kinds());
    let several = kinds.len() > 1;
    let line = |(kind, total): &(Option<String>, Total)| {
        let kind = several.then(|| {
            let kind = kind.clone();
            let word = move || match &kind {
                Some(kind) => gateways_word(language.get(), kind),
                None => Charges::NoKind.say(language.get()).to_owned(),
            };
            view! { <span class="faint">{live::text(word)}</span> }
        });
        view! { <span class="eye-sum">{kind}{sum(total)}</span> }
    };
    kinds.iter().map(line).collect_view().into_any()
}

/// A sum, exact to its last decimal, with a mark where a part of it was not; a dash for a sum that
/// nothing could be added to.
fn sum(total: &Total) -> AnyView {
    let mark = (!total.sum.exact || total.left_out > 0).then_some("≈ ");
    let sum = total.sum.total.filter(|_| total.rows > 0).map(Usd::exact);
    match sum {
        Some(sum) => view! {
            <span class="usd">
                {mark.map(|mark| view! { <span class="usd-mark">{mark}</span> })}
                <Figure text=sum decimals=DECIMALS />
                <span class="faint">"USD"</span>
            </span>
        }
        .into_any(),
        None => dash(),
    }
}

/// Decimals that every sum leaves room for: charges are often fractions of a cent.
const DECIMALS: usize = 9;

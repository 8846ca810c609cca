//! The pending charges of the keys in the operator's own pool: one page of them, oldest first, with
//! their sum.

use leptos::prelude::*;

use crate::domain::charge::{PendingCharge, Totals};
use crate::domain::filter::known_first;
use crate::domain::order::sorted;
use crate::i18n::charges::{Charges, failure, gateways_word};
use crate::i18n::keys::{self, Keys};
use crate::parts::explained::explained;
use crate::parts::link::link;
use crate::parts::list::stale;
use crate::parts::usd::usd_column;
use crate::route::List;
use crate::session::listing::LiveList;
use crate::ui::figure::dash;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::moment::Moment;
use crate::ui::state::Skeleton;
use crate::ui::tone::Tone;

/// The section. A gateway that keeps charges from such a key says so in its place.
pub fn my_charges(list: LiveList<PendingCharge>) -> AnyView {
    let language = use_language();
    let body = move || {
        if !list.started.get() {
            let Some(error) = list.error.get() else {
                return view! { <Skeleton rows=3 /> }.into_any();
            };
            return explained(Tone::Attention, failure(language.get(), &error));
        }
        let rows = list.rows();
        let charges: Vec<PendingCharge> = rows.iter().map(|found| found.row.clone()).collect();
        let charges = sorted(charges, |a, b| known_first(a.created_at, b.created_at));
        let readable = list
            .listing
            .with(|listing| listing.rows().len() == charges.len());
        listed(&charges, readable && list.is_whole())
    };
    view! {
        <section class="stack">
            <h2>{t(Charges::Title)}</h2>
            {stale(move || list.error.get().filter(|_| list.started.get()))}
            {live::part(body)}
        </section>
    }
    .into_any()
}

fn listed(charges: &[PendingCharge], whole: bool) -> AnyView {
    let (language, total) = (use_language(), Totals::of(charges));
    let some = !charges.is_empty();
    let all = some.then(|| link(List::Charges.whole(), t(Keys::AllPending).into_any()));
    let table = some.then(|| {
        let rows = charges.iter().map(row).collect_view();
        view! {
            <table class="plan">
                <caption class="visually-hidden">{t(Charges::Title)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(Charges::Since)}</th>
                        <th scope="col" class="end">{t(Charges::Amount)}</th>
                        <th scope="col">{t(Charges::Key)}</th>
                        <th scope="col">{t(Charges::Kind)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <p>{live::text(move || keys::pending(language.get(), &total, whole))} " " {all}</p>
        {table}
        <p class="hint">{t(Charges::Lead)}</p>
    }
    .into_any()
}

fn row(charge: &PendingCharge) -> AnyView {
    let language = use_language();
    let since = charge
        .created_at
        .map_or_else(dash, |at| view! { <Moment at=at.millis() /> }.into_any());
    let amount = charge.amount.as_ref();
    let amount = amount.map_or_else(dash, usd_column);
    let name = charge.key_label().to_owned();
    let (is_sum, count, kind) = (charge.is_sum(), charge.count, charge.kind.clone());
    let kind = move || match &kind {
        _ if is_sum => keys::sum_of(language.get(), count),
        Some(kind) => gateways_word(language.get(), kind),
        None => "–".to_owned(),
    };
    view! {
        <tr>
            <td>{since}</td>
            <td class="end">{amount}</td>
            <th scope="row">{name}</th>
            <td>{live::text(kind)}</td>
        </tr>
    }
    .into_any()
}

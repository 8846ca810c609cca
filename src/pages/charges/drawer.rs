//! One charge in full: its facts with their exact times, its key's budget beside it, the row as it
//! came.

use leptos::prelude::*;

use super::beside;
use super::model::ChargesModel;
use crate::domain::charge::PendingCharge;
use crate::domain::ids::ChargeId;
use crate::i18n::charges::{Charges, gateways_word, title};
use crate::i18n::keys::Keys;
use crate::parts::instant::instant;
use crate::parts::link::classed;
use crate::parts::list::{Opened, RowDrawer, line_drawer};
use crate::parts::raw::raw;
use crate::parts::usd::usd_exact;
use crate::route::{Facet, List};
use crate::ui::button::Kind;
use crate::ui::detail::{Detail, Details};
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// The drawer for the line with this id.
pub fn drawer(model: ChargesModel, id: &str) -> AnyView {
    let opened = Opened::new(
        id,
        move |id| model.list.line(id),
        move |id| model.list.looking(id),
    );
    let line = opened.line;
    let foot = move || live::maybe(move || all_of_key(line.get()?.row()?));
    let shows = RowDrawer {
        title,
        facts: Box::new(move |charge| facts(model, charge)),
        below: ViewFn::default(),
        foot: foot.into(),
    };
    line_drawer(List::Charges, opened, shows)
}

/// The way to all charges of the same key; a sum stands for them already.
fn all_of_key(charge: &PendingCharge) -> Option<AnyView> {
    let key = charge.key.as_ref().filter(|_| !charge.is_sum())?;
    let to = List::Charges.narrowed(Facet::Key, key.as_str());
    let words = t(Charges::AllOfKey).into_any();
    Some(classed(to, Kind::Quiet.class(), words))
}

fn facts(model: ChargesModel, charge: &PendingCharge) -> AnyView {
    let amount = charge.amount.as_ref().map_or_else(not_told, usd_exact);
    let subject = model.subject.get_untracked();
    let subject = subject.filter(|subject| charge.key.as_ref() == Some(&subject.id));
    let beside = subject.map(|subject| {
        let panel = beside::panel(model, subject);
        view! { <h3>{t(Charges::Beside)}</h3> {panel} }
    });
    let single = if charge.is_sum() {
        let count = charge.count.map(|count| count.to_string());
        text(Charges::Count, count, false)
    } else {
        single(charge)
    };
    view! {
        <Details>
            <Detail label=t(Charges::Amount)>{amount}</Detail>
            {single}
        </Details>
        {beside}
        {raw(&charge.raw)}
    }
    .into_any()
}

/// What only a single charge has.
fn single(charge: &PendingCharge) -> AnyView {
    let id = charge.id.as_ref().map(ChargeId::to_string);
    let words = [
        word(Charges::Kind, charge.kind.clone()),
        word(Charges::Status, charge.status.clone()),
    ];
    let since = instant(charge.created_at, Charges::NotTold);
    let expires = instant(charge.expires_at, Charges::NotTold);
    let origin = [
        text(Charges::Model, charge.model.clone(), true),
        text(Charges::Request, charge.request.clone(), true),
        text(Charges::ChargeId, id, true),
    ];
    view! {
        {words.collect_view()}
        <Detail label=t(Charges::Since)>{since}</Detail>
        <Detail label=t(Keys::Expires)>{expires}</Detail>
        {origin.collect_view()}
    }
    .into_any()
}

fn not_told() -> AnyView {
    view! { <span class="faint">{t(Charges::NotTold)}</span> }.into_any()
}

/// A word of the gateway.
fn word(label: Charges, word: Option<String>) -> AnyView {
    let language = use_language();
    let shown = word.map_or_else(not_told, |word| {
        live::text(move || gateways_word(language.get(), &word))
    });
    view! { <Detail label=t(label)>{shown}</Detail> }.into_any()
}

fn text(label: Charges, text: Option<String>, monospace: bool) -> AnyView {
    let monospace = monospace && text.is_some();
    let shown = text.map_or_else(not_told, IntoAny::into_any);
    view! { <Detail label=t(label) monospace>{shown}</Detail> }.into_any()
}

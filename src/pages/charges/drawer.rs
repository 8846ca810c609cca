//! One charge in full: its facts with their exact times, its key's budget beside it, the row as it
//! came.

use leptos::prelude::*;

use super::beside;
use super::model::{ChargesModel, Line};
use crate::domain::charge::PendingCharge;
use crate::domain::ids::ChargeId;
use crate::i18n::charges::{Charges, gateways_word, title};
use crate::i18n::keys::Keys;
use crate::parts::instant::instant;
use crate::parts::navigator::use_navigator;
use crate::parts::raw::{raw, unreadable};
use crate::parts::usd::usd_exact;
use crate::route::{ChargesView, Place};
use crate::ui::button::Kind;
use crate::ui::detail::{Detail, Details};
use crate::ui::drawer::Drawer;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;

/// The drawer for the line with this id.
pub fn drawer(model: ChargesModel, id: &str) -> AnyView {
    let (navigator, language) = (use_navigator(), use_language());
    let close = move || {
        navigator.to(
            Place::Charges(ChargesView {
                open: String::new(),
                ..navigator.charges()
            }),
            false,
        );
    };
    let wanted = id.to_owned();
    let line = live::memo(move || model.list.line(&wanted));
    let plain = id.to_owned();
    let title = move || match line.get() {
        Some(Line::Row(found, _)) => title(language.get(), &found.row),
        Some(line) => line.id(),
        None => plain.clone(),
    };
    let foot = move || live::maybe(move || all_of_key(line.get()?.row()?));
    let body = move || match line.get() {
        Some(Line::Row(found, _)) => facts(model, &found.row),
        Some(Line::Unreadable(_, row)) => unreadable(&row),
        None => view! { <Notice>{t(Charges::GoneCharge)}</Notice> }.into_any(),
    };
    view! { <Drawer title subject=id.to_owned() on_close=close foot>{live::part(body)}</Drawer> }
        .into_any()
}

/// The way to all charges of the same key; a sum stands for them already.
fn all_of_key(charge: &PendingCharge) -> Option<AnyView> {
    let key = charge.key.clone().filter(|_| !charge.is_sum())?;
    let navigator = use_navigator();
    let href = Signal::derive(move || {
        navigator.href(Place::Charges(ChargesView {
            key: key.0.clone(),
            ..ChargesView::default()
        }))
    });
    Some(view! { <a class=Kind::Quiet.class() href=href>{t(Charges::AllOfKey)}</a> }.into_any())
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

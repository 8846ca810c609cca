//! A link that speaks of another gateway than the one that is connected: the operator decides.

use leptos::prelude::*;

use crate::i18n;
use crate::i18n::connect::Connect;
use crate::parts::navigator::use_navigator;
use crate::route::List;
use crate::session::Session;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::state::Empty;

/// The question. `named` is the base that the link names.
#[component]
pub fn Mismatch(
    /// The base that the link names.
    named: String,
) -> impl IntoView {
    let session: Session = expect_context();
    let (navigator, language) = (use_navigator(), use_language());
    let connected = move || {
        session
            .connection()
            .get()
            .map(|connection| connection.profile.base)
            .unwrap_or_default()
    };
    let text = move || i18n::connect::mismatch(language.get(), &connected(), &named);
    // Staying drops the open row and the filters, which speak of the other gateway's things.
    let stay = move || navigator.to(List::Keys.whole(), true);
    view! {
        <div class="page">
            <Empty title=t(Connect::OtherGateway) text=text>
                <Button on_click=stay>{t(Connect::StayHere)}</Button>
                <Button kind=Kind::Primary on_click=move || session.disconnect()>{t(Connect::SwitchGateway)}</Button>
            </Empty>
        </div>
    }
}

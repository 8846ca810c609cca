//! A link of another gateway than the connected one: the operator decides.

use crate::reactive::*;

use crate::route::Place;
use crate::screens::navigator::use_navigator;
use crate::session::Session;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::state::Empty;
use crate::words::{Phrase, Text};

const TITLE: Text = text!("This link names another gateway" / "此链接指向另一个网关");
const STAY: Text = text!("Stay with this gateway" / "留在当前网关");
const SWITCH: Text = text!("Connect to the other one" / "连接到另一个");
const BOTH: Text = text!(
    "You are connected to {connected}; the link names {named}. Rows of one gateway are never shown under the name of another."
        / "当前连接的是 {connected}，链接指向 {named}。绝不会以一个网关的名义显示另一个网关的数据。"
);

/// The question. `named` is the base in the link.
#[component]
pub fn Mismatch(
    /// The base in the link.
    named: String,
) -> impl IntoView {
    let session: Session = expect_context();
    let (navigator, language) = (use_navigator(), use_language());
    let text = move || {
        let connection = session.connection().get();
        let connected = connection.map(|connection| connection.profile.base);
        Phrase::from(BOTH)
            .with("connected", connected.unwrap_or_default())
            .with("named", named.clone())
            .say(language.get())
    };
    // Staying drops the open row and the filters, which belong to the other gateway.
    let stay = move || navigator.to(Place::Home.whole(), true);
    view! {
        <div class="page">
            <Empty title=t(TITLE) text=text>
                <Button on_click=stay>{t(STAY)}</Button>
                <Button kind=Kind::Primary on_click=move || session.disconnect()>{t(SWITCH)}</Button>
            </Empty>
        </div>
    }
}

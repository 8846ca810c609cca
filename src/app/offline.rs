//! What this browser stores, read without a connection: a gateway that cannot be reached is when an
//! earlier text may be needed.

use crate::reactive::*;

use crate::route::Place;
use crate::screens::navigator::use_navigator;
use crate::screens::versions::VersionsScreen;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::chosen::choice;
use crate::ui::language::{LanguageChoice, t};
use crate::ui::theme::Theme;
use crate::words::Text;

const CONNECT: Text = text!("Connect to a gateway" / "连接网关");

/// The versions of documents, below a way to the connect screen.
#[component]
pub(super) fn Offline(session: Session) -> impl IntoView {
    use_navigator().to(Place::Versions.whole(), true);
    on_cleanup(move || session.offline.set(false));
    view! {
        <div class="offline">
            <div class="offline-bar">
                <Button on_click=move || session.offline.set(false)>{t(CONNECT)}</Button>
                <LanguageChoice />
                {choice::<Theme>()}
            </div>
            <main id="content">
                <VersionsScreen />
            </main>
        </div>
    }
}

//! The form of a move: the pool where the key should be, or none.

use leptos::prelude::*;

use super::model::{KeysModel, Pools};
use super::subject;
use crate::domain::filter::NO_POOL;
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::pool::Pool;
use crate::drafts::move_key::{Offers, destination, offers, word};
use crate::i18n::Say;
use crate::i18n::interface::Interface;
use crate::i18n::key_form::{self, KeyForm};
use crate::i18n::keys::Keys;
use crate::parts::explained::CallFailed;
use crate::ui::button::Button;
use crate::ui::choice::{Choice, RadioGroup};
use crate::ui::detail::{Detail, Details};
use crate::ui::form::Form;
use crate::ui::input::SearchInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::state::Skeleton;
use crate::ui::tone::Tone;

/// Pools from which on a search is offered.
const SEARCH_FROM: usize = 8;

/// What is chosen.
#[derive(Clone, Copy)]
pub struct MoveForm {
    /// The chooser's word: a pool's id, or the one for no pool.
    chosen: RwSignal<String>,
    search: RwSignal<String>,
    touched: RwSignal<bool>,
}

impl MoveForm {
    /// A form in which nothing is chosen.
    #[must_use]
    pub fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            chosen: empty(),
            search: empty(),
            touched: RwSignal::new(false),
        }
    }

    /// Starts over.
    pub fn clear(self) {
        self.chosen.set(String::new());
        self.search.set(String::new());
        self.touched.set(false);
    }

    /// Where the key should go; that nothing was chosen is said below the choices.
    #[must_use]
    pub fn checked(self, here: Option<&PoolId>) -> Option<Option<PoolId>> {
        self.touched.set(true);
        destination(&self.chosen.get_untracked(), here).ok()
    }

    /// The form.
    pub fn body(self, model: KeysModel, key: Memo<Option<Key>>, review: Callback<()>) -> AnyView {
        view! {
            {live::maybe(move || Some(facts(model, &key.get()?)))}
            {live::part(move || match model.pools.get() {
                Pools::Reading => view! { <Skeleton rows=4 /> }.into_any(),
                Pools::Failed(error) => view! {
                    <CallFailed error=Some(error) />
                    <div><Button on_click=move || model.read_pools()>{t(Interface::Retry)}</Button></div>
                }
                .into_any(),
                Pools::Read { rows, whole } => self.choices(rows, whole, key, review),
            })}
            <p class="hint">{t(KeyForm::MoveLead)}</p>
        }
        .into_any()
    }

    fn choices(
        self,
        pools: Vec<Pool>,
        whole: bool,
        key: Memo<Option<Key>>,
        review: Callback<()>,
    ) -> AnyView {
        let (language, count) = (use_language(), pools.len());
        let here = live::memo(move || key.get().and_then(|key| key.pool));
        // What is chosen stays in sight, and where it stood: only a new search moves it.
        let found = live::memo(move || {
            let search = self.search.get();
            offers(&pools, &search, &self.chosen.get_untracked())
        });
        let choices = Signal::derive(move || {
            let marked = KeyForm::MoveHere.say(language.get());
            found.with(|found| choices_of(found, here.get().as_ref(), marked))
        });
        let missing = move || {
            let here = here.get();
            self.touched.get() && destination(&self.chosen.get(), here.as_ref()).is_err()
        };
        let covered = move || {
            let (shown, hidden) = found.with(|found| (found.shown.len(), found.hidden));
            key_form::pools_left(language.get(), shown, hidden, (!whole).then_some(count))
        };
        view! {
            <Form on_submit=review>
                {(count >= SEARCH_FROM).then(|| view! { <SearchInput value=self.search label=t(KeyForm::SearchPools) /> })}
                <div class="picker">
                    <RadioGroup label=t(KeyForm::MoveTo) value=self.chosen choices />
                    <p class="hint" role="status">{live::text(covered)}</p>
                </div>
            </Form>
            {live::when(missing, move || view! { <Notice tone=Tone::Attention>{t(KeyForm::MoveChoose)}</Notice> }.into_any())}
        }
        .into_any()
    }
}

/// No pool, then the pools; the place where the key is now cannot be chosen.
fn choices_of(found: &Offers, here: Option<&PoolId>, marked: &str) -> Vec<Choice> {
    let refused = |place: &str| (place == word(here)).then(|| marked.to_owned());
    let none = Choice::new(NO_POOL, t(Keys::NoPool)).refused(refused(NO_POOL));
    let pool = |pool: &Pool| {
        let id = pool.id.as_str();
        let label = match &pool.name {
            Some(name) => format!("{name} · {id}"),
            None => id.to_owned(),
        };
        Choice::new(id, label).refused(refused(id))
    };
    std::iter::once(none)
        .chain(found.shown.iter().map(pool))
        .collect()
}

fn facts(model: KeysModel, key: &Key) -> AnyView {
    let name = subject::name(key);
    let pool = key.pool.as_ref().map(|id| model.pool_label(id));
    let pool = match pool {
        Some(pool) => pool.into_any(),
        None => view! { <span class="faint">{t(Keys::NoPool)}</span> }.into_any(),
    };
    view! { <Details>{name} <Detail label=t(KeyForm::MoveFrom)>{pool}</Detail></Details> }
        .into_any()
}

//! Choosing an owner in a form: nobody, those who are known, or an id that is typed.

use leptos::prelude::*;

use super::model::PoolsModel;
use crate::domain::pool::Owner;
use crate::drafts::owner::{self, Draft, NOBODY, Problem, TYPED};
use crate::i18n::Say;
use crate::i18n::keys::Keys;
use crate::i18n::pool_form::PoolForm;
use crate::i18n::pools;
use crate::ui::choice::{Choice, Select};
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::{t, use_language};
use crate::ui::live;

/// What is chosen and typed.
#[derive(Clone, Copy)]
pub struct OwnerField {
    chosen: RwSignal<String>,
    typed: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
}

impl OwnerField {
    /// Nobody.
    #[must_use]
    pub fn new() -> Self {
        Self {
            chosen: RwSignal::new(NOBODY.to_owned()),
            typed: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
        }
    }

    /// Starts over from the owner there is.
    pub fn start(self, present: Option<&Owner>) {
        let id = present.and_then(|owner| owner.id.as_ref());
        self.chosen
            .set(id.map_or_else(|| NOBODY.to_owned(), owner::word));
        self.typed.set(String::new());
        self.problem.set(None);
    }

    /// What stands on the screen.
    #[must_use]
    pub fn draft(self) -> Draft {
        Draft {
            chosen: self.chosen.get(),
            typed: self.typed.get(),
        }
    }

    /// Shows what is wrong beside the field.
    pub fn tell(self, problem: Option<Problem>) {
        self.problem.set(problem);
    }

    /// The fields.
    pub fn view(self, model: PoolsModel) -> AnyView {
        let language = use_language();
        let error = Signal::derive(move || {
            let problem = self.problem.get();
            problem.map(|problem| problem.say(language.get()).to_owned())
        });
        let choices = Signal::derive(move || {
            let person = |one: Owner| {
                let id = one.id?;
                let label = pools::person(one.name.as_deref(), id.as_str());
                Some(Choice::new(owner::word(&id), label))
            };
            let mut choices = vec![Choice::new(NOBODY, t(PoolForm::OwnerNobody))];
            choices.extend(model.owners().into_iter().filter_map(person));
            choices.push(Choice::new(TYPED, t(PoolForm::OwnerTyped)));
            choices
        });
        let typed = move || self.chosen.get() == TYPED;
        view! {
            <Field label=t(Keys::Owner) hint=t(PoolForm::OwnerHint)>
                <Select value=self.chosen choices />
            </Field>
            {live::when(typed, move || view! {
                <Field label=t(PoolForm::OwnerId) hint=t(PoolForm::OwnerIdHint) error>
                    <TextInput value=self.typed monospace=true />
                </Field>
            }.into_any())}
        }
        .into_any()
    }
}

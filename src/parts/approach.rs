//! A form's way to the gate: what the gate would show is read first, and the operator may turn back
//! while it is. Knows no form and reads nothing itself.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::explained::CallFailed;
use crate::api::error::{ApiError, Unreachable};
use crate::domain::access::WhyNot;
use crate::gate::seek::Sought;
use crate::i18n::Say;
use crate::i18n::interface::Interface;
use crate::i18n::key_form::KeyForm;
use crate::i18n::lists::{Lists, Of, Word};
use crate::route::List;
use crate::ui::button::{Button, Kind};
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// What keeps a form from the gate.
#[derive(Clone, PartialEq, Eq)]
pub enum Stop {
    /// What the gate would show could not be read.
    Failed(ApiError),
    /// The row is gone.
    Gone,
    /// The row is not where it was, and may be elsewhere.
    NotSeen,
    /// The key was used since it was shown: the operator sees that first.
    UsedMeanwhile,
    /// It may not be done as things are now.
    Refused(WhyNot),
}

impl Stop {
    /// The connection ended.
    pub const DISCONNECTED: Self = Self::Failed(ApiError::Unreachable(Unreachable::NotSent));

    /// The row that was looked for, or why there is none.
    ///
    /// # Errors
    /// Unless the row was seen.
    pub fn unless_here<T>(sought: Result<Sought<T>, ApiError>) -> Result<T, Self> {
        match sought {
            Ok(Sought::Here(row)) => Ok(*row),
            Ok(Sought::Gone) => Err(Self::Gone),
            Ok(Sought::NotSeen) => Err(Self::NotSeen),
            Err(error) => Err(Self::Failed(error)),
        }
    }
}

/// Puts the question, once all that it shows was read.
pub type Put = Box<dyn FnOnce()>;

/// One form's way to the gate. A value: copies speak of the same one.
#[derive(Clone, Copy)]
pub struct Approach {
    list: List,
    busy: RwSignal<bool>,
    stop: RwSignal<Option<Stop>>,
    /// Tells one try from the next.
    serial: StoredValue<u32>,
}

impl Approach {
    /// The way of a form about a row of `list`.
    #[must_use]
    pub fn new(list: List) -> Self {
        Self {
            list,
            busy: RwSignal::new(false),
            stop: RwSignal::new(None),
            serial: StoredValue::new(0),
        }
    }

    /// Whether something is being read.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// The form was opened or closed: a try that is under way is given up and puts no question.
    pub fn reset(self) {
        self.serial.update_value(|serial| *serial += 1);
        self.busy.set(false);
        self.stop.set(None);
    }

    /// Goes one way, unless one is gone already. Nothing of `way` runs after a [`Self::reset`], or
    /// once the form is no more.
    pub fn go(self, way: impl Future<Output = Result<Put, Stop>> + 'static) {
        fn go(approach: Approach, mut way: Pin<Box<dyn Future<Output = Result<Put, Stop>>>>) {
            approach.reset();
            approach.busy.set(true);
            let serial = approach.serial.get_value();
            spawn_local(async move {
                let arrived = poll_fn(move |context| {
                    if approach.serial.try_get_value() == Some(serial) {
                        way.as_mut().poll(context).map(Some)
                    } else {
                        Poll::Ready(None)
                    }
                });
                let Some(arrived) = arrived.await else { return };
                approach.busy.set(false);
                match arrived {
                    Ok(put) => put(),
                    Err(stop) => approach.stop.set(Some(stop)),
                }
            });
        }
        if !self.busy.get_untracked() {
            go(self, Box::pin(way));
        }
    }

    /// Why the gate did not open.
    #[must_use]
    pub fn stopped(self) -> AnyView {
        live::maybe(move || Some(stopped(self.list, self.stop.get()?)))
    }

    /// The form's buttons: turning back, and going on to the gate.
    pub fn foot(self, cancel: Callback<()>, review: Callback<()>) -> ViewFn {
        let foot = move || {
            let busy = live::derived(move || self.is_busy());
            view! {
                <Button on_click=cancel>{t(Interface::Cancel)}</Button>
                <Button kind=Kind::Primary busy on_click=review>{t(KeyForm::Review)}</Button>
            }
            .into_any()
        };
        foot.into()
    }
}

fn stopped(list: List, stop: Stop) -> AnyView {
    let word = match stop {
        Stop::Failed(error) => return view! { <CallFailed error=Some(error) /> }.into_any(),
        Stop::Refused(why) => return view! { <Notice>{t(why)}</Notice> }.into_any(),
        Stop::UsedMeanwhile => {
            return view! { <Notice tone=Tone::Attention>{t(KeyForm::UsedMeanwhile)}</Notice> }
                .into_any();
        }
        Stop::Gone => Word::Gone,
        Stop::NotSeen => Word::NotSeen,
    };
    let language = use_language();
    let words = move || {
        let language = language.get();
        let why = Of(list, word).say(language);
        format!("{why} {}", Lists::NothingSent.say(language))
    };
    view! { <Notice tone=Tone::Attention>{live::text(words)}</Notice> }.into_any()
}

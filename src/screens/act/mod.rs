//! Doing something: the form of an action, and from there the review. The rows are read again before
//! the review opens, so that what it shows is what the gateway holds; and once more after it.

mod doing;
mod form;
mod inputs;
mod lead;
mod picker;
mod preparation;
mod stopped;

use std::sync::Arc;

use crate::reactive::*;

use crate::gate::{Found, Gathered, Outcome, Prepared, Stop, Wish, gather, prepare_noting};
use crate::records::Row;
use crate::schema::{Dialect, Input, Locator, Prior, Record, Target, Value, WhyNot};
use crate::screens::looks::Looks;
use crate::screens::navigator::{Navigator, use_navigator};
use crate::session::Session;
use crate::session::list::LiveList;
use crate::text;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::form::Form as FormElement;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::words::CANCEL;
use crate::words::{Say, Text};
use doing::with_context;
pub use doing::{Doing, told};
use form::Form;
use preparation::Preparation;

const REVIEW: Text = text!("Review" / "核对");

/// The present value of a picker's field, which cannot be chosen.
fn current(input: &Input) -> Option<Value> {
    let (session, doing): (Session, Doing) = (expect_context(), use_context()?);
    let rule = input.current?;
    Some(with_context(session, &doing, &Record::default(), rule))
}

/// What a list hears once something was done.
pub type Done = Callback<(Doing, Vec<Outcome>)>;

/// Draws the form of what is to be done; there while `doing` holds something. `list` holds the rows
/// that were seen, and takes those that are read again.
#[component]
pub fn ActDialog(
    /// What is to be done.
    doing: RwSignal<Option<Doing>>,
    /// The list of the rows.
    #[prop(optional_no_strip)]
    list: Option<LiveList>,
    /// Hears how it ended.
    #[prop(optional, into)]
    on_done: Option<Done>,
) -> impl IntoView {
    let session: Session = expect_context();
    let (preparation, navigator) = (Preparation::new(), use_navigator());
    let subject = live::memo(move || doing.get());
    let form: RwSignal<Option<Form>> = RwSignal::new(None);
    let gathered: RwSignal<Option<Result<Arc<Gathered>, Stop>>> = RwSignal::new(None);
    let looks = Looks::here();
    // Of one thing that is done there is one form, though the row is read anew under it.
    let begun = live::memo(move || {
        subject.with(|doing| {
            let doing = doing.as_ref()?;
            let rows = doing.rows.iter().map(|(at, _)| at.id.to_string());
            Some((doing.action.id, rows.collect::<Vec<_>>()))
        })
    });
    let read = move || {
        let Some(doing) = subject.get_untracked() else {
            return;
        };
        if doing.action.lookups.is_empty() {
            return;
        }
        gathered.set(None);
        spawn_local(async move {
            let read = gathering(session, &doing).await;
            gathered.try_set(Some(read.map(Arc::new)));
        });
    };
    let review = Callback::new(move |()| {
        let (Some(doing_now), Some(form)) = (doing.get_untracked(), form.get_untracked()) else {
            return;
        };
        let clock = looks.clock();
        let offset = |at: crate::domain::time::UnixSeconds| clock.offset_minutes(at.millis());
        if let Some(told) = form.checked(doing_now.action, session.now_seconds(), &offset) {
            let act = Act {
                session,
                navigator,
                doing,
                list,
                on_done,
                form,
            };
            preparation.go(act.prepared(doing_now, told));
        }
    });
    live::effect(move || {
        // Reading it computes it: a memo that is only tracked never tells of anything.
        begun.with(|_| ());
        preparation.reset();
        gathered.set(None);
        let fresh = subject.get_untracked().map(|doing| {
            let preset = doing.preset.clone();
            Form::new(doing.action, preset, |input| {
                with_context(session, &doing, &Record::default(), input.initial)
            })
        });
        let asks_nothing = fresh.is_some_and(|form| form.asked().is_empty());
        form.set(fresh);
        read();
        // Nothing to ask and nothing to show: the review says it all.
        if asks_nothing && !shows_a_form(&subject.get_untracked()) {
            review.run(());
        }
    });
    let is_open = move || {
        let stopped = preparation.stop.with(Option::is_some);
        subject.with(|doing| doing.is_some() && (shows_a_form(doing) || stopped))
    };
    let close = Callback::new(move |()| doing.set(None));
    let language = use_language();
    let title = move || {
        let title = subject.with(|doing| doing.as_ref().map(|doing| doing.action.title));
        title
            .map_or("", |title| title.say(language.get()))
            .to_owned()
    };
    let why_not = Signal::derive(move || {
        let why = lead::why_not(session, &subject.get()?, gathered.get()?.ok()?.as_ref())?;
        Some(why.say(language.get()).to_owned())
    });
    let foot = move || {
        let busy = live::derived(move || preparation.is_busy());
        view! {
            <Button on_click=close>{t(CANCEL)}</Button>
            <Button kind=Kind::Primary busy reason_beside=true disabled_reason=why_not on_click=review>
                {t(REVIEW)}
            </Button>
        }
        .into_any()
    };
    let body = move || {
        let (doing, form) = (subject.get_untracked()?, form.get()?);
        provide_context(doing.clone());
        let dialect = session.dialect()?;
        Some(
            view! {
                {lead::lead(looks, dialect, subject, form, gathered, Callback::new(move |()| read()))}
                <FormElement on_submit=review>{inputs::inputs(form)}</FormElement>
                {stopped::stopped(doing.resource, preparation)}
            }
            .into_any(),
        )
    };
    view! {
        <Dialog open=is_open title on_close=close foot>
            {live::maybe(body)}
        </Dialog>
    }
}

/// Whether there is something to ask or to show before the review.
fn shows_a_form(doing: &Option<Doing>) -> bool {
    let Some(doing) = doing else { return false };
    let told = |input: &&Input| {
        let mut values = doing.preset.values().iter();
        values.any(|(known, _)| *known == input.id)
    };
    let asks = doing.action.inputs.iter().any(|input| !told(&input));
    asks || (!doing.action.facts.is_empty() && doing.rows.len() == 1)
}

/// Reads the row and the lookups of an action, for its form.
async fn gathering(session: Session, doing: &Doing) -> Result<Gathered, Stop> {
    let (wire, dialect) = session.gate_way()?;
    let who = session.who();
    let wish = wish(session, dialect, doing, &doing.preset, &who, &|_, _| {
        Prior::default()
    });
    match wish.subjects.first() {
        Some((at, ..)) => gather(&wish, at, &wire).await,
        None => Err(Stop::Refused(WhyNot::BUG)),
    }
}

fn wish<'a>(
    session: Session,
    dialect: &'static Dialect,
    doing: &Doing,
    input: &Record,
    who: &'a Record,
    prior: &'a dyn Fn(&Locator, &Record) -> Prior,
) -> Wish<'a> {
    Wish {
        dialect,
        resource: doing.resource,
        action: doing.action,
        who,
        subjects: doing.subjects(input),
        secrets: Vec::new(),
        prior,
        now: session.now_seconds(),
        fresh: session.fresh_id(),
    }
}

/// One press of "Review".
#[derive(Clone, Copy)]
struct Act {
    session: Session,
    navigator: Navigator,
    doing: RwSignal<Option<Doing>>,
    list: Option<LiveList>,
    on_done: Option<Done>,
    form: Form,
}

impl Act {
    /// Reads all that the review shows.
    async fn prepared(self, doing: Doing, told: Record) -> Result<preparation::Open, Stop> {
        let session = self.session;
        let (wire, dialect) = session.gate_way()?;
        let entries = session.journal.entries().await.unwrap_or_default();
        let who = session.who();
        let prior = session.prior(&entries, doing.resource, doing.action);
        let wish = Wish {
            secrets: self.form.shapes(),
            ..wish(session, dialect, &doing, &told, &who, &prior)
        };
        // A refusal is judged against the row as it is now, so that is what the screen shows by then.
        let on_row = |at: &Locator, row: &Arc<Row>| self.take_over(&doing, at, row);
        let Prepared { review, left_out } = prepare_noting(&wish, &wire, &on_row).await?;
        if !left_out.is_empty() {
            // The operator sees which, and goes on with the rest.
            let gone = |at: &Locator| left_out.iter().any(|(left, _)| left.id == at.id);
            self.doing.try_update(|doing| {
                if let Some(doing) = doing {
                    doing.rows.retain(|(at, _)| !gone(at));
                }
            });
            return Err(Stop::LeftOut(left_out));
        }
        let secrets = self.form.secrets();
        Ok(Box::new(move || {
            session.open_review(review, secrets, move |outcomes| {
                if let Some(outcomes) = outcomes {
                    self.ended(doing, outcomes);
                }
            });
        }))
    }

    /// Puts a row that was read again into its list, and under the form.
    fn take_over(self, doing: &Doing, at: &Locator, row: &Arc<Row>) {
        let Some(list) = self.list else { return };
        list.take_over(at.id.as_str(), &Found::Here(Arc::clone(row)));
        self.doing.try_update(|open| {
            let open = open
                .as_mut()
                .filter(|open| open.action.id == doing.action.id);
            let same =
                open.and_then(|open| open.rows.iter_mut().find(|(known, _)| known.id == at.id));
            if let Some((_, seen)) = same {
                *seen = Arc::clone(row);
            }
        });
    }

    /// After the review: the rows are read again, and the form goes unless it may be needed again.
    /// With a row that is gone its drawer goes too.
    fn ended(self, doing: Doing, outcomes: Vec<Outcome>) {
        if outcomes.iter().any(Outcome::was_applied) {
            self.form.forget_secrets();
            self.doing.try_set(None);
        }
        if let Some(on_done) = self.on_done {
            on_done.run((doing.clone(), outcomes));
        }
        let Some(list) = self.list else { return };
        if doing.action.on == Target::New {
            return list.refresh_front();
        }
        let (navigator, open) = (self.navigator, self.doing);
        spawn_local(async move {
            for (at, _) in &doing.rows {
                // The outcome was told already; a failure only leaves the older row in place.
                let found = list.reread(at).await;
                if matches!(found, Ok(Found::Gone)) {
                    open.try_set(None);
                    navigator.close(doing.resource.opens, at.id.as_str());
                }
            }
        });
    }
}

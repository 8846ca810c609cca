//! Reads for a form: the row and the lookups when it opens, the data of the review when "Review" is
//! pressed, and the rows again after the review.

use std::sync::Arc;

use crate::reactive::*;
use leptos::task::spawn_local;

use super::doing::Doing;
use super::form::Form;
use super::{Done, preparation};
use crate::gate::{
    After, Found, Gathered, Intent, Outcome, Prepared, Review, Stop, gather, prepare_noting,
};
use crate::records::Row;
use crate::schema::{
    Action, Confirm, Dialect, Locator, Paging, Prior, Record, Target, WhyNot, Yields,
};
use crate::screens::navigator::Navigator;
use crate::session::Session;
use crate::session::list::LiveList;
use crate::text;
use crate::ui::toast::{Toast, Toasts};
use crate::ui::tone::Tone;
use crate::words::{Language, Phrase, Text};

fn intent<'a>(
    session: Session,
    dialect: &'static Dialect,
    doing: &Doing,
    input: &Record,
    who: &'a Record,
    prior: &'a dyn Fn(&Locator, &Record) -> Prior,
) -> Intent<'a> {
    Intent {
        dialect,
        resource: doing.resource,
        action: doing.action,
        who,
        subjects: doing.subjects(session, input),
        secrets: Vec::new(),
        prior,
        now: session.now_seconds(),
        fresh: session.fresh_id(),
    }
}

/// Reads for one form.
#[derive(Clone, Copy)]
pub(super) struct Act {
    /// The session.
    pub session: Session,
    /// Closes the drawer of a row that is gone.
    pub navigator: Navigator,
    /// The action.
    pub doing: RwSignal<Option<Doing>>,
    /// The list of the rows.
    pub list: Option<LiveList>,
    /// Called with the outcomes.
    pub on_done: Option<Done>,
    /// Tells of an action on the list that went as it should: its review closes by itself.
    pub toasts: StoredValue<Toasts>,
    /// The language of the page.
    pub language: RwSignal<Language>,
}

const WENT_WELL: Text = text!("{action}: done, and verified." / "{action}：已生效，并已核实。");

impl Act {
    /// Reads the row and the lookups of an action, for its form.
    pub async fn gathered(self, doing: &Doing) -> Result<Gathered, Stop> {
        let (wire, dialect) = self.session.wire_and_dialect()?;
        let (who, unknown) = (self.session.who(), |_: &_, _: &_| Prior::default());
        let intent = intent(self.session, dialect, doing, &doing.preset, &who, &unknown);
        let Some((at, ..)) = intent.subjects.first() else {
            return Err(Stop::Refused(WhyNot::BUG));
        };
        let gathered = gather(&intent, at, &wire).await;
        match &gathered {
            Ok(Gathered {
                at, row: Some(row), ..
            }) => self.take_over(doing, at, row),
            Ok(_) => {}
            Err(stop) => self.take_out(stop),
        }
        gathered
    }

    /// Reads the data of the review, and makes what opens it.
    pub async fn prepared(
        self,
        doing: Doing,
        form: Form,
        values: Record,
    ) -> Result<preparation::Open, Stop> {
        let review = self.reviewed(&doing, form, &values).await?;
        let (session, secrets) = (self.session, form.secrets());
        Ok(Box::new(move || {
            session.open_review(review, secrets, move |outcomes| match outcomes {
                Some(outcomes) => self.ended(doing, form, outcomes),
                // Without a form there is nothing to return to.
                None if doing.action.on == Target::List => {
                    self.doing.try_set(None);
                }
                None => {}
            });
        }))
    }

    /// Reads the data of the review, and makes it.
    pub async fn reviewed(
        self,
        doing: &Doing,
        form: Form,
        values: &Record,
    ) -> Result<Review, Stop> {
        let session = self.session;
        let (wire, dialect) = session.wire_and_dialect()?;
        let entries = session.journal.entries().await.unwrap_or_default();
        let who = session.who();
        let prior = session.prior(&entries, doing.resource, doing.action);
        let mut intent = Intent {
            secrets: form.shapes(),
            ..intent(session, dialect, doing, values, &who, &prior)
        };
        if let [(_, shown, _)] = intent.subjects.as_mut_slice() {
            form.as_opened(shown);
        }
        // A refusal is judged against the current row, so the screen shows that row too.
        let began = session.now();
        let on_row = |at: &Locator, row: &Arc<Row>| {
            session.note_documents(doing.resource, std::slice::from_ref(row), began);
            self.take_over(doing, at, row);
        };
        let prepared = prepare_noting(&intent, &wire, &on_row).await;
        let Prepared { review, left_out } = prepared.inspect_err(|stop| self.take_out(stop))?;
        if !left_out.is_empty() {
            // The operator sees which rows are left out, and continues with the others.
            let gone = |at: &Locator| left_out.iter().any(|(left, _)| left.id == at.id);
            self.doing.try_update(|doing| {
                if let Some(doing) = doing {
                    doing.rows.retain(|(at, _)| !gone(at));
                }
            });
            let stop = Stop::LeftOut(left_out);
            self.take_out(&stop);
            return Err(stop);
        }
        Ok(review)
    }

    /// Replaces a row in its list and in the form by its current version.
    fn take_over(self, doing: &Doing, at: &Locator, row: &Arc<Row>) {
        let Some(list) = self.list else { return };
        list.take_over(at.id.as_str(), &Found::Here(Arc::clone(row)));
        self.show_now(doing, at, row);
    }

    /// Replaces a row in the form, while it is open.
    fn show_now(self, doing: &Doing, at: &Locator, row: &Arc<Row>) {
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

    /// Removes rows that are proved to be gone from their list.
    fn take_out(self, stop: &Stop) {
        let Some(list) = self.list else { return };
        let gone: Vec<&Locator> = match stop {
            Stop::Gone(at) => vec![at],
            Stop::LeftOut(left) => {
                let gone = left.iter().filter(|(_, why)| *why == WhyNot::GONE);
                gone.map(|(at, _)| at).collect()
            }
            Stop::Failed(_) | Stop::NotSeen(_) | Stop::Refused(_) => Vec::new(),
        };
        for at in gone {
            list.take_over(at.id.as_str(), &Found::Gone);
        }
    }

    /// Says that an action on the list went as it should.
    fn tell(self, action: &'static Action) {
        let words = move || {
            let words = Phrase::from(WENT_WELL).with("action", action.button);
            words.say(self.language.get())
        };
        if let Some(toasts) = self.toasts.try_get_value() {
            toasts.show(Toast::new(Tone::Good, words));
        }
    }

    /// After the review: reads the rows again, and closes the form unless it may be needed again.
    /// The drawer of a row that is gone is closed too.
    fn ended(self, doing: Doing, form: Form, outcomes: Vec<Outcome>) {
        // A trial that failed is a result, not an attempt to be made again.
        let is_result = matches!(doing.action.yields, Yields::Trial { .. });
        if is_result || outcomes.iter().any(Outcome::was_applied) {
            form.forget_secrets();
            form.forget_drafts(self.session);
            self.doing.try_set(None);
        }
        if let Some(on_done) = self.on_done {
            // The section may be closed by now, such as by "Back" below a review.
            let _ = on_done.try_run((doing.clone(), outcomes.clone()));
        }
        let Some(list) = self.list else { return };
        match doing.action.on {
            Target::New if doing.resource.paging == Paging::Whole => return list.outdate(),
            Target::New => return list.refresh_front(),
            Target::List => {
                self.doing.try_set(None);
                if outcomes.iter().all(Outcome::is_plain) {
                    self.tell(doing.action);
                }
                return list.outdate();
            }
            Target::Row | Target::Rows { .. } => {}
        }
        let made = |outcome: &Outcome| match outcome {
            Outcome::Applied { after, .. } | Outcome::AppliedTwice { after } => after
                .iter()
                .any(|after| matches!(after, After::Created(_) | After::CreatedTwice { .. })),
            _ => false,
        };
        if outcomes.iter().any(made) {
            list.refresh_front();
        }
        // Rows of a list that comes as a whole may depend on each other, as groups do on one text.
        if doing.resource.paging == Paging::Whole {
            list.outdate();
        }
        if matches!(doing.action.confirm, Confirm::Begun) && outcomes.iter().all(Outcome::is_plain)
        {
            self.tell(doing.action);
        }
        let (navigator, open) = (self.navigator, self.doing);
        spawn_local(async move {
            for (at, _) in &doing.rows {
                // The outcome is already shown; if reading fails, only the older row stays.
                match list.reread(at).await {
                    Ok(Found::Gone) => {
                        open.try_set(None);
                        navigator.close(doing.resource.opens, at.id.as_str());
                    }
                    // A form that is still open shows what the row is now.
                    Ok(Found::Here(row)) => self.show_now(&doing, at, &row),
                    Ok(Found::NotSeen) | Err(_) => {}
                }
            }
        });
    }
}

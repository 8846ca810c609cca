//! Goes on with a change of several rows: opens the same action on the rows that it did not reach.

use std::sync::Arc;

use crate::reactive::*;

use super::drawer::elsewhere;
use crate::gate::{Explained, Found, Outcome, Prepared, Stop, explain_error, explain_stop};
use crate::history::versions::documents_left;
use crate::history::{Entry, StoredEntry, unreached};
use crate::records::Row;
use crate::schema::{Locator, Resource, Target};
use crate::screens::act::{ActDialog, Doing};
use crate::screens::explained::explained;
use crate::screens::review::EntryAction;
use crate::session::Session;
use crate::text;
use crate::ui::button::Button;
use crate::ui::language::use_language;
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;
use crate::words::{Phrase, Text};

const DO_REST: Text = text!("Go on with {n} row" / "Go on with {n} rows" / "继续处理剩余 {n} 行");
const ELSEWHERE: Text = text!("Connect to that gateway to go on." / "请连接到该网关后再继续。");
const NOT_FOUND: Text = text!(
    "{n} row is not listed any more and is left out."
        / "{n} rows are not listed any more and are left out."
        / "{n} 行已不在列表中，已排除。"
);

/// The action on the rows that are left. Copies refer to the same one.
#[derive(Clone, Copy)]
pub(super) struct Left {
    session: Session,
    doing: RwSignal<Option<Doing>>,
    busy: RwSignal<bool>,
    /// Why the rows could not be read.
    failed: RwSignal<Option<Explained>>,
    /// The number of rows that are gone.
    gone: RwSignal<usize>,
}

impl Left {
    pub(super) fn new(session: Session) -> Self {
        Self {
            session,
            doing: RwSignal::new(None),
            busy: RwSignal::new(false),
            failed: RwSignal::new(None),
            gone: RwSignal::new(0),
        }
    }

    /// Draws the button, if rows are left.
    pub(super) fn button(self, entry: &Entry, all: &[Arc<StoredEntry>]) -> Option<AnyView> {
        let known = EntryAction::of(self.session, entry)?;
        let all: Vec<&Entry> = all.iter().filter_map(|stored| stored.entry()).collect();
        let left = unreached(entry, &all);
        let input = left.first()?.input.clone();
        // Rows have one form for all, and documents each a text of its own.
        let documents = match known.action.on {
            Target::Rows { .. } => None,
            _ => Some(documents_left(entry, &left)?),
        };
        let rows: Vec<Locator> = left.iter().map(|subject| subject.at.clone()).collect();
        let (language, busy) = (use_language(), self.busy);
        let words = Phrase::from(DO_REST).with("n", rows.len());
        let why = elsewhere(self.session, entry, ELSEWHERE);
        let reason = entry.reason.clone();
        let begin = move || {
            let (rows, input) = (rows.clone(), input.clone());
            let (documents, reason) = (documents.clone(), reason.clone());
            self.busy.set(true);
            self.failed.set(None);
            self.gone.set(0);
            spawn_local(async move {
                if let Some(documents) = documents {
                    let prepared = self.session.restore(&documents).await;
                    self.busy.try_set(false);
                    return self.review(prepared, known.resource, &reason);
                }
                let found = self.read(rows).await;
                self.busy.try_set(false);
                match found {
                    Ok(rows) if rows.is_empty() => {}
                    Ok(rows) => {
                        self.doing.try_set(Some(Doing {
                            rows,
                            preset: input,
                            ..Doing::new(known.resource, known.action)
                        }));
                    }
                    Err(error) => {
                        self.failed.try_set(Some(error));
                    }
                }
            });
        };
        let button = view! {
            <Button busy reason_beside=true disabled_reason=why on_click=begin>
                {live::text(move || words.say(language.get()))}
            </Button>
        };
        Some(button.into_any())
    }

    /// Opens the review of the documents that are left, or says why there is none.
    fn review(self, prepared: Result<Prepared, Stop>, resource: &'static Resource, reason: &str) {
        match prepared {
            Ok(Prepared { review, left_out }) => {
                self.gone.try_set(left_out.len());
                self.session.open_because(review, reason);
            }
            Err(stop) => {
                self.failed.try_set(Some(explain_stop(&stop, resource)));
            }
        }
    }

    /// Reads the rows as they are now.
    async fn read(self, rows: Vec<Locator>) -> Result<Vec<(Locator, Arc<Row>)>, Explained> {
        let mut found = Vec::new();
        for at in rows {
            self.session.take_turn().await;
            match self.session.find(&at).await {
                Ok(Found::Here(row)) => found.push((at, row)),
                Ok(Found::Gone | Found::NotSeen) => {
                    self.gone.try_update(|gone| *gone += 1);
                }
                Err(error) => return Err(explain_error(&error)),
            }
        }
        Ok(found)
    }

    /// Draws what kept the rows from being read, and the form.
    pub(super) fn dialog(self) -> AnyView {
        let language = use_language();
        let doing = self.doing;
        let on_done = Callback::new(move |(_, _): (Doing, Vec<Outcome>)| doing.set(None));
        view! {
            {live::maybe(move || self.failed.get().map(|words| explained(Tone::Bad, words)))}
            {live::maybe(move || {
                let gone = self.gone.get();
                let words = Phrase::from(NOT_FOUND).with("n", gone);
                let words = (gone > 0).then(|| words.say(language.get()))?;
                Some(view! { <Notice tone=Tone::Attention>{words}</Notice> }.into_any())
            })}
            <ActDialog doing on_done />
        }
        .into_any()
    }
}

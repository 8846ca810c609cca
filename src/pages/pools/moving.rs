//! From ticked keys to the gate: each key is read again first, so that the plan says where it is
//! now; those that cannot be moved are left out and said, before any question is put.

use leptos::prelude::*;

use super::subject::Desk;
use super::ticks::{Tick, Ticks};
use crate::domain::ids::PoolId;
use crate::domain::key::Key;
use crate::domain::membership::{LeftOut, Membership};
use crate::domain::page::Cursor;
use crate::domain::pool::PoolRef;
use crate::gate::asking::Asking;
use crate::gate::confirmation::Known;
use crate::gate::intent::Intent;
use crate::gate::outcome::Outcome;
use crate::gate::plan::{Moving, Plan};
use crate::gate::seek::Sought;
use crate::i18n::pool_form;
use crate::i18n::pools::Pools;
use crate::parts::approach::{Approach, Put, Stop};
use crate::route::List;
use crate::session::listing::LiveList;
use crate::ui::language::{t, use_language};
use crate::ui::live;
use crate::ui::notice::Notice;
use crate::ui::tone::Tone;

/// Where the ticked keys should go.
#[derive(Clone)]
pub struct Wanted {
    /// The pool that the drawer is about.
    pub here: PoolRef,
    /// Into it, or out of it.
    pub into: bool,
}

impl Wanted {
    fn membership(&self) -> Membership {
        let id: PoolId = self.here.id.clone();
        if self.into {
            Membership::Into(id)
        } else {
            Membership::OutOf(id)
        }
    }
}

/// One review of ticked keys: how far it has come and what it found.
#[derive(Clone, Copy)]
pub struct Review {
    desk: Desk,
    /// The list that the keys are ticked in; it takes what is read again.
    list: LiveList<Key>,
    ticks: Ticks,
    /// The key that is being read, counted from 1, and of how many.
    progress: RwSignal<Option<(usize, usize)>>,
    left: RwSignal<Vec<(String, LeftOut)>>,
    approach: Approach,
}

impl Review {
    /// Nothing reviewed yet.
    #[must_use]
    pub fn new(desk: Desk, list: LiveList<Key>, ticks: Ticks) -> Self {
        Self {
            desk,
            list,
            ticks,
            progress: RwSignal::new(None),
            left: RwSignal::new(Vec::new()),
            approach: Approach::new(List::Keys),
        }
    }

    /// Whether keys are being read.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.approach.is_busy()
    }

    /// Forgets what it found, and gives up what is being read.
    pub fn clear(self) {
        self.approach.reset();
        self.progress.set(None);
        self.left.set(Vec::new());
    }

    /// Reads the ticked keys again and opens the gate, unless some had to be left out: then the
    /// operator sees which, and goes on with the rest. `done` is called once something was moved.
    pub fn start(self, wanted: Wanted, done: impl FnOnce() + 'static) {
        if self.approach.is_busy() {
            return;
        }
        self.clear();
        self.approach.go(async move {
            let moving = self.sort_out(&wanted).await;
            self.progress.set(None);
            self.ask(&wanted, moving?, done)
        });
    }

    /// Reads each ticked key; what cannot be moved is unticked and told.
    async fn sort_out(self, wanted: &Wanted) -> Result<Vec<Moving>, Stop> {
        let (ticks, membership) = (self.ticks.all(), wanted.membership());
        let (mut moving, mut left) = (Vec::new(), Vec::new());
        for (at, tick) in ticks.iter().enumerate() {
            self.progress.set(Some((at + 1, ticks.len())));
            let sought = self.list.reread(&tick.at).await;
            let why = match sought.map_err(Stop::Failed)? {
                Sought::Here(key) => match membership.why_not(&key) {
                    Some(why) => why,
                    None => {
                        moving.push(self.moving(*key, tick, wanted));
                        continue;
                    }
                },
                Sought::Gone => LeftOut::Gone,
                Sought::NotSeen => LeftOut::NotSeen,
            };
            left.push((tick.label.clone(), tick.at.id.clone(), why));
        }
        if left.is_empty() {
            return Ok(moving);
        }
        self.ticks
            .retain(|tick| left.iter().all(|(_, id, _)| *id != tick.at.id));
        let told = left.into_iter().map(|(label, _, why)| (label, why));
        self.left.set(told.collect());
        Ok(Vec::new())
    }

    fn moving(self, key: Key, tick: &Tick, wanted: &Wanted) -> Moving {
        Moving {
            from: key.pool.as_ref().map(|pool| self.desk.model.pool(pool)),
            to: wanted.into.then(|| wanted.here.clone()),
            cursor: tick.at.cursor.clone().map(Cursor),
            key,
        }
    }

    fn ask(
        self,
        wanted: &Wanted,
        moving: Vec<Moving>,
        done: impl FnOnce() + 'static,
    ) -> Result<Put, Stop> {
        // Nothing to ask: what was left out stands in sight.
        if moving.is_empty() {
            return Ok(Box::new(|| ()));
        }
        let session = self.desk.model.session;
        let Some(connection) = session.connection().get_untracked() else {
            return Err(Stop::DISCONNECTED);
        };
        let plan = Plan::move_keys(connection.dialect(), moving).map_err(Stop::Refused)?;
        let mut touched = vec![wanted.here.clone()];
        if let Intent::MoveKeys(moves) = plan.intent() {
            touched.extend(moves.iter().filter_map(|one| one.from.clone()));
        }
        let desk = self.desk;
        let asking = Asking::new(plan, Known::default());
        Ok(Box::new(move || {
            session.ask(asking, move |outcomes| {
                let Some(outcomes) = outcomes else { return };
                desk.settle(touched);
                if outcomes.iter().any(Outcome::has_happened) {
                    done();
                }
            });
        }))
    }

    /// How far it has come, what was left out, and what stopped it.
    pub fn view(self) -> AnyView {
        let language = use_language();
        let reading = move || {
            let (at, of) = self.progress.get()?;
            let words = move || pool_form::reading(language.get(), at, of);
            Some(view! { <p class="hint" role="status">{live::text(words)}</p> }.into_any())
        };
        let left = move || {
            let line = |(label, why): (String, LeftOut)| {
                let words = pool_form::left_out(language.get(), &label, why);
                view! { <li>{words}</li> }
            };
            let left: Vec<_> = self.left.get().into_iter().map(line).collect();
            (!left.is_empty()).then(|| {
                view! {
                    <Notice tone=Tone::Attention>
                        <p>{t(Pools::Left)}</p>
                        <ul>{left}</ul>
                    </Notice>
                }
                .into_any()
            })
        };
        view! {
            {live::maybe(reading)}
            {live::maybe(left)}
            {self.approach.stopped()}
        }
        .into_any()
    }
}

//! The cases of every law: each action of the catalogue on a row of the sandbox's sample, with each
//! set of form values. They are found by trying, so a new action is covered without a change here.

use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

use headgate::call::ApiError;
use headgate::domain::time::UnixSeconds;
use headgate::gate::{
    Confirmation, Intent, Outcome, Performed, Plan, Review, Stop, Transport, perform, prepare,
    read_whole,
};
use headgate::schema::{
    Action, Listed, Locator, Prior, Query, Record, Ref, Resource, Str, Target, Value,
};

use crate::forms::{Filled, fillings};
use sandbox::Options;

use crate::gateway::{ADMIN, DIALECT, Gateway, POOL};
use crate::ledger::{counted, forget};

/// The random word of every plan.
pub(crate) const FRESH: Str = "intent-1";

/// An action on rows of the sample, with its form values.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) resource: &'static Resource,
    pub(crate) action: &'static Action,
    /// The bearer.
    pub(crate) bearer: Str,
    pub(crate) who: Record,
    /// The ids of the rows; empty if the action creates one or is applied to the list.
    pub(crate) rows: Vec<String>,
    pub(crate) filled: Filled,
    /// The calls that it sends, with ids replaced by `{}`.
    pub(crate) calls: String,
}

/// Returns the current time of the sandbox.
pub(crate) fn now() -> UnixSeconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.expect("the clock is set").as_secs();
    UnixSeconds(i64::try_from(seconds).expect("the clock is set"))
}

/// Makes a gateway with the sample for the laws.
pub(crate) fn sample() -> Gateway {
    // Few rows, since every case has a gateway of its own; of twelve Codex accounts one is disabled and
    // can be enabled.
    Gateway::sized(Options {
        seed: Some(3),
        pools: Some(4),
        charges: Some(2),
        upstreams: Some(4),
        codex_accounts: Some(12),
        claude_accounts: Some(1),
        ..Options::default()
    })
}

/// Returns every case.
pub(crate) fn all() -> &'static [Case] {
    static ALL: LazyLock<Vec<Case>> = LazyLock::new(|| {
        // A test runs in a runtime, which cannot wait for another one on its thread.
        let found = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_time()
                .start_paused(true)
                .build();
            runtime.expect("a runtime").block_on(find())
        });
        found.join().expect("every action has a case")
    });
    &ALL
}

/// Returns one case for each sequence of calls of an action; cases that differ only in form values
/// are left out.
pub(crate) fn ways() -> Vec<&'static Case> {
    let mut ways: Vec<&'static Case> = Vec::new();
    for case in all() {
        let same = |way: &&&Case| way.action.id == case.action.id && way.calls == case.calls;
        if !ways.iter().any(|way| same(&way)) {
            ways.push(case);
        }
    }
    ways
}

/// Returns the signed-in account, identified as when connecting.
pub(crate) async fn who(gateway: &Gateway) -> Result<Record, ApiError> {
    let mut found = Vec::new();
    for list in gateway.dialect.who.lists {
        let resource = gateway.dialect.resource(list).expect("it is listed");
        let page = gateway.page(resource, &Query::oldest()).await;
        let listed = page.map(|page| Listed {
            rows: page.rows().map(|row| row.record.clone()).collect(),
            total: page.total,
        });
        found.push((*list, listed));
    }
    (gateway.dialect.who.record)(&|list| {
        let known = found.iter().find(|(known, _)| *known == list);
        known.map(|(_, rows)| rows)
    })
}

/// Returns the rows of a list with their locators, newest first; none if it may not be read.
pub(crate) async fn rows(gateway: &Gateway, resource: &Resource) -> Vec<(Locator, Record)> {
    let read = read_whole(gateway.dialect, resource, &Query::newest(), 5, gateway).await;
    let Ok(listing) = read else {
        return Vec::new();
    };
    let lines = listing.lines().iter();
    let rows = lines.filter_map(|listed| {
        let row = listed.line.row()?;
        let at = row.locator(resource, listed.brought_by.as_deref());
        Some((at, row.record.clone()))
    });
    rows.collect()
}

/// Returns the rows, and the people in them, for pickers.
pub(crate) async fn offers(gateway: &Gateway) -> Vec<Ref> {
    let mut offers: Vec<Ref> = Vec::new();
    for resource in DIALECT.resources {
        for (at, row) in rows(gateway, resource).await {
            let named = row.values().iter().filter_map(|(_, value)| match value {
                Value::Ref(named) if named.of == "people" => Some((**named).clone()),
                _ => None,
            });
            for offer in std::iter::once(at.reference()).chain(named) {
                let known = |known: &Ref| (&known.of, &known.id) == (&offer.of, &offer.id);
                if !offers.iter().any(known) {
                    offers.push(offer);
                }
            }
        }
    }
    offers
}

impl Case {
    /// Returns the name of the case in a failure.
    pub(crate) fn label(&self) -> String {
        let Self { action, rows, .. } = self;
        format!("{} {rows:?} [{}]", action.id, self.filled.label)
    }

    /// Makes a gateway on which the case is possible, with an empty ledger.
    pub(crate) fn gateway(&self) -> Gateway {
        let gateway = sample().asked_with(self.bearer);
        gateway.fill_with(&self.filled.secrets);
        gateway
    }

    /// Prepares the review.
    pub(crate) async fn prepare(&self, gateway: &Gateway) -> Result<Review, Stop> {
        self.prepare_as(&self.who, gateway).await
    }

    /// Prepares the review for another account.
    pub(crate) async fn prepare_as(&self, who: &Record, gateway: &Gateway) -> Result<Review, Stop> {
        let listed = match self.rows.is_empty() {
            true => Vec::new(),
            false => rows(gateway, self.resource).await,
        };
        let input = || self.filled.values.clone();
        let found = self.rows.iter().map(|wanted| {
            let here = listed.iter().find(|(at, _)| at.id.as_str() == wanted);
            let unread = || Locator::of_id(self.resource.id, wanted.as_str());
            match here {
                Some((at, row)) => (at.clone(), row.clone(), input()),
                None => (unread(), Record::default(), input()),
            }
        });
        let mut subjects: Vec<(Locator, Record, Record)> = found.collect();
        if subjects.is_empty() {
            let place = Locator::of_id(self.resource.id, "");
            subjects.push((place, Record::default(), input()));
        }
        let intent = Intent {
            dialect: gateway.dialect,
            resource: self.resource,
            action: self.action,
            who,
            subjects,
            secrets: self.filled.shapes(),
            prior: &|_, _| Prior::default(),
            now: now(),
            fresh: FRESH.to_owned(),
        };
        let prepared = prepare(&intent, gateway).await?;
        match prepared.left_out.is_empty() {
            true => Ok(prepared.review),
            false => Err(Stop::LeftOut(prepared.left_out)),
        }
    }

    /// Prepares the review, and fails if that is not possible.
    pub(crate) async fn review(&self, gateway: &Gateway) -> Review {
        let review = self.prepare(gateway).await;
        review.unwrap_or_else(|stop| panic!("{}: {stop:?}", self.label()))
    }
}

/// Returns what an operator types to confirm.
pub(crate) fn typed(review: &Review) -> String {
    match review.confirmation() {
        Confirmation::Review => String::new(),
        Confirmation::TypeAmount { amount, .. } => match amount {
            headgate::gate::TypedAmount::Usd(amount) => amount.plain(),
            headgate::gate::TypedAmount::Units(units) => units.0.to_string(),
        },
        Confirmation::TypeName { name, .. } => name.clone(),
        Confirmation::TypeWord { word, .. } => word.clone(),
        Confirmation::TypeCount { rows, .. } => rows.to_string(),
    }
}

/// Confirms a review and sends it.
pub(crate) async fn send(review: Review, transport: &impl Transport) -> Performed {
    let typed = typed(&review);
    let confirmed = review.confirm(&typed, 0).ok().expect("confirmed");
    perform(confirmed, transport, &|_, _| {}, &async |_, _| true).await
}

/// Returns the calls of a plan with ids replaced: `POST /v1/organization/pools/{}/api_keys/{}`.
fn calls(plan: &Plan) -> String {
    let credential = plan.dialect().credential;
    let calls = plan.steps().iter().map(|planned| {
        let drawn = planned.step.write.drawn(credential, 30);
        let request = drawn.expect("a plan can be addressed");
        let is_id =
            |part: &&str| part.contains(|letter: char| letter.is_ascii_digit() || letter == '%');
        let parts = request.path().split('/').skip(2);
        let parts: Vec<&str> = parts
            .map(|part| if is_id(&part) { "{}" } else { part })
            .collect();
        format!("{} {}", request.method.word(), parts.join("/"))
    });
    calls.collect::<Vec<_>>().join(", ")
}

/// Finds a case for each set of form values of each action.
async fn find() -> Vec<Case> {
    let offers = offers(&sample()).await;
    let mut cases = Vec::new();
    for resource in DIALECT.resources {
        let ended_at_once = resource
            .actions
            .iter()
            .filter(|action| action.login().is_none());
        for action in ended_at_once {
            for filled in fillings(action, &offers, now()) {
                let case = found(resource, action, &filled).await;
                let missing = || {
                    let values = &filled.values;
                    format!("no row of the sample is fit for {}: {values:?}", action.id)
                };
                cases.push(case.unwrap_or_else(|| panic!("{}", missing())));
            }
        }
    }
    cases
}

/// Finds a row on which an action is applied by a gateway without faults.
async fn found(
    resource: &'static Resource,
    action: &'static Action,
    filled: &Filled,
) -> Option<Case> {
    for bearer in [ADMIN, POOL] {
        let gateway = sample().asked_with(bearer);
        let who = who(&gateway).await.expect("the bearer is known");
        let listed = match action.on {
            Target::New | Target::List => vec![Vec::new()],
            Target::Row | Target::Rows { .. } => {
                let listed = rows(&gateway, resource).await.into_iter();
                listed.map(|(at, _)| vec![at.id.to_string()]).collect()
            }
        };
        for rows in listed {
            let mut case = Case {
                resource,
                action,
                bearer,
                who: who.clone(),
                rows,
                filled: filled.clone(),
                calls: String::new(),
            };
            let gateway = case.gateway();
            let Ok(review) = case.prepare(&gateway).await else {
                continue;
            };
            case.calls = calls(review.plan());
            forget(&gateway).await;
            let performed = send(review, &gateway).await;
            let applied = |outcome: &Outcome| {
                matches!(
                    outcome,
                    Outcome::Applied {
                        reported_success: true,
                        ..
                    }
                )
            };
            let count = performed.outcomes.len();
            if performed.outcomes.iter().all(applied)
                && counted(&gateway).await == (count, count as u64)
            {
                return Some(case);
            }
        }
    }
    None
}

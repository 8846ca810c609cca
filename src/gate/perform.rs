//! Sending a confirmed plan: each step once, then reading it back. This is the only caller of
//! [`Transport::write`], and no loop here can reach it twice for one step.

use super::asking::{Asking, Confirmed};
use super::check::Check;
use super::confirmation::Known;
use super::judge::{Doubt, Landed};
use super::outcome::Outcome;
use super::plan::{Plan, Step};
use crate::api::call::{Lost, Reply, Request};
use crate::api::error::{ApiError, Unreachable};
use crate::api::gateway::{Answer, Dialect};
use crate::api::secret::Secret;

/// What carries requests: a browser, or a script in a test.
pub trait Transport {
    /// Carries a read; it may be repeated underneath when it fails.
    fn read(&self, request: &Request) -> impl Future<Output = Result<Reply, Lost>>;
    /// Carries a write, once.
    fn write(&self, request: &Request) -> impl Future<Output = Result<Reply, Lost>>;
    /// Lets time pass.
    fn pause(&self, millis: u32) -> impl Future<Output = ()>;
}

/// Pauses before looking again when a change is not visible, in milliseconds: a gateway that
/// batches its writes shows them after up to five seconds.
pub const LOOK_AGAIN_MILLIS: [u32; 2] = [1_000, 4_000];

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The request is on its way.
    Sending,
    /// It was answered, or the answer was lost; what the gateway holds is being read.
    ReadingBack,
    /// What was read does not show the change; it is looked for again.
    NotVisibleYet,
}

/// How a plan ended.
pub struct Settled {
    plan: Plan,
    known: Known,
    /// How each step ended, in the plan's order.
    pub outcomes: Vec<Outcome>,
    /// The value that a step made; it exists nowhere else.
    pub secret: Option<Secret>,
    /// The gateway recognised the idempotency key of an earlier attempt and repeated its answer.
    pub replayed: bool,
}

/// Sends a plan's steps in order. A step that the gateway refuses for itself leaves the others
/// open; any other bad end stops the plan. `watch` hears the step's number, from 0, and how far it
/// has come.
pub async fn perform(
    confirmed: Confirmed,
    transport: &impl Transport,
    watch: &dyn Fn(usize, Progress),
) -> Settled {
    let Confirmed { plan, known, .. } = confirmed;
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(plan.steps.len());
    let mut gained = Gained::default();
    for (number, step) in plan.steps.iter().enumerate() {
        outcomes.push(if let Some(ended) = &step.ended {
            ended.clone()
        } else if outcomes.iter().any(Outcome::stops_the_rest) {
            Outcome::NotSent
        } else {
            let watch = |progress| watch(number, progress);
            take_step(step, &plan, &known, transport, &watch, &mut gained).await
        });
    }
    Settled {
        plan,
        known,
        outcomes,
        secret: gained.secret,
        replayed: gained.replayed,
    }
}

/// What the answers brought beside the outcomes.
#[derive(Default)]
struct Gained {
    secret: Option<Secret>,
    replayed: bool,
}

/// Sends one step and reads back what came of it.
async fn take_step(
    step: &Step,
    plan: &Plan,
    known: &Known,
    transport: &impl Transport,
    watch: &dyn Fn(Progress),
    gained: &mut Gained,
) -> Outcome {
    watch(Progress::Sending);
    let attempt = transport.write(step.write.request()).await;
    let (sent, answer) = match step.write.conclude(attempt) {
        Ok(mut answer) => {
            gained.secret = answer.secret.take().or_else(|| gained.secret.take());
            gained.replayed |= answer.replayed;
            // If the first attempt made a value too, then that one ends at this moment, and the
            // value that clients have may be dead already.
            if known.may_have_landed && !answer.replayed {
                answer.old_value_ends = None;
            }
            (Sent::Answered, Some(answer))
        }
        // It said yes in words that make no sense: what it holds tells more.
        Err(ApiError::Unreadable { .. }) => (Sent::Answered, None),
        Err(ApiError::OutcomeUnknown(why)) => (Sent::of_loss(why), None),
        Err(error) => return refused(error, step, plan, known, transport, watch).await,
    };
    let landed = look(&step.check, plan.dialect, answer.as_ref(), transport, watch).await;
    match Outcome::of(landed, sent == Sent::Answered) {
        Outcome::NotLanded if sent == Sent::MayStillBeTravelling => Outcome::CannotTell {
            doubt: Doubt::TooEarly,
            answered: false,
        },
        outcome => outcome,
    }
}

/// What a refusal comes to. It stands, unless the same was sent before and may have landed: by
/// hand, or by a browser, which repeats a request by itself when a kept connection dies, so that
/// the answer to the second one is the only one to arrive. Then what the gateway holds tells.
async fn refused(
    error: ApiError,
    step: &Step,
    plan: &Plan,
    known: &Known,
    transport: &impl Transport,
    watch: &dyn Fn(Progress),
) -> Outcome {
    let landed = if known.may_have_landed {
        look(&step.check, plan.dialect, None, transport, watch).await
    } else if step.check.is_refused_once_done(&error) {
        watch(Progress::ReadingBack);
        match step.check.read_back(plan.dialect, None, transport).await {
            // Someone else put it elsewhere before: that is why it was refused.
            Landed::CannotTell(Doubt::PoolMoved(_)) => Landed::Never,
            landed => landed,
        }
    } else {
        Landed::Never
    };
    match landed {
        Landed::Never => Outcome::Refused { error },
        landed => Outcome::of(landed, false),
    }
}

/// What became of a request on the way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    /// A yes came back.
    Answered,
    /// The connection ended: whatever was to happen has happened.
    Lost,
    /// We, or a proxy, stopped waiting: the gateway may do it later.
    MayStillBeTravelling,
}

impl Sent {
    const fn of_loss(why: Unreachable) -> Self {
        match why {
            Unreachable::TimedOut | Unreachable::Stopped | Unreachable::ServerError(504) => {
                Self::MayStillBeTravelling
            }
            Unreachable::Network
            | Unreachable::BlockedByPolicy
            | Unreachable::NotSent
            | Unreachable::ServerError(_) => Self::Lost,
        }
    }
}

/// Reads back, and again after a pause while the change is not visible.
async fn look(
    check: &Check,
    dialect: Dialect,
    answer: Option<&Answer>,
    transport: &impl Transport,
    watch: &dyn Fn(Progress),
) -> Landed {
    watch(Progress::ReadingBack);
    let mut landed = check.read_back(dialect, answer, transport).await;
    for pause in LOOK_AGAIN_MILLIS {
        if !may_change(&landed) {
            break;
        }
        watch(Progress::NotVisibleYet);
        transport.pause(pause).await;
        landed = check.read_back(dialect, answer, transport).await;
    }
    landed
}

/// Whether another look may show something else. Not when the operator ended the looking.
const fn may_change(landed: &Landed) -> bool {
    use Unreachable::{NotSent, Stopped};
    match landed {
        Landed::CannotTell(Doubt::ReadFailed(ApiError::Unreachable(Stopped | NotSent))) => false,
        Landed::Never | Landed::CannotTell(Doubt::NotFound | Doubt::ReadFailed(_)) => true,
        Landed::Once(_) | Landed::Twice(_) | Landed::CannotTell(_) => false,
    }
}

/// Milliseconds after which a lost write cannot be on its way any more: the longest patience of a
/// request and a margin.
const SURELY_OVER_MILLIS: i64 = 35_000;

/// Looks once more at what an earlier write left in doubt: after a reload, or by the operator's
/// hand. `age_millis` is how long ago it was confirmed.
pub async fn reconcile(
    check: &Check,
    dialect: Dialect,
    answered: bool,
    age_millis: i64,
    transport: &impl Transport,
) -> Outcome {
    match Outcome::of(check.read_back(dialect, None, transport).await, answered) {
        Outcome::NotLanded if age_millis < SURELY_OVER_MILLIS => Outcome::CannotTell {
            doubt: Doubt::TooEarly,
            answered,
        },
        outcome => outcome,
    }
}

impl Settled {
    /// What was sent.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Whether a value was made that never arrived.
    #[must_use]
    pub fn lost_its_secret(&self) -> bool {
        let made = self.outcomes.iter().any(Outcome::has_happened);
        made && self.secret.is_none() && self.plan.intent.makes_a_secret()
    }

    /// Whether meaning the same once more must be a repeat of this plan: it may have happened, or
    /// its key still stands for it at the gateway.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        let unsure = |outcome: &Outcome| outcome.may_show_late() || *outcome == Outcome::NotLanded;
        self.known.may_have_landed && !self.outcomes.iter().any(Outcome::has_happened)
            || self.outcomes.iter().any(unsure)
    }

    /// The same plan as a new question, for the operator's hand only: the same bytes, the same
    /// idempotency key. `None` where sending it again makes no sense.
    #[must_use]
    pub fn again(self) -> Option<Asking> {
        let may_have_landed = self.known.may_have_landed
            || self.lost_its_secret()
            || self.outcomes.iter().any(Outcome::may_show_late);
        let allowed = self.lost_its_secret() || self.outcomes.iter().any(Outcome::may_repeat);
        let known = Known {
            may_have_landed,
            ..self.known
        };
        let lost_its_secret = self.lost_its_secret();
        let mut plan = self.plan;
        for (step, outcome) in plan.steps.iter_mut().zip(self.outcomes) {
            // A value can be had again only by asking for it again.
            step.ended = Some(outcome).filter(|end| end.has_happened() && !lost_its_secret);
        }
        allowed.then(|| Asking::repeat(plan, known))
    }
}

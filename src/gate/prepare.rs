//! From what a form was told to a review: reads what the rules look at, asks the rules, and joins the
//! plans of several rows. The only maker of a plan. Never writes.

use std::sync::Arc;

use super::confirm::{Confirmation, required};
use super::gather::gather;
use super::plan::{Plan, PlannedStep};
use super::{Review, Subject, Transport};
use crate::call::ApiError;
use crate::domain::time::UnixSeconds;
use crate::records::Row;
use crate::schema::{
    Action, Context, Dialect, Finding, Locator, Prior, Record, Resource, SecretShape, Step, Str,
    Target, Value, WhyNot,
};
use crate::text;

/// What an operator wants done.
pub struct Wish<'a> {
    /// The dialect of the gateway.
    pub dialect: &'static Dialect,
    /// The resource.
    pub resource: &'static Resource,
    /// The action.
    pub action: &'static Action,
    /// Who is signed in.
    pub who: &'a Record,
    /// For each row: where it is, the row as the operator saw it, and what the form was told. For
    /// something new: its future name with an empty id, and an empty row.
    pub subjects: Vec<(Locator, Record, Record)>,
    /// The shapes of secret inputs.
    pub secrets: Vec<(Str, SecretShape)>,
    /// What the journal knows of the action on a row, by what the form was told.
    pub prior: &'a dyn Fn(&Locator, &Record) -> Prior,
    /// The time now.
    pub now: UnixSeconds,
    /// A random word, made once. Among several rows each row's rules see it with a number of its own.
    pub fresh: String,
}

/// A review, and the rows that are not in it.
pub struct Prepared {
    /// The review.
    pub review: Review,
    /// Rows with which it cannot be done now, and why.
    pub left_out: Vec<(Locator, WhyNot)>,
}

/// What keeps a form from the review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// What the review would show could not be read.
    Failed(ApiError),
    /// The row is gone.
    Gone(Locator),
    /// The row is not where it was, and may be elsewhere.
    NotSeen(Locator),
    /// It cannot be done as things are now.
    Refused(WhyNot),
    /// It can be done with none of the rows.
    LeftOut(Vec<(Locator, WhyNot)>),
}

impl WhyNot {
    /// A row among several is no longer listed.
    pub const GONE: Self = Self {
        words: text!("It is no longer listed." / "已不在列表中。"),
        source: "",
    };

    /// A row among several was not found.
    pub const NOT_SEEN: Self = Self {
        words: text!("It was not on the pages that were read." / "在已读取的页中未找到。"),
        source: "",
    };
}

/// The plan of one row.
struct OneRow {
    subject: Subject,
    row: Record,
    steps: Vec<Step>,
    findings: Vec<Finding>,
    confirmation: Confirmation,
}

/// Reads what the review shows, and makes it.
///
/// # Errors
/// What keeps it from being made.
pub async fn prepare(wish: &Wish<'_>, transport: &impl Transport) -> Result<Prepared, Stop> {
    prepare_noting(wish, transport, &|_, _| ()).await
}

/// Hears of each row that is read, with the place where it is found again.
pub type OnRow<'a> = &'a dyn Fn(&Locator, &Arc<Row>);

/// Does the same, and tells `on_row` each row as it is now, whether or not a review comes of it.
///
/// # Errors
/// As [`prepare`].
pub async fn prepare_noting(
    wish: &Wish<'_>,
    transport: &impl Transport,
    on_row: OnRow<'_>,
) -> Result<Prepared, Stop> {
    let most = match wish.action.on {
        Target::Row | Target::New => 1,
        Target::Rows { most } => most,
    };
    if wish.subjects.is_empty() || wish.subjects.len() > most {
        return Err(Stop::Refused(WhyNot::BUG));
    }
    let several = wish.subjects.len() > 1;
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    for (number, subject) in wish.subjects.iter().enumerate() {
        // An idempotency key names one write.
        let fresh = match several {
            true => format!("{}-{}", wish.fresh, number + 1),
            false => wish.fresh.clone(),
        };
        let at = &subject.0;
        match one_row(wish, subject, &fresh, transport, on_row).await {
            Ok(row) => rows.push(row),
            Err(stop) if !several => return Err(stop),
            Err(Stop::Refused(why)) => left_out.push((at.clone(), why)),
            Err(Stop::Gone(at)) => left_out.push((at, WhyNot::GONE)),
            Err(Stop::NotSeen(at)) => left_out.push((at, WhyNot::NOT_SEEN)),
            Err(stop) => return Err(stop),
        }
    }
    if rows.is_empty() {
        return Err(Stop::LeftOut(left_out));
    }
    Ok(Prepared {
        review: Review::new(join(wish, rows)),
        left_out,
    })
}

/// Joins the plans of several rows: their steps follow each other, a finding stands once, and the
/// first name or amount that must be typed is typed.
fn join(wish: &Wish<'_>, rows: Vec<OneRow>) -> Plan {
    let mut plan = Plan {
        dialect: wish.dialect,
        resource: wish.resource,
        action: wish.action,
        subjects: Vec::new(),
        rows: Vec::new(),
        steps: Vec::new(),
        findings: Vec::new(),
        confirmation: Confirmation::Review,
    };
    for (number, row) in rows.into_iter().enumerate() {
        let steps = row.steps.into_iter();
        plan.steps
            .extend(steps.map(|step| PlannedStep::new(step, number)));
        plan.subjects.push(row.subject);
        plan.rows.push(row.row);
        for finding in row.findings {
            if !plan.findings.contains(&finding) {
                plan.findings.push(finding);
            }
        }
        if plan.confirmation == Confirmation::Review {
            plan.confirmation = row.confirmation;
        }
    }
    plan
}

/// Reads what the rules look at for one row, and asks them.
async fn one_row(
    wish: &Wish<'_>,
    (shown_at, shown, input): &(Locator, Record, Record),
    fresh: &str,
    transport: &impl Transport,
    on_row: OnRow<'_>,
) -> Result<OneRow, Stop> {
    let mut gathered = gather(wish, shown_at, transport).await?;
    let nothing = Record::default();
    let row = match &gathered.row {
        Some(row) => {
            on_row(&gathered.at, row);
            &row.record
        }
        None => {
            // What is new is called as the form says.
            if let Value::Text(name) = input.value(wish.resource.name) {
                gathered.at.name = Some(name.clone());
            }
            &nothing
        }
    };
    let context = Context {
        at: &gathered.at,
        who: wish.who,
        row,
        shown,
        input,
        secrets: &wish.secrets,
        now: wish.now,
        seen: &gathered.seen,
        baseline: &gathered.baseline,
        prior: &(wish.prior)(&gathered.at, input),
        fresh,
    };
    decide(wish, &context).map_err(Stop::Refused)
}

/// Asks the rules of the action.
fn decide(wish: &Wish<'_>, context: &Context) -> Result<OneRow, WhyNot> {
    if let Some(why) = wish.action.refuses(context) {
        return Err(why);
    }
    let steps = (wish.action.plan)(context)?;
    if steps.is_empty() {
        return Err(WhyNot::ALREADY_SO);
    }
    for step in &steps {
        let compensation = step.compensation.as_ref();
        let writes = [
            Some(&step.write),
            compensation.map(|compensation| &compensation.write),
        ];
        for write in writes.into_iter().flatten() {
            let drawn = write.drawn(wish.dialect.credential, step.patience_seconds);
            drawn.map_err(|_| WhyNot::NOT_ADDRESSABLE)?;
        }
    }
    Ok(OneRow {
        subject: Subject {
            at: context.at.clone(),
            input: context.input.clone(),
        },
        row: context.row.clone(),
        steps,
        findings: (wish.action.notes)(context),
        confirmation: required(wish.resource, wish.action, context),
    })
}

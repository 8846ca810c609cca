//! Turns form values into a review: reads what the rules need, evaluates the rules, and joins the
//! plans of several rows. The only place where a plan is made. Never writes.

use std::sync::Arc;

use super::confirm::{Confirmation, required};
use super::gather::{Gathered, gather};
use super::plan::{Plan, PlannedStep};
use super::{Review, Subject, Transport};
use crate::call::ApiError;
use crate::domain::time::UnixSeconds;
use crate::records::Row;
use crate::schema::{
    Action, Check, Context, Control, Dialect, Finding, Level, Locator, Prior, Record, Requires,
    Resource, SecretShape, Step, Str, Target, Value, WhyNot,
};
use crate::text;
use crate::words::shortened;

/// The change that an operator wants to make.
pub struct Intent<'a> {
    /// The dialect of the gateway.
    pub dialect: &'static Dialect,
    /// The resource.
    pub resource: &'static Resource,
    /// The action.
    pub action: &'static Action,
    /// The signed-in account.
    pub who: &'a Record,
    /// For each row: where it is, the row as the screen showed it, and the form values. For a row
    /// to be created: its future name with an empty id, and an empty record. For a whole list: an
    /// empty id and an empty record.
    pub subjects: Vec<(Locator, Record, Record)>,
    /// The shapes of secret inputs.
    pub secrets: Vec<(Str, SecretShape)>,
    /// Returns the journal's record of the action on a row, given the form values.
    pub prior: &'a dyn Fn(&Locator, &Record) -> Prior,
    /// The time now.
    pub now: UnixSeconds,
    /// A random word, generated once. If there are several rows, each row's rules get it with a
    /// number.
    pub fresh: String,
}

/// A review, and the rows that it leaves out.
pub struct Prepared {
    /// The review.
    pub review: Review,
    /// The rows for which the action is not available, and why.
    pub left_out: Vec<(Locator, WhyNot)>,
}

/// Why a form cannot be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Reading failed.
    Failed(ApiError),
    /// The row is gone.
    Gone(Locator),
    /// The row was not found, but may still exist.
    NotSeen(Locator),
    /// The action is not available now.
    Refused(WhyNot),
    /// The action is available for none of the rows.
    LeftOut(Vec<(Locator, WhyNot)>),
}

impl WhyNot {
    /// One of several rows is no longer listed.
    pub const GONE: Self = Self {
        words: text!("It is no longer listed." / "已不在列表中。"),
        source: "",
    };

    /// One of several rows was not found.
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

/// Reads what the review shows, and makes the review.
///
/// # Errors
/// Why it cannot be made.
pub async fn prepare(intent: &Intent<'_>, transport: &impl Transport) -> Result<Prepared, Stop> {
    prepare_noting(intent, transport, &|_, _| ()).await
}

/// Called with each row that was read, and where the row is.
pub type OnRow<'a> = &'a dyn Fn(&Locator, &Arc<Row>);

/// Prepares a review and calls `on_row` with each current row, whether or not the review can be
/// made.
///
/// # Errors
/// As [`prepare`].
pub async fn prepare_noting(
    intent: &Intent<'_>,
    transport: &impl Transport,
    on_row: OnRow<'_>,
) -> Result<Prepared, Stop> {
    let most = match intent.action.on {
        Target::Row | Target::New | Target::List => 1,
        Target::Rows { most } => most,
    };
    if intent.subjects.len() > most {
        return Err(Stop::Refused(WhyNot::BUG));
    }
    prepare_rows(intent, transport, on_row, Requires::Nothing).await
}

/// Prepares a review of rows that each have form values of their own, also where the action's form is
/// for one row. They belong together: after a step that was not applied, no other row's is sent.
///
/// # Errors
/// As [`prepare`].
pub async fn prepare_each(
    intent: &Intent<'_>,
    transport: &impl Transport,
) -> Result<Prepared, Stop> {
    prepare_rows(intent, transport, &|_, _| (), Requires::WholePlanSoFar).await
}

async fn prepare_rows(
    intent: &Intent<'_>,
    transport: &impl Transport,
    on_row: OnRow<'_>,
    first_step: Requires,
) -> Result<Prepared, Stop> {
    if intent.subjects.is_empty() {
        return Err(Stop::Refused(WhyNot::BUG));
    }
    let several = intent.subjects.len() > 1;
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    for (number, subject) in intent.subjects.iter().enumerate() {
        // An idempotency key identifies one write.
        let fresh = match several {
            true => format!("{}-{}", intent.fresh, number + 1),
            false => intent.fresh.clone(),
        };
        let at = &subject.0;
        match one_row(intent, subject, &fresh, transport, on_row).await {
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
        review: Review::new(join(intent, rows, first_step)),
        left_out,
    })
}

/// Joins the plans of several rows: the steps in sequence, each warning once, the notes that all rows
/// share, and the first confirmation that requires typing. What is said of a document names it, since no
/// table shows its values. A step that requires nothing gets `requires`.
fn join(intent: &Intent<'_>, rows: Vec<OneRow>, requires: Requires) -> Plan {
    let mut plan = Plan {
        dialect: intent.dialect,
        resource: intent.resource,
        action: intent.action,
        subjects: Vec::new(),
        rows: Vec::new(),
        steps: Vec::new(),
        findings: Vec::new(),
        confirmation: Confirmation::Review,
    };
    let (all, shared) = (rows.len(), shared_notes(&rows));
    let mut inputs = intent.action.inputs.iter();
    let of_documents = all > 1 && inputs.any(|input| matches!(input.control, Control::Document(_)));
    let mut said_of: Vec<Vec<String>> = Vec::new();
    for (number, row) in rows.into_iter().enumerate() {
        let steps = row.steps.into_iter().map(|step| match step.requires {
            Requires::Nothing => step.requires(requires),
            _ => step,
        });
        plan.steps
            .extend(steps.map(|step| PlannedStep::new(step, number)));
        let label = row.subject.at.label().to_owned();
        plan.subjects.push(row.subject);
        plan.rows.push(row.row);
        for mut finding in row.findings {
            let of_its_own = of_documents && !finding.slots.is_empty();
            if of_its_own {
                finding.of = Some(label.clone());
            }
            let is_said = finding.level != Level::Note || of_its_own || shared.contains(&finding);
            if !is_said {
                continue;
            }
            match plan.findings.iter().position(|known| *known == finding) {
                Some(known) => said_of[known].push(label.clone()),
                None => {
                    plan.findings.push(finding);
                    said_of.push(vec![label.clone()]);
                }
            }
        }
        if plan.confirmation == Confirmation::Review {
            plan.confirmation = row.confirmation.of_rows(all);
        }
    }
    // What holds of some rows only says of which.
    for (finding, rows) in plan.findings.iter_mut().zip(said_of) {
        if rows.len() < all && finding.of.is_none() {
            finding.of = Some(named(&rows));
        }
    }
    plan
}

/// Names the first of some rows, and counts the others.
fn named(rows: &[String]) -> String {
    const NAMED: usize = 3;
    let names: Vec<_> = rows
        .iter()
        .take(NAMED)
        .map(|name| shortened(name))
        .collect();
    match rows.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        more => format!("{} +{more}", names.join(", ")),
    }
}

/// Returns the notes that every row has. A note that tells the values of one row would not say of
/// which; the review's table shows them row by row.
fn shared_notes(rows: &[OneRow]) -> Vec<Finding> {
    let first = rows.first().map_or(&[][..], |row| &row.findings);
    let is_shared = |finding: &&Finding| rows.iter().all(|row| row.findings.contains(finding));
    let notes = first.iter().filter(is_shared);
    notes
        .filter(|finding| finding.level == Level::Note)
        .cloned()
        .collect()
}

/// Reads what the rules need for one row, and evaluates them.
async fn one_row(
    intent: &Intent<'_>,
    (shown_at, shown, input): &(Locator, Record, Record),
    fresh: &str,
    transport: &impl Transport,
    on_row: OnRow<'_>,
) -> Result<OneRow, Stop> {
    let mut gathered = gather(intent, shown_at, transport).await?;
    let nothing = Record::default();
    let row = match &gathered.row {
        Some(row) => {
            on_row(&gathered.at, row);
            &row.record
        }
        None => {
            // A whole list has no name; that of a row to be created comes from the form.
            if let Value::Text(name) = input.value(intent.resource.name) {
                gathered.at.name = Some(name.clone());
            }
            &nothing
        }
    };
    let context = Context {
        at: &gathered.at,
        who: intent.who,
        row,
        shown,
        input,
        secrets: &intent.secrets,
        now: intent.now,
        seen: &gathered.seen,
        baseline: &gathered.baseline,
        prior: &(intent.prior)(&gathered.at, input),
        fresh,
    };
    let mut decided = decide(intent, &context).map_err(Stop::Refused)?;
    if intent.action.destroys {
        decided.subject.kept = kept(&gathered, &decided.steps);
    }
    Ok(decided)
}

/// Returns the rows that a plan destroys as the gateway sent them, each on a line.
fn kept(gathered: &Gathered, steps: &[Step]) -> Option<String> {
    let goes = |row: &&Arc<Row>| {
        let mut checks = steps.iter().flat_map(|step| &step.checks);
        checks.any(|check| matches!(check, Check::Goes { at } if at.id.as_str() == row.id.as_str()))
    };
    let listed = gathered.listed.iter().filter(goes);
    let rows: Vec<&str> = gathered
        .row
        .iter()
        .chain(listed)
        .map(|row| &*row.raw)
        .collect();
    (!rows.is_empty()).then(|| rows.join("\n"))
}

/// Evaluates the rules of the action.
fn decide(intent: &Intent<'_>, context: &Context) -> Result<OneRow, WhyNot> {
    let steps = intent.action.steps(context)?;
    for step in &steps {
        let compensation = step.compensation.as_ref();
        let writes = [
            Some(&step.write),
            compensation.map(|compensation| &compensation.write),
        ];
        for write in writes.into_iter().flatten() {
            let drawn = write.drawn(intent.dialect.credential, step.patience_seconds);
            drawn.map_err(|_| WhyNot::NOT_ADDRESSABLE)?;
        }
    }
    Ok(OneRow {
        subject: Subject {
            at: context.at.clone(),
            input: context.input.clone(),
            kept: None,
        },
        row: context.row.clone(),
        steps,
        findings: (intent.action.notes)(context),
        confirmation: required(intent.resource, intent.action, context),
    })
}

//! Finds what an action sends and checks, by planning it on every sample that its rules accept.

use std::collections::BTreeSet;

use headgate::call::{Body, Request};
use headgate::domain::ids::{Id, id};
use headgate::domain::time::UnixSeconds;
use headgate::schema::{
    Action, Baseline, Check, Confirm, Context, Dialect, EXPORTED, FieldValue, Listed, Locator,
    Lookup, Prior, Record, Resource, Seen as Rows, Step, Str, Target, WhyNot,
};
use headgate::words::{Language, Say};

use super::leaf::{ROW_ID, of_body, of_path, of_value};
use super::sample::{Form, NOW, forms, rows};

/// The plans of an action.
#[derive(Default)]
pub struct Findings {
    /// The different ways in which it can be sent.
    pub ways: Vec<Way>,
    /// Why its name must be typed, where it must.
    pub reasons: BTreeSet<&'static str>,
    /// Why it is not offered or rejected, where it is.
    pub refusals: BTreeSet<&'static str>,
}

/// The plans that send the same methods and paths.
pub struct Way {
    pub steps: Vec<Sent>,
    plans: usize,
}

/// A step, merged from all plans of its way.
pub struct Sent {
    /// The method and the path.
    pub line: String,
    pub is_keyed: bool,
    /// The fields of its body.
    pub fields: Vec<FieldSent>,
    /// What is checked afterwards.
    pub checks: BTreeSet<String>,
}

/// A field of a body.
pub struct FieldSent {
    pub name: Id,
    /// The sources of its value.
    pub from: BTreeSet<String>,
    /// Whether some plans leave it out.
    pub is_optional: bool,
    plans: usize,
}

/// Plans the action on all samples.
pub fn findings(dialect: &Dialect, resource: &Resource, action: &Action) -> Findings {
    let who = account(dialect);
    let rows = match action.on {
        Target::Row | Target::Rows { .. } => rows(resource.fields),
        Target::New | Target::List => vec![Record::default()],
    };
    let forms = forms(action);
    let mut findings = Findings::default();
    let at = Locator::of_id(id(resource.id), ROW_ID);
    // A list of which everything that the samples ask for was exported.
    let exported = Record::default().with(&EXPORTED, UnixSeconds(i64::MAX));
    for row in &rows {
        for form in &forms {
            for read in [Vec::new(), found(resource, action, &at, form)] {
                let context = Context {
                    at: &at,
                    who: &who,
                    row,
                    shown: if action.on == Target::List {
                        &exported
                    } else {
                        row
                    },
                    input: &form.inputs,
                    secrets: &form.secrets,
                    now: NOW,
                    seen: &read,
                    baseline: &Baseline::default(),
                    prior: &Prior::default(),
                    fresh: "fresh",
                };
                findings.add_plan(dialect, action, &context, form);
            }
        }
    }
    findings.finish();
    findings
}

/// The account of the samples: the one that a gateway without rows shows, or else the one of its first
/// sample rows.
fn account(dialect: &Dialect) -> Record {
    let nothing = Ok(Listed::default());
    (dialect.who.record)(&|_| Some(&nothing)).unwrap_or_else(|_| {
        let listed = |of: &&Str| {
            let rows = rows(dialect.resource(of)?.fields);
            let rows = rows.into_iter().take(1).collect();
            let listed = Listed {
                rows,
                ..Listed::default()
            };
            Some((**of, Ok(listed)))
        };
        let lists: Vec<_> = dialect
            .who
            .lists
            .iter()
            .filter_map(|of| listed(&of))
            .collect();
        let found = |of: &str| lists.iter().find(|(known, _)| *known == of);
        (dialect.who.record)(&|of| found(of).map(|(_, listed)| listed)).unwrap_or_default()
    })
}

/// The results of the lookups where each finds a row that names this one, or the new one; of a whole
/// list, its rows.
fn found(resource: &Resource, action: &Action, at: &Locator, form: &Form) -> Vec<Rows> {
    let found = |lookup: &Lookup| {
        let value = match action.on {
            Target::New => form.inputs.value(lookup.by).clone(),
            Target::Row | Target::Rows { .. } | Target::List => at.reference().value(),
        };
        let row = Record::default().with_value(id(lookup.by), value);
        Rows {
            of: lookup.of,
            rows: vec![row],
            whole: true,
        }
    };
    let listed = (action.on == Target::List).then(|| Rows {
        of: resource.id,
        rows: rows(resource.fields),
        whole: true,
    });
    listed
        .into_iter()
        .chain(action.lookups.iter().map(found))
        .collect()
}

impl Findings {
    fn add_plan(&mut self, dialect: &Dialect, action: &Action, context: &Context, form: &Form) {
        let steps = match (action.why_not)(context) {
            Some(why) => Err(why),
            None => (action.plan)(context),
        };
        let steps = match steps {
            Ok(steps) => steps,
            Err(why) => {
                // A sample that is rejected with every form tells nothing about the action.
                if why != WhyNot::BUG {
                    self.refusals.insert(why.words.say(Language::English));
                }
                return;
            }
        };
        if let Confirm::TypeNameIf(rule) = action.confirm
            && let Some(reason) = rule(context)
        {
            self.reasons.insert(reason.say(Language::English));
        }
        let drawn = |step: &Step| {
            step.write
                .drawn(dialect.credential, step.patience_seconds)
                .ok()
        };
        let Some(requests) = steps.iter().map(drawn).collect::<Option<Vec<Request>>>() else {
            return;
        };
        let lines: Vec<String> = requests.iter().map(line).collect();
        let known = self.ways.iter().position(|way| way.lines().eq(&lines));
        let at = known.unwrap_or_else(|| {
            self.ways.push(Way::new(lines));
            self.ways.len() - 1
        });
        let way = &mut self.ways[at];
        way.plans += 1;
        for ((sent, step), request) in way.steps.iter_mut().zip(&steps).zip(requests) {
            sent.add(step, request, &form.inputs);
        }
    }

    /// Marks the optional fields, which are known only after all plans.
    fn finish(&mut self) {
        for way in &mut self.ways {
            for field in way.steps.iter_mut().flat_map(|sent| &mut sent.fields) {
                field.is_optional = field.plans < way.plans;
            }
        }
    }
}

impl Way {
    fn new(lines: Vec<String>) -> Self {
        let sent = |line| Sent {
            line,
            is_keyed: false,
            fields: Vec::new(),
            checks: BTreeSet::new(),
        };
        Self {
            steps: lines.into_iter().map(sent).collect(),
            plans: 0,
        }
    }

    fn lines(&self) -> impl Iterator<Item = &String> {
        self.steps.iter().map(|sent| &sent.line)
    }
}

impl Sent {
    fn add(&mut self, step: &Step, request: Request, inputs: &Record) {
        self.is_keyed |= request.idempotency_key.is_some();
        self.checks
            .extend(step.checks.iter().map(|check| checked(check, inputs)));
        let fields = match request.body {
            Some(Body::Object(fields)) => fields,
            Some(body) => vec![(id("(body)"), body)],
            None => Vec::new(),
        };
        // A new field is inserted after the one before it in this body.
        let mut next = 0;
        for (name, value) in fields {
            let at = self.fields.iter().position(|field| field.name == name);
            let at = at.unwrap_or_else(|| {
                self.fields.insert(next, FieldSent::new(name));
                next
            });
            next = at + 1;
            let field = &mut self.fields[at];
            field.plans += 1;
            field.from.insert(of_body(&value, inputs));
        }
    }
}

impl FieldSent {
    const fn new(name: Id) -> Self {
        Self {
            name,
            from: BTreeSet::new(),
            is_optional: false,
            plans: 0,
        }
    }
}

fn line(request: &Request) -> String {
    format!("{} {}", request.method.word(), of_path(&request.target))
}

fn checked(check: &Check, inputs: &Record) -> String {
    match check {
        Check::Becomes { field, to, .. } => format!("`{field}` becomes {}", of_value(to, inputs)),
        Check::Rises { field, by, .. } => format!("`{field}` rises by {}", of_value(by, inputs)),
        Check::Differs { field, .. } => format!("`{field}` changes"),
        Check::Goes { at } => format!("the row is no longer listed in `{}`", at.of),
        Check::Appears { of, count, .. } => {
            format!("{count} of this name is listed in `{of}` that was not")
        }
        Check::Lists { of, .. } => format!("`{of}` lists exactly the ids that were sent"),
        Check::Named { of, by_step } => {
            format!(
                "the id in the response to step {} is listed in `{of}`",
                by_step + 1
            )
        }
        Check::Made { by_step, field, .. } => {
            format!("`{field}` of what step {} made is as sent", by_step + 1)
        }
        Check::Removed { of, by_step } => {
            format!(
                "what step {} made is no longer listed in `{of}`",
                by_step + 1
            )
        }
        Check::ResponseOnly => "none: only the response tells".to_owned(),
    }
}

#[cfg(test)]
mod tests;

//! Checks an action with a table of cases, one per line: the given data, and the results of its
//! rules. For tests only.

mod draw;

use serde_json::{Map, Value as Json};

use super::ALL;
use crate::domain::ids::{SpelledId, id};
use crate::domain::money::Amount;
use crate::domain::quota::QuotaUnits;
use crate::domain::time::UnixSeconds;
use crate::gate::{Subject, Wording, say_finding};
use crate::records::{View, read_fields, read_input};
use crate::schema::{
    Action, Asked, Baseline, Check, Confirm, Context, Control, Dialect, Document, EXPORTED,
    FieldValue, Input, Locator, Prior, Record, Ref, Resource, SecretShape, Seen, Step, Str, Target,
    Value, WhyNot,
};
use crate::words::{Language, Say, Text};
use draw::draw;

/// The time of every case.
const NOW: UnixSeconds = UnixSeconds(1_000_000);

/// How the words of a case are displayed.
pub const VIEW: View<'static> = View {
    quota: None,
    language: Language::English,
    now: NOW,
    stamp: &|at| at.wall_clock(0),
    label: &|_, _| None,
};

/// The data of a case as JSON by name: `row`, `shown` and `who` as records, `at` with another id or
/// name, `form` as typed text, `undo` as texts, units and `{"time":5}` that an undo sets, which no form checks, and lists that were
/// read completely (`seen`) or partly (`part`).
#[derive(Clone, Default)]
struct Facts(Map<String, Json>);

impl Facts {
    /// Adds facts such as `form {"name":"CI"} & seen {"keys":[]}`.
    fn and(&self, line: &str) -> Self {
        let mut all = self.clone();
        for fact in line
            .split(" & ")
            .map(str::trim)
            .filter(|fact| !fact.is_empty())
        {
            let (name, json) = fact.split_once(' ').expect("a name and JSON");
            let json: Map<String, Json> = serde_json::from_str(json).expect(fact);
            let known = all.0.entry(name).or_insert_with(|| Map::new().into());
            known.as_object_mut().expect("an object").extend(json);
        }
        all
    }

    fn of(&self, name: &str) -> Json {
        self.0
            .get(name)
            .cloned()
            .unwrap_or_else(|| Map::new().into())
    }
}

/// An action with what its rules may look at, on the row `row/1` called “Row 1”.
struct Sample {
    dialect: &'static Dialect,
    action: &'static Action,
    resource: &'static Resource,
    at: Locator,
    who: Record,
    row: Record,
    shown: Record,
    input: Record,
    secrets: Vec<(Str, SecretShape)>,
    seen: Vec<Seen>,
    /// What the form says of what was typed.
    stopped: Vec<String>,
}

/// Checks an action with a table of cases. Lines before the first `=>` apply to all cases; each
/// later line adds data and states the results: `row {…} => refuses It has no limit`.
pub fn check_cases(action: &'static Action, cases: &str) {
    let mut base = Facts::default();
    let is_said = |line: &&str| !line.is_empty() && !line.starts_with('#');
    for line in cases.lines().map(str::trim).filter(is_said) {
        let Some((facts, expect)) = line.split_once("=>") else {
            base = base.and(line);
            continue;
        };
        let (facts, also) = match facts.split_once("| also") {
            Some((facts, also)) => (base.and(facts), Some(base.and(also))),
            None => (base.and(facts), None),
        };
        let sample = Sample::new(action, &facts);
        let also = also.map(|also| Sample::new(action, &also));
        let (what, expect) = expect.trim().split_once(' ').unwrap_or((expect.trim(), ""));
        let said = match what {
            "sends" => sample.sent(),
            "refuses" => sample
                .plan()
                .err()
                .map_or_else(String::new, |why| english(why.words)),
            "stops" => sample.stopped.join(" / "),
            "asks" => sample.asked().join(" "),
            "notes" => sample.notes(),
            "types" => sample.typed(),
            "says" => sample.said(also),
            other => panic!("{other} says nothing"),
        };
        // Reasons and notes are compared by how they begin.
        let is_so = match what {
            "sends" | "says" | "asks" => said == expect,
            _ => said.is_empty() == expect.is_empty() && begin_so(&said, expect),
        };
        assert!(is_so, "{}: {line}\n{said}", action.id);
    }
}

fn begin_so(said: &str, expect: &str) -> bool {
    let (said, expect): (Vec<&str>, Vec<&str>) =
        (said.split(" / ").collect(), expect.split(" / ").collect());
    let mut pairs = said.iter().zip(&expect);
    said.len() == expect.len() && pairs.all(|(said, expect)| said.starts_with(expect))
}

fn english(text: Text) -> String {
    text.say(Language::English).to_owned()
}

impl Sample {
    fn new(action: &'static Action, facts: &Facts) -> Self {
        let of = |dialect: &&'static Dialect| Some((*dialect, dialect.action(action.id)?.0));
        let (dialect, resource) = ALL.iter().find_map(of).expect("it is registered");
        let row = facts.of("row");
        let mut shown = row.clone();
        let object = shown.as_object_mut().expect("an object");
        object.extend(facts.of("shown").as_object().cloned().unwrap_or_default());
        let at = facts.of("at");
        let text = |name: &str, usual: &str| at[name].as_str().unwrap_or(usual).to_owned();
        let mut sample = Self {
            dialect,
            action,
            resource,
            at: Locator {
                name: Some(text("name", "Row 1")),
                ..Locator::of_id(
                    resource.id,
                    match &at["id"] {
                        Json::Number(number) => SpelledId::Number(number.to_string()),
                        _ => SpelledId::Text(text("id", "row/1")),
                    },
                )
            },
            who: Record::default(),
            row: read_fields(resource.fields, &row),
            shown: read_fields(resource.fields, &shown),
            input: Record::default(),
            secrets: Vec::new(),
            seen: Vec::new(),
            stopped: Vec::new(),
        };
        // An account that may do everything.
        let usual = match dialect.id {
            "one_api" => &[("role", "root"), ("version", "f2")][..],
            _ => &[("role", "organization")],
        };
        for (name, word) in usual {
            sample.who.set(id(name), Value::Text((*word).to_owned()));
        }
        for (name, json) in facts.of("who").as_object().into_iter().flatten() {
            let value = match json {
                Json::String(text) => Value::Text(text.clone()),
                json => reference("pools", json),
            };
            sample.who.set(name.clone().into(), value);
        }
        if let Some(until) = facts.of("shown")[EXPORTED.id].as_i64() {
            let until = UnixSeconds(until).value();
            sample.shown.set(id(EXPORTED.id), until);
        }
        for input in action.inputs {
            if let Some(typed) = facts.of("form").get(input.id) {
                sample.tell(input, typed);
            }
        }
        for (name, json) in facts.of("undo").as_object().into_iter().flatten() {
            let value = match json {
                Json::String(text) if text.starts_with('{') => Document(text.clone()).value(),
                Json::String(text) => text.clone().value(),
                Json::Object(of) => {
                    let at = of["time"].as_i64().expect("seconds");
                    UnixSeconds(at).value()
                }
                number => QuotaUnits(number.as_i64().expect("a number of units")).value(),
            };
            sample.input.set(name.clone().into(), value);
        }
        if action.on == Target::List {
            sample.at = Locator::of_id(resource.id, "");
        }
        if action.on == Target::New {
            sample.at.name = String::read(sample.input.value("name")).cloned();
        }
        for (list, whole) in [("seen", true), ("part", false)] {
            for (of, rows) in facts.of(list).as_object().into_iter().flatten() {
                let of = dialect.resource(of).expect("a list");
                let rows = rows.as_array().into_iter().flatten();
                let rows = rows.map(|row| read_fields(of.fields, row)).collect();
                sample.seen.push(Seen {
                    of: of.id,
                    rows,
                    whole,
                });
            }
        }
        sample
    }

    /// Tells an input what is typed; nothing of it where that is `false`.
    fn tell(&mut self, input: &Input, json: &Json) {
        let value = match (json, input.control) {
            (Json::Null, Control::Pick { .. }) => Value::Null,
            // What was there was taken out.
            (Json::Null, _) => Value::Null,
            (Json::Bool(_), _) => return,
            (json, Control::Secret | Control::SecretLines) => {
                let typed = json.as_str().expect("it is typed");
                self.secrets.push((input.id, SecretShape::of(typed)));
                return;
            }
            (json, Control::Pick { of, .. }) => reference(of, json),
            (json, _) => {
                let typed = json.as_str().expect("it is typed");
                match read_input(input, typed, NOW, &|_| 0) {
                    Ok(value) => value,
                    Err(words) => return self.stopped.push(english(words)),
                }
            }
        };
        self.input.set(id(input.id), value);
    }

    fn with_context<T>(&self, judge: impl FnOnce(&Context) -> T) -> T {
        judge(&Context {
            at: &self.at,
            who: &self.who,
            row: &self.row,
            shown: &self.shown,
            input: &self.input,
            secrets: &self.secrets,
            now: NOW,
            seen: &self.seen,
            baseline: &Baseline::default(),
            prior: &Prior::default(),
            fresh: "fresh",
        })
    }

    fn plan(&self) -> Result<Vec<Step>, WhyNot> {
        assert!(self.stopped.is_empty(), "{}", self.stopped.join(" / "));
        self.with_context(|context| self.action.steps(context))
    }

    fn steps(&self) -> Vec<Step> {
        let plan = self.plan();
        plan.unwrap_or_else(|why| panic!("{}: {}", self.action.id, english(why.words)))
    }

    /// What is sent and how it is verified: `POST /path {body} keyed; budget rises`.
    fn sent(&self) -> String {
        let steps = self.steps();
        let drawn: Vec<String> = steps.iter().map(|step| draw(self.dialect, step)).collect();
        drawn.join(" / ")
    }

    /// The inputs that the form shows.
    fn asked(&self) -> Vec<Str> {
        let asked = Asked {
            form: &self.input,
            who: &self.who,
            row: &self.row,
        };
        let inputs = self.action.inputs.iter();
        let shown = inputs.filter(|input| (input.shown)(&asked));
        shown.map(|input| input.id).collect()
    }

    fn notes(&self) -> String {
        let findings = self.with_context(self.action.notes);
        let said: Vec<String> = findings
            .iter()
            .map(|finding| say_finding(finding, &VIEW).replace('\u{a0}', " "))
            .collect();
        said.join(" / ")
    }

    /// Why a name is typed; empty where none is.
    fn typed(&self) -> String {
        let why = match self.action.confirm {
            Confirm::Review | Confirm::Begun | Confirm::RuleOfTen { .. } => None,
            Confirm::TypeName(why) => Some(why),
            Confirm::TypeNameIf(rule) => self.with_context(rule),
        };
        why.map_or_else(String::new, english)
    }

    /// The sentence of the review and the words of its button.
    fn said(self, also: Option<Self>) -> String {
        let (resource, action) = (self.resource, self.action);
        let all: Vec<Self> = std::iter::once(self).chain(also).collect();
        let checks: Vec<Check> = all
            .iter()
            .map(|one| one.steps().remove(0).checks.remove(0))
            .collect();
        let subjects: Vec<Subject> = all
            .into_iter()
            .map(|one| Subject {
                at: one.at,
                input: one.input,
                kept: None,
            })
            .collect();
        let wording = Wording::new(resource, action, &subjects, checks.iter().enumerate());
        format!("{} / {}", wording.sentence(&VIEW), wording.verb(&VIEW))
    }
}

/// Makes a reference of an id, or of an id and a name.
fn reference(of: Str, json: &Json) -> Value {
    let text = |json: &Json| json.as_str().map(str::to_owned);
    let (to, name) = match json {
        Json::String(to) => (Some(to.clone()), None),
        json => (text(&json["id"]), text(&json["name"])),
    };
    Value::Ref(Box::new(Ref {
        of: id(of),
        id: to.map(SpelledId::Text),
        name,
    }))
}

/// Makes an amount.
pub fn usd(text: &str) -> Amount {
    Amount::from_text(text).expect("an amount")
}

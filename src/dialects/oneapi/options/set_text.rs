//! Sets an option that is a text (contract 4.3).

use super::{KEY, save};
use crate::schema::{
    Action, Confirm, Context, Finding, Input, Level, SAME_TWICE, Target, TypedInput, Undo, WhyNot,
    Yields,
};
use crate::text;

use super::super::version::Version;
use super::super::who::version;

/// The most characters: pages such as About are written by hand.
const LONGEST: usize = 100_000;

const TO: TypedInput<String> = Input::prose("value", text!("Value" / "值"), LONGEST)
    .initial(|context| context.row.value("value").clone());

/// The action.
pub static SET_TEXT_OPTION: Action = Action {
    id: "set-text-option",
    on: Target::Row,
    button: text!("Set" / "设置"),
    title: text!("Set a text option" / "设置文本选项"),
    lead: None,
    sentence: |summary| match summary.same("value").is_some_and(|to| to.is_present()) {
        true => text!("Set the text of {name}." / "设置 {name} 的文本。"),
        false => text!("Empty the text of {name}." / "清空 {name} 的文本。"),
    },
    verb: |summary| match summary.same("value").is_some_and(|to| to.is_present()) {
        true => text!("Set text" / "设置文本"),
        false => text!("Empty text" / "清空文本"),
    },
    inputs: &[TO.spec],
    check: |_| None,
    facts: &["default"],
    lookups: &[],
    offered: save::is_text,
    why_not: save::why_not,
    notes,
    plan: |context| {
        const THEME: WhyNot = WhyNot {
            words: text!(
                "The gateway knows the themes modern, berry and air (the original: default, berry and air)."
                    / "网关支持的主题为 modern、berry、air（原版为 default、berry、air）。"
            ),
            source: "4.3",
        };
        const PROVIDER: WhyNot = WhyNot {
            words: text!(
                "The gateway knows smtp, resend, or nothing." / "网关支持 smtp、resend 或留空。"
            ),
            source: "4.3",
        };
        let to = context.input.text(&TO);
        let first = match version(context.who) {
            Version::U => "default",
            _ => "modern",
        };
        match context.row.text(&KEY) {
            "Theme" if ![first, "berry", "air"].contains(&to) => Err(THEME),
            "EmailProvider" if !["", "smtp", "resend"].contains(&to) => Err(PROVIDER),
            _ => save::text(context, to),
        }
    },
    confirm: Confirm::Review,
    undo: Undo::Same {
        field: "value",
        input: "value",
        unless: |_, _| None,
    },
    yields: Yields::Nothing,
    destroys: false,
    if_applied_twice: SAME_TWICE,
};

/// Options that the bundled pages show as HTML.
const HTML: &[&str] = &["Footer", "About", "HomePageContent", "Notice"];

fn notes(context: &Context) -> Vec<Finding> {
    let mut notes = save::notes(context);
    let key = context.row.text(&KEY);
    if HTML.contains(&key) && context.input.text(&TO).contains('<') {
        let words = text!(
            "The gateway's own pages show it as HTML to everybody who opens them, scripts included."
                / "网关自带页面会将其作为 HTML（包括脚本）展示给所有访问者。"
        );
        notes.push(Finding::new(Level::Caution, words));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::SET_TEXT_OPTION;
    use crate::dialects::sample::check_cases;

    #[test]
    fn what_comes_of_it() {
        check_cases(
            &SET_TEXT_OPTION,
            r##"
            at {"id":"SystemName","name":"SystemName"} & row {"key":"SystemName","value":"One"} & form {"value":"Two"}
            => sends PUT /api/option/ {"key":"SystemName","value":"Two"}; value becomes Two; value still
            => says Set the text of SystemName. / Set text
            form {"value":""} => sends PUT /api/option/ {"key":"SystemName","value":""}; value becomes nothing; value still
            form {"value":""} => says Empty the text of SystemName. / Empty text
            form {"value":"One"} => refuses It is so already
            row {"key":"Theme","value":"modern"} & form {"value":"default"} => refuses The gateway knows the themes
            row {"key":"Theme","value":"modern"} & form {"value":"air"} => sends PUT /api/option/ {"key":"Theme","value":"air"}; value becomes air; value still
            row {"key":"Theme","value":"berry"} & form {"value":"default"} & who {"version":"u"} => sends PUT /api/option/ {"key":"Theme","value":"default"}; value becomes default; value still
            row {"key":"EmailProvider","value":""} & form {"value":"mail"} => refuses The gateway knows smtp
            row {"key":"Footer","value":""} & form {"value":"<b>x</b>"} => notes The footer / It takes effect at once / The gateway's own pages show it as HTML
            row {"key":"Made-up","value":"1"} & form {"value":"2"} => notes This option is not known / It takes effect
            who {"role":"admin"} => refuses Your token belongs to an admin.
            "##,
        );
    }
}

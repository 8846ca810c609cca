//! An amount of quota: its units, and beside them what they are in money. Either can be typed.

use crate::reactive::*;

use super::form::Form;
use super::input_state::InputState;
use super::inputs::field_with;
use crate::domain::money::Usd;
use crate::domain::quota::{QuotaRate, QuotaUnits};
use crate::records::QUOTA_UNIT;
use crate::session::Session;
use crate::text;
use crate::ui::field::Field;
use crate::ui::input::TextInput;
use crate::ui::language::t;
use crate::ui::live;
use crate::words::Text;

const IN_MONEY: Text = text!("In US dollars" / "折合美元");

/// Draws the units, and the money where the gateway tells what a unit is worth.
pub(super) fn pair(form: Form, state: InputState, focus: bool) -> AnyView {
    let session: Session = expect_context();
    let (units, problem) = (state.text, form.problem(state.input.id));
    // An error stands below the field that was typed in.
    let by_money = RwSignal::new(false);
    let below = move |money: bool| {
        Signal::derive(move || problem.get().filter(|_| by_money.get() == money))
    };
    let of_units = field_with(state.input, below(false), move || {
        view! { <TextInput value=units inputmode="numeric" unit=t(QUOTA_UNIT) monospace=true focus /> }
            .into_any()
    });
    let Some(rate) = session.quota_rate() else {
        return of_units;
    };
    let money = RwSignal::new(in_money(rate, &units.get_untracked()).unwrap_or_default());
    // The field that was typed in stays as it is; the other one follows.
    let followed = StoredValue::new(money.get_untracked());
    live::effect(move || {
        let typed = units.get();
        let same = units_of(rate, &money.get_untracked()) == typed.trim();
        // What is no number of units is none in money either.
        let now = in_money(rate, &typed).unwrap_or_default();
        if !same && followed.get_value() != now {
            followed.set_value(now.clone());
            by_money.set(false);
            money.set(now);
        }
    });
    live::effect(move || {
        let typed = money.get();
        if followed.get_value() != typed {
            followed.set_value(typed.clone());
            by_money.set(true);
            units.set(units_of(rate, &typed));
        }
    });
    view! {
        <div class="pair">
            {of_units}
            <Field label=t(IN_MONEY) error=below(true)>
                <TextInput value=money inputmode="decimal" unit="USD" monospace=true />
            </Field>
        </div>
    }
    .into_any()
}

/// Returns what typed units are in money; `None` while they are no whole number.
fn in_money(rate: QuotaRate, typed: &str) -> Option<String> {
    match typed.trim() {
        "" => Some(String::new()),
        digits => {
            let units = digits.parse().ok()?;
            Some(rate.money(QuotaUnits(units))?.value.plain())
        }
    }
}

/// Returns the units of typed money. Money that is not a whole number of units stays as it was typed, with
/// its unit, so that it is never taken for units.
fn units_of(rate: QuotaRate, typed: &str) -> String {
    if typed.trim().is_empty() {
        return String::new();
    }
    let units = Usd::from_operator(typed).ok();
    units.and_then(|money| rate.quota(money)).map_or_else(
        || format!("{} USD", typed.trim()),
        |units| units.0.to_string(),
    )
}

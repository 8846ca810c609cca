//! Explains outcomes: what happened, what the gateway holds now, and what to do next.

use super::errors::{Explained, explain_error, explain_refused_write};
use super::plan::{Plan, PlannedStep};
use super::{After, Outcome, Uncertainty};
use crate::call::{ApiError, Unreachable};
use crate::domain::budget::Budget;
use crate::records::{View, exact, exact_in};
use crate::schema::{Action, Check, Dialect, FieldSpec, Resource, Value, Yields};
use crate::text;
use crate::words::{Phrase, Slot, Text, shortened};

/// The step that an outcome belongs to.
pub struct About<'a> {
    /// The dialect.
    pub dialect: &'a Dialect,
    /// The resource of the action; `None` if the dialect no longer has it.
    pub resource: Option<&'a Resource>,
    /// The action; `None` if the dialect no longer has it.
    pub action: Option<&'a Action>,
    /// The checks of the step.
    pub checks: &'a [Check],
    /// Whether the write carries an idempotency key.
    pub is_keyed: bool,
    /// Whether the outcome is an earlier one: what the gateway held then may have changed since.
    pub is_past: bool,
    /// How values are displayed.
    pub view: &'a View<'a>,
}

const APPLIED: Text = text!(
    "Done, and verified: this is what the gateway holds now."
        / "已生效，并已核实：以下是网关的当前状态。"
);
const APPLIED_THEN: Text = text!(
    "Done, and verified: this is what the gateway held then."
        / "已生效，并已核实：以下是当时网关的状态。"
);
const APPLIED_UNSEEN: Text =
    text!("Done: the gateway reported success." / "已生效：网关报告成功。");
const APPLIED_ONCE: Text =
    text!("The response was lost, but it was applied once." / "响应丢失，但已生效一次。");
const SO_NOW: Text = text!(
    "It is so now, though no response shows that this request did it."
        / "当前已是如此，但没有响应表明是此次请求所致。"
);
const SO_THEN: Text = text!(
    "It was so then, though no response shows that this request did it."
        / "当时已是如此，但没有响应表明是此次请求所致。"
);
const DO_NOT_SEND: Text = text!("Do not send it again." / "请勿再次发送。");
const NOTHING_TO_SEND: Text = text!("There is nothing more to send." / "无需再发送。");
const NO_CHANGE: Text =
    text!("The gateway reported success, but nothing changed." / "网关报告成功，但没有任何变化。");
const MAY_SHOW_LATER: Text = text!(
    "It may show the change later (other nodes can take two minutes). Verify again before sending anything more."
        / "变更可能稍后才显示（其他节点最多需两分钟）。再次发送前请先重新核实。"
);
const APPLIED_TWICE: Text = text!(
    "It was applied twice, or somebody else did the same at the same time."
        / "已生效两次，或有他人同时执行了相同操作。"
);
const NOT_APPLIED: Text =
    text!("The response was lost, and nothing changed." / "响应丢失，且没有任何变化。");
const SEND_AGAIN: Text =
    text!("It was not applied. You may send it again." / "请求未生效。可以再次发送。");
const WAS_NOT_APPLIED: Text = text!("It was not applied." / "请求未生效。");
const SEND_AGAIN_KEYED: Text = text!(
    "It was not applied. You may send it again: with the same idempotency key it is applied once, where the gateway knows such keys."
        / "请求未生效。可以再次发送：若网关支持幂等键，使用相同的幂等键只会生效一次。"
);
const NOT_SENT: Text =
    text!("Not sent: the plan stopped at an earlier step." / "未发送：计划在前面的步骤处停止。");
const CHANGED_NOTHING: Text = text!("It changed nothing." / "此步骤未做任何更改。");
const SENT_AGAIN: Text = text!(
    "Sent more than once: the entry of another attempt holds the result."
        / "已多次发送：结果记录在另一次尝试的条目中。"
);
const SEE_ATTEMPTS: Text = text!("Open the other attempts below." / "请打开下方列出的其他尝试。");
const EXPIRED: Text = text!(
    "The login was not completed in time: nothing was added." / "登录未及时完成：没有添加账户。"
);
const START_ANOTHER: Text = text!("Start another login." / "请重新发起登录。");
const ABANDONED: Text = text!("The login was cancelled here." / "登录已在此取消。");
const STAYED_VALID: Text = text!(
    "Its code or link stayed valid until it expired: if somebody used it, the list shows the account."
        / "其代码或链接在过期前仍然有效：如果有人使用，列表会显示该账户。"
);
const SIGNED_IN: Text = text!("{id} was signed in again." / "{id} 已重新登录。");
const OUTDATED: Text =
    text!("Not sent: {field} has changed since the review." / "未发送：{field}在核对之后已改变。");
const REVIEW_AGAIN: Text = text!("Review it again." / "请重新核对。");
const NOT_COMPARED: Text = text!(
    "The gateway reported success, but what it holds could not be compared."
        / "网关报告成功，但无法核实其当前状态。"
);
const NOT_TOLD: Text = text!(
    "The response was lost, and what the gateway holds does not show whether it was applied."
        / "响应丢失，且网关的当前状态无法说明是否已生效。"
);
const HOLDS: Text = text!("{field}: {value}." / "{field}：{value}。");
const AS_SENT: Text =
    text!("The stored text is the one that was sent." / "存储的文本与发送的一致。");
const LISTED: Text = text!("In the list: {ids}." / "列表中：{ids}。");
const LISTED_NAMED: Text = text!("In the list: “{name}” ({ids})." / "列表中：“{name}”（{ids}）。");
const VALUE_OF: Text = text!(
    "The value belongs to {id}. Nobody has the value of {others}."
        / "该值属于 {id}。没有人持有 {others} 的值。"
);
const RESPONSE_OF: Text = text!(
    "The response was of {id}; {others} was made besides."
        / "响应对应 {id}；此外还创建了 {others}。"
);
const GONE: Text = text!("It is no longer listed." / "已不在列表中。");
const LIST_IS_RIGHT: Text = text!("The list holds what it should." / "列表内容符合预期。");
const RESPONSE_ONLY: Text = text!(
    "Only the response says so: nothing can be read to verify it."
        / "仅有响应说明：没有可供核实的数据。"
);
const CHANGED_ELSEWHERE: Text = text!(
    "That is neither the value before nor the one that was sent: somebody else changed it too. Compare with the journals of others before doing more."
        / "这既不是之前的值，也不是所发送的值：可能有他人同时修改。请先与其他人的操作日志核对。"
);
const FELL: Text = text!(
    "The gateway tells percentages only; the used part fell, as expected."
        / "网关仅提供百分比；已用比例如预期下降。"
);
const DID_NOT_FALL: Text = text!(
    "The gateway tells percentages only; the used part did not fall."
        / "网关仅提供百分比；已用比例没有下降。"
);
const NOW_UNLIMITED: Text = text!("There is no limit now." / "当前为无限额。");
const NOTHING_TO_COMPARE: Text = text!(
    "The gateway tells nothing that could be compared. Look in the gateway, or at what it was meant for, before sending it again."
        / "网关未提供可比较的信息。再次发送前，请在网关中或从其用途核实。"
);
const PARTLY: Text = text!(
    "Only a part of the change shows. Verify again; if it stays so, compare what is there with the request."
        / "仅显示了部分变更。请重新核实；若仍如此，请将当前内容与请求比较。"
);
const NOT_FOUND: Text = text!(
    "It was not on the pages that were read. Verify again later; if it stays so, look for it in its list."
        / "在已读取的页中未找到。请稍后重新核实；若仍如此，请在相应列表中查找。"
);
const TOO_EARLY: Text = text!(
    "It does not show yet, but may still be under way. It is verified again by itself until {seconds} s after it was sent; only then it is known not to have been applied."
        / "尚未显示，但可能仍在执行。在发送后 {seconds} 秒内会自动重新核实；届时才能确定是否未生效。"
);
const REFUSED_NOW: Text = text!("This attempt was refused. {why}" / "本次请求被拒绝。{why}");
const EARLIER: Text = text!(
    "That says nothing of an earlier attempt, whose outcome is not known."
        / "这不说明之前的请求，其结果尚不确定。"
);
const OVERTAKEN: Text = text!(
    "A later change of the same thing was sent, so the two cannot be told apart."
        / "之后又对同一对象发送了更改，因此无法区分两者。"
);
const ACCOUNT_NOT_KNOWN: Text = text!(
    "It is not known whether this key belongs to the account that the request was sent for. Look for it in that account's list."
        / "无法确定当前密钥是否属于发送该请求的账户。请在该账户的列表中查找。"
);
const STOPPED: Text = text!("Verifying was stopped." / "核实已停止。");
const READ_FAILED: Text = text!("Verifying failed: {why}" / "核实失败：{why}");
const WAS_SENT: Text = text!(
    "The request itself was sent. Verify again before sending anything more."
        / "请求本身已发送。再次发送前请先重新核实。"
);
const AND: Text = text!("{first} {second}" / "{first}{second}");

fn and(first: Phrase, second: impl Into<Phrase>) -> Phrase {
    let second: Phrase = second.into();
    Phrase::from(AND)
        .with("first", first)
        .with("second", second)
}

fn explained(what: impl Into<Phrase>, then: impl Into<Phrase>) -> Explained {
    Explained {
        what: what.into(),
        then: then.into(),
    }
}

/// Explains an outcome: what happened and what to do next.
#[must_use]
pub fn explain(outcome: &Outcome, about: &About) -> Explained {
    match outcome {
        Outcome::Applied {
            after,
            reported_success,
        } => about.applied(after, *reported_success),
        Outcome::Refused { error } => explain_refused_write(error),
        Outcome::NoChange => explained(NO_CHANGE, MAY_SHOW_LATER),
        Outcome::AppliedTwice { after } => {
            let advice = about.action.map(|action| action.if_applied_twice);
            explained(APPLIED_TWICE, about.with_what_it_holds(after, advice))
        }
        Outcome::NotApplied if about.is_past => explained(NOT_APPLIED, WAS_NOT_APPLIED),
        Outcome::NotApplied if about.is_keyed => explained(NOT_APPLIED, SEND_AGAIN_KEYED),
        Outcome::NotApplied => explained(NOT_APPLIED, SEND_AGAIN),
        Outcome::Unknown {
            uncertainty: Uncertainty::EarlierAttempt(error),
            ..
        } => {
            let refused = Phrase::from(REFUSED_NOW).with("why", explain_error(error).what);
            explained(refused, and(EARLIER.into(), about.under_way()))
        }
        Outcome::Unknown {
            uncertainty,
            reported_success,
        } => {
            let what = if *reported_success {
                NOT_COMPARED
            } else {
                NOT_TOLD
            };
            explained(what, about.uncertain(uncertainty))
        }
        Outcome::NotSent => explained(NOT_SENT, CHANGED_NOTHING),
        Outcome::InAnotherAttempt => explained(SENT_AGAIN, SEE_ATTEMPTS),
        Outcome::Expired => explained(EXPIRED, START_ANOTHER),
        Outcome::Abandoned => explained(ABANDONED, STAYED_VALID),
        Outcome::Outdated { field, value } => {
            let what = Phrase::from(OUTDATED).with("field", about.label(field));
            explained(what, and(about.field_holds(field, value), REVIEW_AGAIN))
        }
    }
}

/// Says what the gateway holds after a write.
#[must_use]
pub fn current_state(after: &After, about: &About) -> Phrase {
    match after {
        After::Field { field, value } | After::Replaced { field, value, .. } => {
            about.field_holds(field, value)
        }
        After::Created(ids) => {
            let name = about.checks.iter().find_map(|check| match check {
                Check::Appears { name, .. } if !name.is_empty() => Some(name.as_str()),
                _ => None,
            });
            let listed = match name {
                Some(name) => Phrase::from(LISTED_NAMED).with("name", shortened(name).into_owned()),
                None => LISTED.into(),
            };
            listed.with("ids", ids.clone())
        }
        After::CreatedTwice { returned, others } => {
            let text = match about.action.map(|action| action.yields) {
                Some(Yields::Value { .. }) => VALUE_OF,
                _ => RESPONSE_OF,
            };
            Phrase::from(text)
                .with("id", returned.as_str())
                .with("others", others.clone())
        }
        After::Gone => GONE.into(),
        After::Listed => LIST_IS_RIGHT.into(),
        After::SignedIn(id) => Phrase::from(SIGNED_IN).with("id", id.as_str()),
        After::ResponseOnly => RESPONSE_ONLY.into(),
    }
}

impl<'a> About<'a> {
    /// Describes a step of a plan.
    #[must_use]
    pub fn step(plan: &'a Plan, planned: &'a PlannedStep, view: &'a View<'a>) -> Self {
        Self {
            dialect: plan.dialect(),
            resource: Some(plan.resource()),
            action: Some(plan.action()),
            checks: &planned.step.checks,
            is_keyed: planned.step.write.is_keyed(),
            is_past: false,
            view,
        }
    }

    fn applied(&self, after: &[After], reported_success: bool) -> Explained {
        if reported_success {
            let seen = after.iter().any(|after| *after != After::ResponseOnly);
            let what = match (seen, self.is_past) {
                (true, false) => APPLIED,
                (true, true) => APPLIED_THEN,
                (false, _) => APPLIED_UNSEEN,
            };
            return explained(what, self.with_what_it_holds(after, None));
        }
        if !self.is_keyed || self.checks.iter().any(Check::is_nameless) {
            // Somebody else may have made the same change, which a gateway refuses as already done,
            // or have added the row.
            let (what, advice) = match self.is_past {
                false => (SO_NOW, Some(NOTHING_TO_SEND)),
                true => (SO_THEN, None),
            };
            return explained(what, self.with_what_it_holds(after, advice));
        }
        // When a value was lost, a separate sentence says how to get another one.
        let yields = |action: &Action| matches!(action.yields, Yields::Value { .. });
        let advice = (!self.action.is_some_and(yields)).then_some(DO_NOT_SEND);
        explained(APPLIED_ONCE, self.with_what_it_holds(after, advice))
    }

    fn with_what_it_holds(&self, after: &[After], advice: Option<Text>) -> Phrase {
        let said = after.iter().map(|after| current_state(after, self));
        let said = said.chain(advice.map(Phrase::from)).reduce(and);
        said.unwrap_or_else(|| RESPONSE_ONLY.into())
    }

    fn under_way(&self) -> Phrase {
        let seconds = self.dialect.settles_seconds.to_string();
        Phrase::from(TOO_EARLY).with("seconds", seconds)
    }

    fn uncertain(&self, uncertainty: &Uncertainty) -> Phrase {
        let text = match uncertainty {
            Uncertainty::ChangedElsewhere { field, value } => {
                return and(self.field_holds(field, value), CHANGED_ELSEWHERE);
            }
            Uncertainty::TooEarly | Uncertainty::EarlierAttempt(_) => return self.under_way(),
            Uncertainty::ReadFailed(error) => return read_failed(error),
            Uncertainty::OnlyPercentages { fell: true } => FELL,
            Uncertainty::OnlyPercentages { fell: false } => DID_NOT_FALL,
            Uncertainty::NowUnlimited => NOW_UNLIMITED,
            Uncertainty::NothingToCompare => NOTHING_TO_COMPARE,
            Uncertainty::Partly => PARTLY,
            Uncertainty::NotFound => NOT_FOUND,
            Uncertainty::Overtaken => OVERTAKEN,
            Uncertainty::AccountNotKnown => ACCOUNT_NOT_KNOWN,
        };
        text.into()
    }

    /// Returns the description of a field: of the resource that a check on it reads, or else of the
    /// action's resource.
    fn spec(&self, field: &str) -> Option<&'static FieldSpec> {
        let of_check = self.checks.iter().find_map(|check| {
            let (known, _) = check.field()?;
            let resource = self.dialect.resource(&check.at()?.of)?;
            (known == field).then_some(resource)
        });
        of_check.or(self.resource)?.field(field)
    }

    fn label(&self, field: &str) -> Slot {
        match self.spec(field) {
            Some(spec) => spec.label.into(),
            None => field.into(),
        }
    }

    /// Returns whether it is a document that holds what was sent; it may be long.
    fn is_as_sent(&self, field: &str, value: &Value) -> bool {
        let sent = self.checks.iter().any(|check| match check {
            Check::Becomes {
                field: known, to, ..
            } => known == field && to.is_same(value),
            _ => false,
        });
        sent && matches!(value, Value::Document(_))
    }

    fn field_holds(&self, field: &str, value: &Value) -> Phrase {
        if self.is_as_sent(field, value) {
            return AS_SENT.into();
        }
        let spec = self.spec(field);
        let is_nothing = match value {
            Value::Budget(budget) => **budget == Budget::Unlimited,
            value => !value.is_present(),
        };
        let value = if is_nothing { &Value::Null } else { value };
        let said = match spec {
            Some(spec) => exact_in(spec, value, self.view),
            None => exact(value, self.view),
        };
        match spec.and_then(|spec| spec.outcome_words.filter(|_| !self.is_past)) {
            Some([_, nothing]) if is_nothing => nothing.into(),
            Some([value_words, _]) => Phrase::from(value_words).with("value", said),
            None => Phrase::from(HOLDS)
                .with("field", self.label(field))
                .with("value", said),
        }
    }
}

/// Says why nothing was verified: reading failed after the request was sent.
fn read_failed(error: &ApiError) -> Phrase {
    let stopped = matches!(
        error,
        ApiError::Unreachable(Unreachable::NotSent | Unreachable::Stopped)
    );
    let why = if stopped {
        STOPPED.into()
    } else {
        Phrase::from(READ_FAILED).with("why", explain_error(error).what)
    };
    and(why, WAS_SENT)
}

#[cfg(test)]
mod tests;

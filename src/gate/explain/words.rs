//! The sentences about outcomes.

use crate::text;
use crate::words::Text;

pub(super) const APPLIED: Text = text!(
    "Done, and verified: this is what the gateway holds now."
        / "已生效，并已核实：以下是网关的当前状态。"
);
pub(super) const APPLIED_THEN: Text = text!(
    "Done, and verified: this is what the gateway held then."
        / "已生效，并已核实：以下是当时网关的状态。"
);
pub(super) const APPLIED_UNSEEN: Text =
    text!("Done: the gateway reported success." / "已生效：网关报告成功。");
pub(super) const APPLIED_ONCE: Text =
    text!("The response was lost, but it was applied once." / "响应丢失，但已生效一次。");
pub(super) const SO_NOW: Text = text!(
    "It is so now, though no response shows that this request did it."
        / "当前已是如此，但没有响应表明是此次请求所致。"
);
pub(super) const SO_THEN: Text = text!(
    "It was so then, though no response shows that this request did it."
        / "当时已是如此，但没有响应表明是此次请求所致。"
);
pub(super) const DO_NOT_SEND: Text = text!("Do not send it again." / "请勿再次发送。");
pub(super) const NOTHING_TO_SEND: Text = text!("There is nothing more to send." / "无需再发送。");
pub(super) const NO_CHANGE: Text =
    text!("The gateway reported success, but nothing changed." / "网关报告成功，但没有任何变化。");
pub(super) const MAY_SHOW_LATER: Text = text!(
    "It may show the change later (other nodes can take two minutes). Verify again before sending anything more."
        / "变更可能稍后才显示（其他节点最多需两分钟）。再次发送前请先重新核实。"
);
pub(super) const APPLIED_TWICE: Text = text!(
    "It was applied twice, or somebody else did the same at the same time."
        / "已生效两次，或有他人同时执行了相同操作。"
);
pub(super) const NOT_APPLIED: Text =
    text!("The response was lost, and nothing changed." / "响应丢失，且没有任何变化。");
pub(super) const SEND_AGAIN: Text =
    text!("It was not applied. You may send it again." / "请求未生效。可以再次发送。");
pub(super) const WAS_NOT_APPLIED: Text = text!("It was not applied." / "请求未生效。");
pub(super) const SEND_AGAIN_KEYED: Text = text!(
    "It was not applied. You may send it again: with the same idempotency key it is applied once, where the gateway knows such keys."
        / "请求未生效。可以再次发送：若网关支持幂等键，使用相同的幂等键只会生效一次。"
);
pub(super) const NOT_SENT: Text =
    text!("Not sent: the plan stopped at an earlier step." / "未发送：计划在前面的步骤处停止。");
pub(super) const CHANGED_NOTHING: Text = text!("It changed nothing." / "此步骤未做任何更改。");
pub(super) const SENT_AGAIN: Text = text!(
    "Sent more than once: the entry of another attempt holds the result."
        / "已多次发送：结果记录在另一次尝试的条目中。"
);
pub(super) const SEE_ATTEMPTS: Text =
    text!("Open the other attempts below." / "请打开下方列出的其他尝试。");
pub(super) const EXPIRED: Text = text!(
    "The login was not completed in time: nothing was added." / "登录未及时完成：没有添加账户。"
);
pub(super) const START_ANOTHER: Text = text!("Start another login." / "请重新发起登录。");
pub(super) const ABANDONED: Text = text!("The login was cancelled here." / "登录已在此取消。");
pub(super) const STAYED_VALID: Text = text!(
    "Its code or link stayed valid until it expired: if somebody used it, the list shows the account."
        / "其代码或链接在过期前仍然有效：如果有人使用，列表会显示该账户。"
);
pub(super) const SIGNED_IN: Text = text!("{id} was signed in again." / "{id} 已重新登录。");
pub(super) const OUTDATED: Text =
    text!("Not sent: {field} has changed since the review." / "未发送：{field}在核对之后已改变。");
pub(super) const REVIEW_AGAIN: Text = text!("Review it again." / "请重新核对。");
pub(super) const NOT_COMPARED: Text = text!(
    "The gateway reported success, but what it holds could not be compared."
        / "网关报告成功，但无法核实其当前状态。"
);
pub(super) const NOT_TOLD: Text = text!(
    "No response shows that it was applied, and what the gateway holds does not tell either."
        / "没有响应表明已生效，网关的当前状态也无法说明。"
);
pub(super) const HOLDS: Text = text!("{field}: {value}." / "{field}：{value}。");
pub(super) const AS_SENT: Text =
    text!("The stored text is the one that was sent." / "存储的文本与发送的一致。");
pub(super) const LISTED: Text = text!("In the list: {ids}." / "列表中：{ids}。");
pub(super) const LISTED_NAMED: Text =
    text!("In the list: “{name}” ({ids})." / "列表中：“{name}”（{ids}）。");
pub(super) const VALUE_OF: Text = text!(
    "The value belongs to {id}. Nobody has the value of {others}."
        / "该值属于 {id}。没有人持有 {others} 的值。"
);
pub(super) const RESPONSE_OF: Text = text!(
    "The response was of {id}; {others} was made besides."
        / "响应对应 {id}；此外还创建了 {others}。"
);
pub(super) const GONE: Text = text!("It is no longer listed." / "已不在列表中。");
pub(super) const LIST_IS_RIGHT: Text =
    text!("The list holds what it should." / "列表内容符合预期。");
pub(super) const LISTED_BESIDES: Text =
    text!("The gateway still knows, besides: {names}." / "网关仍保留：{names}。");
pub(super) const RESPONSE_ONLY: Text = text!(
    "Only the response says so: nothing can be read to verify it."
        / "仅有响应说明：没有可供核实的数据。"
);
pub(super) const CHANGED_ELSEWHERE: Text = text!(
    "That is neither the value before nor the one that was sent: somebody else changed it too. Compare with the journals of others before doing more."
        / "这既不是之前的值，也不是所发送的值：可能有他人同时修改。请先与其他人的操作日志核对。"
);
pub(super) const FELL: Text = text!(
    "The gateway tells percentages only; the used part fell, as expected."
        / "网关仅提供百分比；已用比例如预期下降。"
);
pub(super) const DID_NOT_FALL: Text = text!(
    "The gateway tells percentages only; the used part did not fall."
        / "网关仅提供百分比；已用比例没有下降。"
);
pub(super) const NOW_UNLIMITED: Text = text!("There is no limit now." / "当前为无限额。");
pub(super) const NOTHING_TO_COMPARE: Text = text!(
    "The gateway tells nothing that could be compared. Look in the gateway, or at what it was meant for, before sending it again."
        / "网关未提供可比较的信息。再次发送前，请在网关中或从其用途核实。"
);
pub(super) const PARTLY: Text = text!(
    "Only a part of the change shows. Verify again; if it stays so, compare what is there with the request."
        / "仅显示了部分变更。请重新核实；若仍如此，请将当前内容与请求比较。"
);
pub(super) const NOT_FOUND: Text = text!(
    "It was not on the pages that were read. Verify again later; if it stays so, look for it in its list."
        / "在已读取的页中未找到。请稍后重新核实；若仍如此，请在相应列表中查找。"
);
pub(super) const TOO_EARLY: Text = text!(
    "It does not show yet, but may still be under way. It is verified again by itself until {seconds} s after it was sent; only then it is known not to have been applied."
        / "尚未显示，但可能仍在执行。在发送后 {seconds} 秒内会自动重新核实；届时才能确定是否未生效。"
);
pub(super) const REFUSED_NOW: Text =
    text!("This attempt was refused. {why}" / "本次请求被拒绝。{why}");
pub(super) const EARLIER: Text = text!(
    "That says nothing of an earlier attempt, whose outcome is not known."
        / "这不说明之前的请求，其结果尚不确定。"
);
pub(super) const OVERTAKEN: Text = text!(
    "A later change of the same thing was sent, so the two cannot be told apart."
        / "之后又对同一对象发送了更改，因此无法区分两者。"
);
pub(super) const ACCOUNT_NOT_KNOWN: Text = text!(
    "It is not known whether this key belongs to the account that the request was sent for. Look for it in that account's list."
        / "无法确定当前密钥是否属于发送该请求的账户。请在该账户的列表中查找。"
);
pub(super) const STOPPED: Text = text!("Verifying was stopped." / "核实已停止。");
pub(super) const READ_FAILED: Text = text!("Verifying failed: {why}" / "核实失败：{why}");
pub(super) const WAS_SENT: Text = text!(
    "The request itself was sent. Verify again before sending anything more."
        / "请求本身已发送。再次发送前请先重新核实。"
);
pub(super) const AND: Text = text!("{first} {second}" / "{first}{second}");

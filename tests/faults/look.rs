//! Looking again at an entry whose end was never written down: what is said by a key of which it is
//! known that it speaks for the same account, and by one of which it is not.

use headgate::domain::ids::ChangeId;
use headgate::domain::key::Key;
use headgate::domain::pool::{Pool, PoolRef};
use headgate::domain::time::UnixMillis;
use headgate::gate::asking::Asking;
use headgate::gate::confirmation::Known;
use headgate::gate::plan::{Moving, Plan};
use headgate::history::change::Change;
use headgate::history::look::look_again;
use headgate::history::lost_value::lost_value;
use headgate::profile::SameAccount;
use serde_json::Value;

use crate::desk::{DIALECT, WRITES, What, entry, gateway, move_key, named, plan, rows, send};
use crate::gateway::Gateway;
use crate::told::{LATER, word};

/// The entry of a write that was done, without its end; the gateway answers well again.
async fn left_open(what: What) -> (Change, Gateway) {
    let gateway = gateway(what).await;
    let plan = plan(what, &gateway).await;
    let entry = entry(&plan);
    gateway.arm("drop-after", what.target()).await;
    send(Asking::new(plan, Known::default()), what, &gateway).await;
    gateway.desk("DELETE", "/sandbox/faults", Value::Null).await;
    (entry, gateway)
}

async fn look(entry: &Change, account: SameAccount, gateway: &Gateway) -> &'static str {
    let outcomes = look_again(entry, [entry], account, LATER, gateway).await;
    match outcomes.as_slice() {
        [outcome] => word(outcome),
        other => panic!("one outcome for one step, not {other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn only_its_own_list_tells_what_is_missing_or_new() {
    for what in WRITES {
        let (entry, own) = left_open(what).await;
        let said = look(&entry, SameAccount::Yes, &own).await;
        assert_eq!(said, "applied, answer lost", "{what:?}");
        let by_lists = matches!(
            what,
            What::Create | What::CreatePool | What::Delete | What::DeletePool
        );
        let expect = if by_lists { "cannot-tell" } else { said };
        let said = look(&entry, SameAccount::NotKnown, &own).await;
        assert_eq!(said, expect, "{what:?}");
        // Another organization has neither the old rows nor the new ones.
        let other = Gateway::new(0);
        let said = look(&entry, SameAccount::NotKnown, &other).await;
        assert_eq!(said, "cannot-tell", "{what:?}");
    }
}

/// The page was gone before the answer came: what is found later says which key has a value that
/// nobody got.
#[tokio::test(start_paused = true)]
async fn a_value_that_never_came_is_known_by_its_key() {
    for what in WRITES {
        let (entry, gateway) = left_open(what).await;
        assert_eq!(lost_value(&entry), None, "{what:?}: its end is not known");
        let outcomes = look_again(&entry, [&entry], SameAccount::Yes, LATER, &gateway).await;
        let entry = entry.ended(&outcomes, UnixMillis(LATER));
        let name = match what {
            What::Create => "Fresh",
            What::Rotate => "CI",
            What::CreateMine => {
                assert_eq!(lost_value(&entry), Some(vec![]), "keys are only counted");
                continue;
            }
            _ => {
                assert_eq!(lost_value(&entry), None, "{what:?} makes no value");
                continue;
            }
        };
        let key: Key = named(&gateway, name).await;
        assert_eq!(lost_value(&entry), Some(vec![key.id]), "{what:?}");
        assert_eq!(lost_value(&entry.with_value(true)), None, "{what:?}");
    }
}

/// Two keys were moved, and the end of neither is known. One of them was moved again since.
#[tokio::test(start_paused = true)]
async fn a_later_move_of_one_key_leaves_the_other_to_be_judged() {
    let gateway = gateway(What::Assign).await;
    let team = || async { Some(PoolRef::from(&named::<Pool>(&gateway, "Team").await)) };
    let keys = rows::<Key>(&gateway).await;
    let mut moving = Vec::new();
    for key in &keys[..2] {
        moving.push(Moving {
            key: key.clone(),
            cursor: None,
            from: None,
            to: team().await,
        });
    }
    let both = Plan::move_keys(DIALECT, moving).expect("they move");
    let earlier = entry(&both);
    send(Asking::new(both, Known::default()), What::Assign, &gateway).await;
    let out = move_key(keys[0].clone(), team().await, None).expect("it moves");
    let later = Change {
        id: ChangeId("later".to_owned()),
        at: UnixMillis(1),
        ..entry(&out)
    };
    send(Asking::new(out, Known::default()), What::Remove, &gateway).await;
    let all = [earlier.clone(), later];
    let outcomes = look_again(&earlier, &all, SameAccount::Yes, LATER, &gateway).await;
    let words: Vec<&str> = outcomes.iter().map(word).collect();
    assert_eq!(words, ["cannot-tell", "applied, answer lost"]);
}

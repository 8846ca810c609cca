//! The table of ways back, and when one is refused.

use super::{MoveBack, NoWayBack, Undo, no_way_back, undo};
use crate::api::gateway::Dialect;
use crate::domain::access::Role;
use crate::domain::budget::{Budget, Figures};
use crate::domain::ids::{ChangeId, KeyId, PoolId, ProfileId, UserId};
use crate::domain::key::NewKey;
use crate::domain::money::{Amount, Usd};
use crate::domain::pool::{NewPool, Owner, PoolRef};
use crate::domain::time::UnixMillis;
use crate::gate::check::Check;
use crate::gate::intent::{Intent, KeyMove};
use crate::gate::judge::After;
use crate::gate::outcome::Outcome;
use crate::gate::seek::Whereabouts;
use crate::history::change::{Change, Sent, Step};
use crate::profile::Account;

/// A journal entry for tests of this room.
pub(crate) fn top_up_change(
    base: &str,
    key: &str,
    amount: &str,
    at: i64,
    outcome: Option<Outcome>,
) -> Change {
    let by = Usd::from_operator(amount).expect("an amount");
    let key = KeyId(key.into());
    let before = Budget::Limited(Figures {
        limit: Amount::from_text("100"),
        ..Figures::default()
    });
    Change {
        id: ChangeId(format!("change-{at}")),
        at: UnixMillis(at),
        profile: ProfileId("p".into()),
        gateway: "G".into(),
        base: base.into(),
        account: Account::default(),
        dialect: Dialect::OneKeyLlm,
        intent: Intent::TopUpKey {
            key: key.clone(),
            name: "CI".into(),
            amount: by,
        },
        steps: vec![Step {
            sent: Sent {
                method: "POST".into(),
                target: "/t".into(),
                headers: vec![],
                body: Some("{}".into()),
                curl: "curl".into(),
            },
            check: Check::LimitRises {
                key: place(key.as_str()),
                before,
                by,
            },
            outcome,
        }],
        takes_back: None,
        read_at: None,
        value_came: None,
    }
}

/// The whereabouts of a thing of which only the id is known.
fn place(id: &str) -> Whereabouts {
    Whereabouts {
        id: id.into(),
        name: None,
        cursor: None,
        created_at: None,
    }
}

fn pool(id: &str) -> PoolRef {
    PoolRef {
        id: PoolId(id.into()),
        name: None,
    }
}

fn user(id: &str) -> Owner {
    Owner {
        id: Some(UserId(id.into())),
        name: None,
    }
}

fn applied(after: After) -> Option<Outcome> {
    Some(Outcome::Applied {
        after,
        answered: true,
    })
}

/// An entry with these checks and ends.
fn change(intent: Intent, steps: Vec<(Check, Option<Outcome>)>) -> Change {
    let sample = top_up_change("/", "k", "1", 0, None);
    let sent = sample.steps[0].sent.clone();
    let step = |(check, outcome)| Step {
        sent: sent.clone(),
        check,
        outcome,
    };
    Change {
        intent,
        steps: steps.into_iter().map(step).collect(),
        ..sample
    }
}

#[test]
fn what_has_no_way_back_says_why() {
    let check = |intent: Intent, why| {
        assert_eq!(no_way_back(&intent), Some(why));
        assert_eq!(undo(&change(intent, vec![])), Undo::Not(why));
    };
    let (key, name) = (KeyId("k".into()), "CI".to_owned());
    let new = NewKey {
        name: "CI".into(),
        limit: None,
        foundation: None,
        expires_at: None,
        pool: None,
    };
    let role = Role::Pool;
    check(
        Intent::CreateKey { new, role },
        NoWayBack::OnlyDeletionRemovesAKey,
    );
    check(
        top_up_change("/", "k", "1", 0, None).intent,
        NoWayBack::NothingLowersALimit,
    );
    check(
        Intent::RotateKey {
            key: key.clone(),
            name: name.clone(),
            grace_seconds: 0,
        },
        NoWayBack::OldValueIsGone,
    );
    check(Intent::DeleteKey { key, name }, NoWayBack::DeletionIsFinal);
    check(
        Intent::CreatePool(NewPool {
            name: "A".into(),
            owner: None,
        }),
        NoWayBack::OnlyDeletionRemovesAPool,
    );
    check(
        Intent::DeletePool(pool("p")),
        NoWayBack::PoolDeletionIsFinal,
    );
}

#[test]
fn keys_go_back_where_they_came_from() {
    let moved = |key: &str, from: Option<&str>, to: Option<&str>| {
        let one = KeyMove {
            key: KeyId(key.into()),
            name: key.to_uppercase(),
            from: from.map(pool),
            to: to.map(pool),
        };
        let check = Check::KeyMoves {
            key: place(key),
            before: from.map(|id| PoolId(id.into())),
            to: to.map(|id| PoolId(id.into())),
        };
        (one, check)
    };
    let (a, a_check) = moved("a", Some("p"), Some("q"));
    let (b, b_check) = moved("b", None, Some("q"));
    let (c, c_check) = moved("c", Some("q"), None);
    let done = || applied(After::Pool(None));
    let change = |b_end| {
        let steps = vec![
            (a_check.clone(), done()),
            (b_check.clone(), b_end),
            (c_check.clone(), done()),
        ];
        change(
            Intent::MoveKeys(vec![a.clone(), b.clone(), c.clone()]),
            steps,
        )
    };
    let check = |b_end, expect: &[(&str, Option<&str>, Option<&str>)]| {
        let Undo::MoveKeys(back) = undo(&change(b_end)) else {
            panic!("there is a way back")
        };
        let id = |pool: &Option<PoolRef>| pool.as_ref().map(|pool| pool.id.0.clone());
        let got: Vec<_> = back
            .iter()
            .map(|back| (back.key.id.clone(), id(&back.left_in), id(&back.to)))
            .collect();
        let own = |word: &Option<&str>| word.map(str::to_owned);
        let expect: Vec<_> = expect
            .iter()
            .map(|(key, left, to)| ((*key).to_owned(), own(left), own(to)))
            .collect();
        assert_eq!(got, expect);
    };
    let both = [("a", Some("q"), Some("p")), ("c", None, Some("q"))];
    check(Some(Outcome::NotLanded), &both);
    check(None, &both);
    check(done(), &[both[0], ("b", Some("q"), None), both[1]]);
}

#[test]
fn a_key_that_moved_on_stays() {
    let back = |left_in: Option<&str>| MoveBack {
        key: place("k"),
        name: "K".into(),
        left_in: left_in.map(pool),
        to: None,
    };
    let check = |left_in, now: Option<&str>, expect| {
        let now = now.map(|id| PoolId(id.into()));
        assert_eq!(
            back(left_in).still_holds(now.as_ref()),
            expect,
            "{left_in:?} {now:?}"
        );
    };
    check(Some("q"), Some("q"), true);
    check(Some("q"), Some("x"), false);
    check(Some("q"), None, false);
    check(None, None, true);
    check(None, Some("x"), false);
}

#[test]
fn the_owner_before_comes_back_while_the_new_one_is_there() {
    let nameless = Owner {
        id: None,
        name: Some("Ada".into()),
    };
    let entry = |before: Option<Owner>, to: Option<&str>, outcome| {
        let check = Check::OwnerBecomes {
            pool: place("p"),
            before,
            to: to.map(|id| UserId(id.into())),
        };
        let owner = to.map(user);
        let intent = Intent::SetOwner {
            pool: pool("p"),
            owner,
        };
        undo(&change(intent, vec![(check, outcome)]))
    };
    let done = || applied(After::Owner(None));
    let check = |before: Option<&str>, to, now: Option<Owner>, expect| {
        let Undo::SetOwner(back) = entry(before.map(user), to, done()) else {
            panic!("there is a way back")
        };
        assert_eq!(back.to, before.map(user));
        assert_eq!(back.still_holds(now.as_ref()), expect, "{to:?} {now:?}");
    };
    check(Some("a"), Some("b"), Some(user("b")), true);
    check(Some("a"), Some("b"), Some(user("c")), false);
    check(Some("a"), Some("b"), None, false);
    check(Some("a"), None, None, true);
    check(Some("a"), None, Some(user("c")), false);
    check(None, Some("b"), Some(user("b")), true);
    check(None, Some("b"), Some(nameless.clone()), false);
    let not = |why| Undo::Not(why);
    assert_eq!(
        entry(Some(nameless), Some("b"), done()),
        not(NoWayBack::OwnerHadNoId)
    );
    assert_eq!(
        entry(None, Some("b"), Some(Outcome::NotLanded)),
        not(NoWayBack::NotKnownToHaveHappened)
    );
}

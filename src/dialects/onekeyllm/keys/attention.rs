//! Keys that need attention: budgets running out, expiring keys, unused keys.

use crate::domain::time::UnixSeconds;
use crate::schema::{All, Attention, AttentionGroup, Level, Record};
use crate::text;

use super::super::budgets;
use super::fields::CREATED_AT;
use super::rules::{expiry, seconds_left, use_word};

/// The sections of the overview.
pub const ATTENTION: All<Attention> = &[
    Attention {
        id: "budgets",
        level: Level::Harm,
        title: text!("Budgets running out" / "即将用尽的预算"),
        quiet: text!(
            "No budget is spent or three quarters used." / "没有预算已用尽或已用四分之三。"
        ),
        groups: budgets::RUNNING_OUT,
        rank: budgets::rank,
        details: &["share", "remaining"],
        needs: None,
    },
    Attention {
        id: "expiry",
        level: Level::Caution,
        title: text!("Expiring and expired keys" / "即将到期和已过期的密钥"),
        quiet: text!("No key expires within seven days." / "没有密钥在七天内到期。"),
        groups: &[
            AttentionGroup {
                view: ("expires", "soon"),
                words: text!("{n} expires soon" / "{n} expire soon" / "{n} 个即将到期"),
                of: |key, now| expiry(key, now) == Some("soon"),
            },
            AttentionGroup {
                view: ("expires", "past"),
                words: text!("{n} expired" / "{n} expired" / "{n} 个已过期"),
                of: |key, now| expiry(key, now) == Some("past"),
            },
        ],
        rank: rank_by_expiry,
        details: &["expires_at"],
        needs: None,
    },
    Attention {
        id: "unused",
        level: Level::Note,
        title: text!("Keys never used" / "从未使用的密钥"),
        quiet: text!("Every key older than a day was used." / "创建超过一天的密钥均已使用过。"),
        groups: &[AttentionGroup {
            view: ("last_use", "unused"),
            words: text!("{n} never used" / "{n} never used" / "{n} 个从未使用"),
            of: is_unused,
        }],
        rank: |key, now| {
            let made = key.get(&CREATED_AT).map_or(now, |made| *made);
            is_unused(key, now).then(|| now.0.saturating_sub(made.0))
        },
        details: &["created_at"],
        needs: Some((
            "last_used_at",
            text!(
                "No key reports when it was last used, so this cannot be judged."
                    / "没有任何密钥提供上次使用时间，因此无法判断。"
            ),
        )),
    },
];

fn is_unused(key: &Record, now: UnixSeconds) -> bool {
    use_word(key, now) == Some("unused")
}

/// Ranks the next keys to expire first, then the most recently expired.
fn rank_by_expiry(key: &Record, now: UnixSeconds) -> Option<i64> {
    const AHEAD: i64 = 1 << 50;
    let left = seconds_left(key, now)?;
    match expiry(key, now)? {
        "soon" => Some(AHEAD - left),
        "past" => Some(left),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::FIELDS;
    use super::ATTENTION;
    use crate::domain::order::sorted;
    use crate::domain::table::{check_table, parts};
    use crate::domain::time::UnixSeconds;
    use crate::records::read_fields;
    use crate::schema::Field;

    const NOW: UnixSeconds = UnixSeconds(10_000_000);

    /// Which keys need attention, by their names, those that need it most first.
    #[test]
    fn which_keys_end_or_were_never_used() {
        check_table(
            r##"
            expiry | {"name":"later","expires_at":10691200} {"name":"soon","expires_at":10604800} {"name":"ended","expires_at":9913600} {"name":"sooner","expires_at":10000001} {"name":"just-ended","expires_at":10000000} {} => sooner soon just-ended ended
            unused | {"name":"used","created_at":9222400,"last_used_at":10000000} {"name":"b","created_at":9913599} {"name":"c","created_at":9740800} {"name":"new","created_at":9913600} => c b
            "##,
            |input| {
                let [section, keys] = parts(input);
                let section = ATTENTION.iter().find(|one| one.id == section);
                let section = section.expect("a section");
                let keys =
                    serde_json::Deserializer::from_str(keys).into_iter::<serde_json::Value>();
                let ranked = keys.filter_map(|key| {
                    let key = read_fields(FIELDS, &key.expect("JSON"));
                    Some(((section.rank)(&key, NOW)?, key))
                });
                let ranked = sorted(ranked.collect(), |(a, _), (b, _)| b.cmp(a));
                let names = ranked.iter().map(|(_, key)| {
                    let groups = section.groups.iter().filter(|group| (group.of)(key, NOW));
                    assert_eq!(groups.count(), 1, "each stands in one group");
                    key.text(&Field::new("name"))
                });
                names.collect::<Vec<_>>().join(" ")
            },
        );
    }
}

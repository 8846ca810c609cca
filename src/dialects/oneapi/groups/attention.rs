//! What the overview says of groups.

use super::STATE;
use crate::schema::{All, Attention, AttentionGroup, Level};
use crate::text;

/// While the table cannot be read, no group has a ratio.
const BROKEN: AttentionGroup = AttentionGroup {
    view: ("state", "broken"),
    words: text!(
        "{n} billed at 1: GroupRatio is broken"
            / "{n} billed at 1: GroupRatio is broken"
            / "{n} 个按 1 计费：GroupRatio 已损坏"
    ),
    of: |row, _| row.text(&STATE) == "broken",
};

/// Groups whose ratio is likely a mistake, and those without one.
pub const ATTENTION: All<Attention> = &[
    Attention {
        id: "free",
        level: Level::Harm,
        title: text!("Groups with an odd ratio" / "倍率异常的分组"),
        quiet: text!(
            "No ratio is 0, negative, very high or unreadable."
                / "没有为 0、负数、非常高或无法读取的倍率。"
        ),
        groups: &[
            AttentionGroup {
                view: ("state", "not_a_number"),
                words: text!(
                    "{n} not a number: free" / "{n} not numbers: free" / "{n} 个不是数字：免费"
                ),
                of: |row, _| row.text(&STATE) == "not_a_number",
            },
            AttentionGroup {
                view: ("state", "null"),
                words: text!("{n} null: free" / "{n} null: free" / "{n} 个为 null：免费"),
                of: |row, _| row.text(&STATE) == "null",
            },
            AttentionGroup {
                view: ("state", "free"),
                words: text!("{n} free" / "{n} free" / "{n} 个免费"),
                of: |row, _| row.text(&STATE) == "free",
            },
            AttentionGroup {
                view: ("state", "negative"),
                words: text!("{n} negative" / "{n} negative" / "{n} 个为负数"),
                of: |row, _| row.text(&STATE) == "negative",
            },
            AttentionGroup {
                view: ("state", "very_high"),
                words: text!("{n} very high" / "{n} very high" / "{n} 个非常高"),
                of: |row, _| row.text(&STATE) == "very_high",
            },
            AttentionGroup {
                view: ("state", "live_only"),
                words: text!(
                    "{n} live, not stored" / "{n} live, not stored" / "{n} 个生效但未存储"
                ),
                of: |row, _| row.text(&STATE) == "live_only",
            },
            AttentionGroup {
                view: ("state", "not_live"),
                words: text!(
                    "{n} stored, not live" / "{n} stored, not live" / "{n} 个已存储但未生效"
                ),
                of: |row, _| row.text(&STATE) == "not_live",
            },
            AttentionGroup {
                view: ("state", "not_listable"),
                words: text!(
                    "{n} that no channel can list"
                        / "{n} that no channel can list"
                        / "{n} 个渠道无法使用"
                ),
                of: |row, _| row.text(&STATE) == "not_listable",
            },
            BROKEN,
            AttentionGroup {
                view: ("state", "hidden"),
                words: text!(
                    "{n} with a ratio that is not shown to you"
                        / "{n} with ratios that are not shown to you"
                        / "{n} 个的倍率对您不可见"
                ),
                of: |row, _| row.text(&STATE) == "hidden",
            },
        ],
        rank: |row, _| match row.text(&STATE) {
            "broken" => Some(5),
            "not_a_number" | "null" => Some(4),
            "negative" => Some(3),
            "free" | "very_high" => Some(2),
            "live_only" | "not_live" | "not_listable" => Some(1),
            "hidden" => Some(0),
            _ => None,
        },
        details: &["state", "ratio"],
        needs: None,
    },
    Attention {
        id: "no-ratio",
        level: Level::Caution,
        title: text!("Groups without a ratio" / "没有倍率的分组"),
        quiet: text!(
            "Every group that a channel names has a ratio." / "渠道使用的所有分组均有倍率。"
        ),
        groups: &[
            AttentionGroup {
                view: ("state", "no_ratio"),
                words: text!("{n} without a ratio" / "{n} without a ratio" / "{n} 个没有倍率"),
                of: |row, _| row.text(&STATE) == "no_ratio",
            },
            BROKEN,
        ],
        rank: |row, _| match row.text(&STATE) {
            "no_ratio" => Some(1),
            "broken" => Some(0),
            _ => None,
        },
        details: &["state", "channels"],
        needs: None,
    },
];

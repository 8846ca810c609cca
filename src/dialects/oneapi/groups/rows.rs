//! Makes the rows of groups: from the names that are live, the stored text of GroupRatio, the channels and
//! the users (contract 3.4, 4.4). No route lists groups with their ratios.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::super::{users, who};
use super::stored::{Stored, size};
use crate::call::ApiError;
use crate::schema::{MakeRows, Record};

/// Makes the rows. The other responses are the options, which only root may read, all channels, and all
/// users, without whom the groups that only they have are missing.
pub const ROWS: MakeRows = |live, others, who| {
    let [options, channels, users] = others else {
        return Ok(Json::Array(Vec::new()));
    };
    let stored = match options {
        Ok(options) => Stored::of(text(options)),
        Err(ApiError::NotAllowed(_)) => Stored::Hidden,
        Err(error) => return Err(error.clone()),
    };
    let channels = channels.as_ref().map_err(Clone::clone)?;
    Ok(rows(live, &stored, channels, users.as_ref().ok(), who))
};

/// Returns the text of GroupRatio in a list of options.
fn text(options: &Json) -> Option<&str> {
    let row = options
        .as_array()?
        .iter()
        .find(|row| row["key"] == "GroupRatio");
    row?["value"].as_str()
}

/// What the channels say of a group.
#[derive(Default)]
struct Held {
    /// The channels that list it.
    channels: usize,
    /// Those of them that list a group with a lower ratio too.
    with_cheaper: usize,
    /// Those of them where it has the lowest ratio, and that list a group with a higher one too.
    with_dearer: usize,
    /// The users in it.
    users: usize,
}

fn rows(live: &Json, stored: &Stored, channels: &Json, users: Option<&Json>, who: &Record) -> Json {
    let live: Vec<&str> = live
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Json::as_str)
        .collect();
    let mut held: BTreeMap<String, Held> = BTreeMap::new();
    // Names are compared as sets, and their order in the response is random.
    for name in &live {
        held.entry((*name).to_owned()).or_default();
    }
    if let Stored::Table(table) = stored {
        for name in table.keys() {
            held.entry(name.clone()).or_default();
        }
    }
    let billed = |name: &str| {
        let (_, _, billed) = stored.of_group(name, live.contains(&name));
        size(&billed?)
    };
    for channel in channels.as_array().into_iter().flatten() {
        let groups = channel["group"].as_str().unwrap_or_default().split(',');
        let groups: BTreeSet<&str> = groups
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let ratios: Vec<Option<i128>> = groups.iter().map(|name| billed(name)).collect();
        for (name, own) in groups.iter().zip(&ratios) {
            let is_with = |than: fn(&i128, &i128) -> bool| {
                let others = ratios.iter().flatten();
                own.is_some_and(|own| others.clone().any(|other| than(other, &own)))
            };
            let group = held.entry((*name).to_owned()).or_default();
            group.channels += 1;
            let has_cheaper = is_with(|other, own| other < own);
            let has_dearer = is_with(|other, own| other > own);
            group.with_cheaper += usize::from(has_cheaper);
            group.with_dearer += usize::from(has_dearer && !has_cheaper);
        }
    }
    let all = users.and_then(Json::as_array);
    let is_there = |user: &&Json| !users::fields::is_deleted(user);
    for user in all.into_iter().flatten().filter(is_there) {
        let group = user["group"].as_str().map(str::trim).unwrap_or_default();
        if !group.is_empty() {
            held.entry(group.to_owned()).or_default().users += 1;
        }
    }
    let whose = who::version(who).word();
    let row = |(name, held): (String, Held)| {
        let (state, ratio, billed) = stored.of_group(&name, live.contains(&name.as_str()));
        json!({
            "name": name,
            "state": state,
            "ratio": ratio,
            "billed": billed,
            "channels": held.channels,
            "with_cheaper": held.with_cheaper,
            "with_dearer": held.with_dearer,
            "users": all.map(|_| held.users),
            "version": whose,
        })
    };
    Json::Array(held.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::ROWS;
    use crate::call::{ApiError, Refusal};
    use crate::domain::table::{check_table, parts};
    use crate::schema::Record;

    fn made(live: &str, stored: &str, channels: &str, users: &str) -> String {
        let live: Vec<&str> = live.split(',').filter(|name| !name.is_empty()).collect();
        let options = match stored {
            "hidden" => Err(ApiError::NotAllowed(Refusal::default())),
            "limited" => Err(ApiError::Limited { retry_after: None }),
            "-" => Ok(json!([{"key": "Other", "value": "1"}])),
            text => Ok(json!([{"key": "GroupRatio", "value": text}])),
        };
        let channels = channels.split(' ').filter(|groups| !groups.is_empty());
        let channels = channels.map(|groups| json!({"group": groups}));
        let users = match users {
            "not told" => Err(ApiError::NotAllowed(Refusal::default())),
            users => Ok(users
                .split(',')
                .map(|group| match group.strip_prefix('!') {
                    Some(group) => json!({"group": group, "status": 3, "username": "deleted_0123456789abcdef0123456789abcdef"}),
                    None => json!({"group": group, "username": "ann"}),
                })
                .collect()),
        };
        let others = [options, Ok(channels.collect()), users];
        let rows = match ROWS(&json!(live), &others, &Record::default()) {
            Ok(Json::Array(rows)) => rows,
            Ok(other) => panic!("{other}"),
            Err(_) => return "failed".to_owned(),
        };
        let said = rows.iter().map(|row| {
            let text = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
            let held = [&row["channels"], &row["with_cheaper"], &row["with_dearer"]];
            let held = held.map(Json::to_string).join("/");
            let users = match row["users"].as_u64() {
                Some(0) => String::new(),
                Some(users) => format!(" {users} users"),
                None => " users not told".to_owned(),
            };
            format!(
                "{} {} {}→{} {held}{users}",
                text("name"),
                text("state"),
                text("ratio"),
                text("billed")
            )
        });
        said.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn groups_and_their_ratios() {
        // The live names, the stored text, the groups of each channel, and the group of each user.
        check_table(
            r##"
            vip,default | {"default":1,"vip":0.50} | | => default billed 1→1 0/0/0; vip billed 0.50→0.50 0/0/0
            default,vip | {"default":1,"vip":0.5} | default,vip vip default | => default billed 1→1 2/1/0; vip billed 0.5→0.5 2/0/1
            a,b,c,d,e | {"a":0,"b":null,"c":"0.4","d":-2,"e":1e400} | | => a free 0→0 0/0/0; b null null→0 0/0/0; c not_a_number "0.4"→0 0/0/0; d negative -2→-2 0/0/0; e not_a_number 1e+400→0 0/0/0
            a,b,c,d,e | {"a":123456789012345678901234567890,"b":-1e200,"c":999,"d":1000,"e":-0.0} | | => a very_high 123456789012345678901234567890→123456789012345678901234567890 0/0/0; b negative -1e+200→-1e+200 0/0/0; c billed 999→999 0/0/0; d very_high 1000→1000 0/0/0; e free -0.0→-0.0 0/0/0
            default,svip,vip | {"default":1,"svip":0.3,"vip":0.5} | vip,vip,default default,svip,vip | => default billed 1→1 2/2/0; svip billed 0.3→0.3 1/0/1; vip billed 0.5→0.5 2/1/1
            svip | {"Azure":1} | azure | => Azure not_live 1→1 0/0/0; azure no_ratio -→1 1/0/0; svip live_only -→1 0/0/0
            default | {"default":1} | new,default | => default billed 1→1 1/0/0; new no_ratio -→1 1/0/0
             | {"default":1 | default | => default broken -→1 1/0/0
             |  | default | => default broken -→1 1/0/0
             | null | vip | => vip broken -→1 1/0/0
             | {} | vip | => vip broken -→1 1/0/0
             | [1] | vip | => vip broken -→1 1/0/0
             | - | vip | => vip broken -→1 1/0/0
            default,vip | hidden | vip new | => default hidden -→- 0/0/0; new no_ratio -→1 1/0/0; vip hidden -→- 1/0/0
            default | limited | vip | => failed
            default | {"default":1} | default | default,nosuch,default,,!gone,!default => default billed 1→1 1/0/0 2 users; nosuch no_ratio -→1 0/0/0 1 users
            default | {"default":1} |  | not told => default billed 1→1 0/0/0 users not told
            "##,
            |line| {
                let [live, stored, channels, users] = parts(line);
                made(live, stored, channels, users)
            },
        );
    }
}

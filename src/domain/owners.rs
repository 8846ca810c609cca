//! The people who are known to own something. No call of a gateway lists them (contract 1.3), so
//! they are gathered from what was read. Never says who else there may be.

use super::order::sorted;
use super::pool::Owner;

/// Each owner with an id once, by name. One who is named somewhere is named everywhere.
#[must_use]
pub fn known<'a>(owners: impl IntoIterator<Item = &'a Owner>) -> Vec<Owner> {
    let mut people: Vec<Owner> = Vec::new();
    for owner in owners {
        let Some(id) = &owner.id else { continue };
        match people.iter_mut().find(|one| one.id.as_ref() == Some(id)) {
            Some(one) if one.name.is_none() => one.name.clone_from(&owner.name),
            Some(_) => {}
            None => people.push(owner.clone()),
        }
    }
    let place = |one: &Owner| one.label().unwrap_or_default().to_lowercase();
    let people = people.into_iter().map(|one| (place(&one), one)).collect();
    let people = sorted(people, |(a, one), (b, other)| {
        (a, &one.id).cmp(&(b, &other.id))
    });
    people.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::known;
    use crate::domain::ids::UserId;
    use crate::domain::pool::Owner;

    fn owner((id, name): &(&str, &str)) -> Owner {
        let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Owner {
            id: told(id).map(UserId),
            name: told(name),
        }
    }

    #[test]
    fn each_person_once() {
        let check = |read: &[(&str, &str)], expect: &[(&str, &str)]| {
            let read: Vec<Owner> = read.iter().map(owner).collect();
            let expect: Vec<Owner> = expect.iter().map(owner).collect();
            assert_eq!(known(&read), expect, "{read:?}");
        };
        check(&[], &[]);
        check(&[("u2", "Ada"), ("u2", "Ada")], &[("u2", "Ada")]);
        // A name without an id cannot be sent.
        check(&[("", "Ada")], &[]);
        check(&[("u2", ""), ("u2", "Ada")], &[("u2", "Ada")]);
        check(&[("u2", "Ada"), ("u2", "Ada L.")], &[("u2", "Ada")]);
        check(
            &[("u3", "bob"), ("u9", ""), ("u2", "Ada"), ("u1", "Bob")],
            &[("u2", "Ada"), ("u1", "Bob"), ("u3", "bob"), ("u9", "")],
        );
    }
}

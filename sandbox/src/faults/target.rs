//! The requests that a switch applies to.

use super::switch::Reach;
use crate::oneapi::routes;
use crate::operation::Operation;

/// A group of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Every request.
    Any,
    /// Every read.
    Read,
    /// Every write.
    Write,
    /// The operations with this word.
    Word(&'static str),
}

impl Target {
    /// All words.
    pub(crate) const WORDS: [&'static str; 39] = [
        "any",
        "read",
        "write",
        "list",
        "list-keys",
        "list-pools",
        "list-upstreams",
        "list-codex",
        "list-claude",
        "charges",
        "create",
        "topup",
        "rotate",
        "delete",
        "assign",
        "remove",
        "create-pool",
        "delete-pool",
        "set-owner",
        "remove-owner",
        "create-upstream",
        "topup-upstream",
        "disable",
        "enable",
        "delete-upstream",
        "start-codex",
        "poll-codex",
        "disable-codex",
        "enable-codex",
        "delete-codex",
        "start-claude",
        "complete-claude",
        "delete-claude",
        "capacity",
        "refresh-capacity",
        "default-pool",
        "usage",
        "ping",
        "models",
    ];

    /// The words that a gateway knows: those of its dialect only.
    pub(crate) fn words(is_one_api: bool) -> Vec<&'static str> {
        if !is_one_api {
            return Self::WORDS.to_vec();
        }
        let mut words = vec!["any", "read", "write"];
        for route in routes::all() {
            if !words.contains(&route.word) {
                words.push(route.word);
            }
        }
        words
    }

    /// The target with this word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        match word {
            "any" => Some(Self::Any),
            "read" => Some(Self::Read),
            "write" => Some(Self::Write),
            _ => Operation::ALL
                .into_iter()
                .flat_map(|operation| [operation.word(), operation.specific_word()])
                .chain(routes::all().map(|route| route.word))
                .find(|known| *known == word)
                .map(Self::Word),
        }
    }

    /// The target's word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Read => "read",
            Self::Write => "write",
            Self::Word(word) => word,
        }
    }

    /// Whether a request is in the group.
    pub(crate) fn covers(self, reach: &Reach) -> bool {
        match self {
            Self::Any => true,
            Self::Read => !reach.is_write,
            Self::Write => reach.is_write,
            Self::Word(word) => reach.words.contains(&word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::operation::Operation;

    fn check(word: &str, operation: Operation, expect: bool) {
        let target = Target::from_word(word).expect("a known word");
        assert_eq!(
            target.covers(&operation.into()),
            expect,
            "{word} {operation:?}"
        );
    }

    #[test]
    fn groups() {
        check("any", Operation::Ping, true);
        check("read", Operation::ListKeys, true);
        check("read", Operation::CreateKey, false);
        check("write", Operation::RemoveKey, true);
        check("write", Operation::Usage, false);
        check("create", Operation::CreateMyKey, true);
        check("create", Operation::TopupKey, false);
        check("list", Operation::ListPools, true);
        check("list-pools", Operation::ListPools, true);
        check("list-pools", Operation::ListKeys, false);
        check("list", Operation::PendingCharges, false);
        check("create", Operation::CreatePool, false);
        check("list", Operation::ListUpstreams, true);
        check("list-upstreams", Operation::ListUpstreams, true);
        check("list-upstreams", Operation::ListKeys, false);
        check("topup", Operation::TopupUpstream, false);
        check("topup-upstream", Operation::TopupUpstream, true);
        check("list", Operation::ListCodex, true);
        check("list-claude", Operation::ListCodex, false);
        check("read", Operation::PollCodex, true);
        check("write", Operation::PollCodex, false);
        check("write", Operation::RefreshCapacity, true);
    }

    #[test]
    fn every_word_is_known() {
        for word in Target::WORDS {
            assert_eq!(Target::from_word(word).map(Target::word), Some(word));
        }
        assert_eq!(Target::from_word("sometimes"), None);
        for operation in Operation::ALL {
            for word in [operation.word(), operation.specific_word()] {
                assert!(Target::WORDS.contains(&word), "{operation:?}");
            }
        }
    }
}

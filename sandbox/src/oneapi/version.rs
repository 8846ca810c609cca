//! The versions of one-api that the sandbox can be.

/// A version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// The fork, identifying everything by UUID.
    F2,
    /// The fork before that, with integer ids.
    F1,
    /// The original.
    U,
}

impl Version {
    /// The version of a word of the command line.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "f2" => Some(Self::F2),
            "f1" => Some(Self::F1),
            "u" => Some(Self::U),
            _ => None,
        }
    }

    /// Whether it is the fork.
    pub(crate) const fn is_fork(self) -> bool {
        matches!(self, Self::F1 | Self::F2)
    }

    /// Whether rows are identified by UUID.
    pub(crate) const fn has_uuids(self) -> bool {
        matches!(self, Self::F2)
    }

    /// Its words for one thing: the fork's English or the original's Chinese.
    pub(crate) const fn say(self, fork: &'static str, original: &'static str) -> &'static str {
        if self.is_fork() { fork } else { original }
    }
}

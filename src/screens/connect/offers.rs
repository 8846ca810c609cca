//! The gateways to choose from: this site, those that the host offers, those stored in this
//! browser, and any other address.

use crate::reactive::*;

use crate::gate::both;
use crate::profile::{Configuration, Environment, Offered, Profile};
use crate::session::Session;
use crate::text;
use crate::ui::choice::Choice;
use crate::ui::language::use_language;
use crate::words::{Say, Text};

const THIS_SITE: Text = text!("This site" / "本站点");
const OTHER_ADDRESS: Text = text!("Another address" / "其他地址");

/// The choice for another address.
pub const OTHER: &str = "other";

/// The gateways and the choice.
#[derive(Clone, Copy)]
pub struct Offers {
    session: Session,
    /// A base, or [`OTHER`].
    pub choice: RwSignal<String>,
    /// The typed address for [`OTHER`].
    pub typed: RwSignal<String>,
    /// Why the host's list could not be read.
    pub broken: RwSignal<Option<String>>,
    hosted: RwSignal<Vec<Offered>>,
    profiles: RwSignal<Vec<Profile>>,
}

impl Offers {
    /// Starts with `wanted`, or else with this site, and loads the other gateways.
    pub fn new(session: Session, wanted: Option<String>) -> Self {
        let offers = Self {
            session,
            choice: RwSignal::new(wanted.clone().unwrap_or_else(|| "/".to_owned())),
            typed: RwSignal::new(String::new()),
            broken: RwSignal::new(None),
            hosted: RwSignal::new(Vec::new()),
            profiles: RwSignal::new(Vec::new()),
        };
        spawn_local(async move {
            let (offered, profiles) = both(session.offered(), session.journal.profiles()).await;
            match offered {
                Ok(Configuration { gateways }) => offers.take_hosted(gateways, wanted.is_none()),
                Err(why) => {
                    offers.broken.try_set(Some(why));
                }
            }
            offers.profiles.try_set(profiles.unwrap_or_default());
        });
        offers
    }

    /// Chooses the first gateway that the host offers, unless the address names one.
    fn take_hosted(&self, gateways: Vec<Offered>, may_choose: bool) {
        let first = gateways.first().map(|gateway| gateway.base.clone());
        self.hosted.try_set(gateways);
        if let (Some(first), true) = (
            first,
            may_choose && self.choice.try_get_untracked().as_deref() == Some("/"),
        ) {
            self.choice.try_set(first);
        }
    }

    /// Returns the chosen or typed base.
    #[must_use]
    pub fn base(&self) -> String {
        let choice = self.choice.get();
        if choice == OTHER {
            self.typed.get()
        } else {
            choice
        }
    }

    /// Returns the choices, each base once.
    #[must_use]
    pub fn choices(&self) -> Signal<Vec<Choice>> {
        let (offers, language) = (*self, use_language());
        Signal::derive(move || {
            let mut list: Vec<(String, String)> = Vec::new();
            let mut add = |base: &str, label: String| {
                if !list.iter().any(|(known, _)| known == base) {
                    list.push((base.to_owned(), label));
                }
            };
            offers.hosted.with(|hosted| {
                hosted
                    .iter()
                    .for_each(|gateway| add(&gateway.base, gateway.name.clone()))
            });
            offers.profiles.with(|profiles| {
                profiles
                    .iter()
                    .for_each(|profile| add(&profile.base, profile.name.clone()))
            });
            if offers.hosted.with(Vec::is_empty) {
                add("/", THIS_SITE.say(language.get()).to_owned());
            }
            let choice = offers.choice.get();
            if choice != OTHER {
                add(&choice, choice.clone());
            }
            let mut choices: Vec<Choice> = list
                .into_iter()
                .map(|(base, label)| Choice::new(base, label))
                .collect();
            choices.push(Choice::new(OTHER, OTHER_ADDRESS.say(language.get())));
            choices
        })
    }

    /// Returns the name and the environment of a base.
    #[must_use]
    pub fn named(&self, base: &str) -> (String, Environment) {
        let hosted = self
            .hosted
            .with_untracked(|hosted| hosted.iter().find(|gateway| gateway.base == base).cloned());
        if let Some(gateway) = hosted {
            return (gateway.name, gateway.environment);
        }
        let known = self.profiles.with_untracked(|profiles| {
            profiles
                .iter()
                .find(|profile| profile.base == base)
                .cloned()
        });
        known.map_or_else(
            || (self.session.host_of(base), Environment::default()),
            |profile| (profile.name, profile.environment),
        )
    }

    /// Returns the stored profile of the chosen base.
    #[must_use]
    pub fn remembered(&self) -> Option<Profile> {
        let choice = self.choice.get();
        self.profiles.with(|profiles| {
            profiles
                .iter()
                .find(|profile| profile.base == choice)
                .cloned()
        })
    }

    /// Deletes a stored gateway.
    pub fn forget(self, profile: Profile) {
        spawn_local(async move {
            self.session.journal.forget(&profile.id).await;
            self.profiles
                .try_update(|profiles| profiles.retain(|known| known.id != profile.id));
        });
    }
}

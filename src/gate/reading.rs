//! Reads what the checks of a write need, and judges each check.

use super::compare::{self, NewRows};
use super::find::{Found, find};
use super::lookup::all_rows;
use super::read::{MOST_PAGES, NOT_SENT, Pages, read_pages};
use super::verdict::Verdict;
use super::{After, Transport, Uncertainty};
use crate::call::ApiError;
use crate::domain::ids::{Id, SpelledId};
use crate::records::{Listing, Response, Row};
use crate::schema::{Baseline, Check, Dialect, Locator, Query, Resource, Value};

/// The rows of the smallest page that a gateway sends, whatever it is asked for (one-api contract 2.1).
const LEAST_PAGE: usize = 10;

/// What is known of a write from its response.
#[derive(Clone, Copy)]
pub(super) struct Evidence<'a> {
    /// Whether the gateway reported success.
    pub(super) reported_success: bool,
    /// Its response, where it could be read.
    pub(super) response: Option<&'a Response>,
    /// The id that a step on the same row created.
    pub(super) made: &'a dyn Fn(usize) -> Option<SpelledId>,
}

/// One verification: each row is read once for all checks on it.
pub(super) struct Reading<'a, T> {
    dialect: &'a Dialect,
    transport: &'a T,
    found: Vec<(Locator, Found)>,
    made: Option<SpelledId>,
}

impl<'a, T: Transport> Reading<'a, T> {
    /// Starts a verification.
    pub(super) const fn new(dialect: &'a Dialect, transport: &'a T) -> Self {
        Self {
            dialect,
            transport,
            found: Vec::new(),
            made: None,
        }
    }

    /// Starts a verification that takes over rows which were read just before.
    pub(super) fn knowing(self, found: Vec<(Locator, Found)>) -> Self {
        Self { found, ..self }
    }

    /// Returns the one row that the write created, if a check found it.
    pub(super) fn made(self) -> Option<SpelledId> {
        self.made
    }

    /// Reads what a check needs and judges it.
    pub(super) async fn judge(
        &mut self,
        check: &Check,
        evidence: Evidence<'_>,
    ) -> Result<Verdict, ApiError> {
        Ok(match check {
            Check::Becomes {
                at,
                field,
                before,
                to,
            } => {
                self.field(at, field, |now| compare::becomes(field, before, to, now))
                    .await?
            }
            Check::Rises {
                at,
                field,
                before,
                by,
            } => {
                self.field(at, field, |now| compare::rises(field, before, by, now))
                    .await?
            }
            Check::Differs { at, field, before } => {
                let response = evidence.response;
                self.field(at, field, |now| {
                    compare::differs(field, before, response, now)
                })
                .await?
            }
            Check::Goes { at } => gone(&self.row(at).await?),
            Check::Appears {
                of,
                name,
                baseline,
                count,
            } => {
                let resource = self.dialect.resource(of).ok_or(NOT_SENT)?;
                let row = evidence.response.and_then(|response| response.row.as_ref());
                let returned = row.map(|row| row.id.as_str());
                let made = self
                    .appeared(resource, name, baseline, returned, *count)
                    .await?;
                if let NewRows::Found(ids) = &made
                    && let [id] = ids.as_slice()
                {
                    self.made = Some(id.clone());
                }
                made.verdict(*count, returned)
            }
            Check::Lists { of, ids } => self.lists(of, ids).await?,
            Check::Named { of, by_step } => {
                let made = (evidence.made)(*by_step);
                self.named(of, made, evidence.reported_success).await?
            }
            // The row may have been found by a check of the same step, just before.
            Check::Made {
                of,
                by_step,
                field,
                to,
            } => match (evidence.made)(*by_step).or_else(|| self.made.clone()) {
                Some(id) => {
                    let at = Locator::of_id(of.clone(), id);
                    self.field(&at, field, |now| compare::set(field, to, now))
                        .await?
                }
                None => Verdict::Uncertain(Uncertainty::NothingToCompare),
            },
            Check::Removed { of, by_step } => match (evidence.made)(*by_step) {
                Some(id) => gone(&self.row(&Locator::of_id(of.clone(), id)).await?),
                None => Verdict::Uncertain(Uncertainty::NothingToCompare),
            },
            Check::ResponseOnly => response_only(evidence.reported_success),
        })
    }

    async fn row(&mut self, at: &Locator) -> Result<Found, ApiError> {
        let known = self.found.iter().find(|(known, _)| known == at);
        if let Some((_, found)) = known {
            return Ok(found.clone());
        }
        let found = find(self.dialect, at, self.transport).await?;
        self.found.push((at.clone(), found.clone()));
        Ok(found)
    }

    /// Judges a field of a row; a row that is not found cannot be compared.
    async fn field(
        &mut self,
        at: &Locator,
        field: &str,
        judge: impl FnOnce(&Value) -> Verdict,
    ) -> Result<Verdict, ApiError> {
        Ok(match self.row(at).await? {
            Found::Here(row) => judge(row.record.value(field)),
            Found::Gone | Found::NotSeen => Verdict::Uncertain(Uncertainty::NotFound),
        })
    }

    /// Reads the newest rows until one of the baseline appears.
    async fn appeared(
        &self,
        resource: &Resource,
        name: &str,
        baseline: &Baseline,
        returned: Option<&str>,
        count: usize,
    ) -> Result<NewRows, ApiError> {
        let enough = |listing: &Listing| {
            let rows: Vec<&Row> = listing.rows().map(AsRef::as_ref).collect();
            compare::reaches(resource, &rows, baseline)
        };
        let pages = match resource.reads.whole {
            Some(_) => Pages {
                listing: Listing::default()
                    .with(all_rows(self.dialect, resource, self.transport).await?),
                whole: true,
            },
            None => {
                let newest = Query::newest();
                let (most, transport) = (MOST_PAGES + count / LEAST_PAGE, self.transport);
                read_pages(self.dialect, resource, &newest, most, &enough, transport).await?
            }
        };
        let seen: Vec<&Row> = pages.listing.rows().map(AsRef::as_ref).collect();
        let made = compare::new_rows(resource, name, baseline, returned, &seen, pages.whole);
        Ok(match made {
            // An unreadable row may be the new one.
            NewRows::Found(new) if new.is_empty() && !pages.is_readable() => NewRows::NotFound,
            made => made,
        })
    }

    async fn lists(&self, of: &str, ids: &[String]) -> Result<Verdict, ApiError> {
        let resource = self.dialect.resource(of).ok_or(NOT_SENT)?;
        let all = |_: &Listing| false;
        let oldest = Query::oldest();
        let pages = read_pages(
            self.dialect,
            resource,
            &oldest,
            MOST_PAGES,
            &all,
            self.transport,
        );
        let pages = pages.await?;
        if !pages.whole || !pages.is_readable() {
            return Ok(Verdict::Uncertain(Uncertainty::NotFound));
        }
        let listed: Vec<&str> = pages.listing.rows().map(|row| row.id.as_str()).collect();
        Ok(compare::lists(ids, &listed))
    }

    /// Searches for the id in the response. If there is no list or it may not be read, the response
    /// alone counts.
    async fn named(
        &mut self,
        of: &Id,
        made: Option<SpelledId>,
        reported_success: bool,
    ) -> Result<Verdict, ApiError> {
        let Some(made) = made else {
            return Ok(Verdict::Uncertain(Uncertainty::NothingToCompare));
        };
        if self.dialect.resource(of).is_none() {
            return Ok(response_only(reported_success));
        }
        match self.row(&Locator::of_id(of.clone(), made.clone())).await {
            Ok(Found::Here(_)) => Ok(Verdict::Once(vec![After::Created(vec![made.to_string()])])),
            Ok(Found::Gone) => Ok(Verdict::Never),
            Ok(Found::NotSeen) => Ok(Verdict::Uncertain(Uncertainty::NotFound)),
            Err(ApiError::NotAllowed(_)) => Ok(response_only(reported_success)),
            Err(error) => Err(error),
        }
    }
}

fn gone(found: &Found) -> Verdict {
    match found {
        Found::Here(_) => Verdict::Never,
        Found::Gone => Verdict::Once(vec![After::Gone]),
        Found::NotSeen => Verdict::Uncertain(Uncertainty::NotFound),
    }
}

/// Judges by the response alone.
pub(super) fn response_only(reported_success: bool) -> Verdict {
    if reported_success {
        Verdict::Once(vec![After::ResponseOnly])
    } else {
        Verdict::Uncertain(Uncertainty::NothingToCompare)
    }
}

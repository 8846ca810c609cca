//! What the pages of lists have in common: the screen around a list, its search and facets, its
//! table, the drawer of one row. Signals come in, events go out; never reads a gateway itself.

mod drawer;
mod facet;
mod rows;
mod screen;
mod state;
mod table;

use leptos::prelude::*;

use crate::api::error::ApiError;
use crate::domain::reading::{Ask, Reading};
use crate::route::List;

pub use drawer::{Opened, RowDrawer, line_drawer};
pub use facet::{choices, facet, search_of};
pub use rows::{Lines, shown};
pub use screen::ListScreen;
pub use state::{Coverage, Freshness, body, failed, more, rest, stale};
pub use table::list_table;

/// A list as what stands around it needs it, whatever its rows are.
#[derive(Clone, Copy)]
pub struct Listed {
    /// Which list.
    pub list: List,
    /// How it stands.
    pub reading: Memo<Reading>,
    /// What failed last, while nothing succeeded since.
    pub error: RwSignal<Option<ApiError>>,
    /// Asks something of it.
    pub ask: Callback<Ask>,
}

impl Listed {
    /// A list that is asked by `ask`.
    pub fn new(
        list: List,
        reading: Memo<Reading>,
        error: RwSignal<Option<ApiError>>,
        ask: impl Fn(Ask) + Send + Sync + 'static,
    ) -> Self {
        let ask = Callback::new(ask);
        Self {
            list,
            reading,
            error,
            ask,
        }
    }
}

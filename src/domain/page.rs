//! One page of a list as it was read. Never fetches the next one.

/// Where the next page begins: the id of the last row seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(pub String);

/// A row that could not be read as what it should be; kept and shown, never dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The row's JSON with secret leaves taken out, indented.
    pub raw: String,
    /// Which field was missing or wrong.
    pub why: String,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<T> {
    /// Understood.
    Read(T),
    /// Kept as it came.
    Unreadable(Unreadable),
}

impl<T> Row<T> {
    /// The row when it was understood.
    pub const fn read(&self) -> Option<&T> {
        match self {
            Self::Read(row) => Some(row),
            Self::Unreadable(_) => None,
        }
    }
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows in the gateway's order.
    pub rows: Vec<Row<T>>,
    /// Where to go on; `None` when the gateway has no more.
    pub next: Option<Cursor>,
}

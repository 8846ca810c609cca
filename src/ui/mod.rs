//! Parts that know no gateway noun: buttons, fields, tables, dialogs and how they behave.
//! Data comes in, events go out; nothing here fetches, decides or remembers. What needs no browser is
//! tested without one.

mod decimal;
pub mod density;
pub mod id;
pub mod preference;
pub mod relative;
pub mod table;
pub mod theme;
pub mod words;

#[cfg(feature = "web")]
pub mod button;
#[cfg(feature = "web")]
pub mod choice;
#[cfg(feature = "web")]
pub mod chosen;
#[cfg(feature = "web")]
pub mod clamp;
#[cfg(feature = "web")]
pub mod copy;
#[cfg(feature = "web")]
pub mod detail;
#[cfg(feature = "web")]
pub mod devices;
#[cfg(feature = "web")]
pub mod dialog;
#[cfg(feature = "web")]
pub mod drawer;
#[cfg(feature = "web")]
pub mod field;
#[cfg(feature = "web")]
pub mod figure;
#[cfg(feature = "web")]
pub mod focus;
#[cfg(feature = "web")]
pub mod form;
#[cfg(feature = "web")]
pub mod icon;
#[cfg(feature = "web")]
pub mod input;
#[cfg(feature = "web")]
pub mod landing;
#[cfg(feature = "web")]
pub mod language;
#[cfg(feature = "web")]
pub mod live;
#[cfg(feature = "web")]
pub mod moment;
#[cfg(feature = "web")]
pub mod notice;
#[cfg(feature = "web")]
pub mod settling;
#[cfg(feature = "web")]
pub mod shell;
#[cfg(feature = "web")]
pub mod state;
#[cfg(feature = "web")]
pub mod toast;
#[cfg(feature = "web")]
pub mod toggle;
#[cfg(feature = "web")]
pub mod tone;

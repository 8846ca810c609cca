//! Parts that know no gateway noun: buttons, fields, tables, dialogs and how they behave.
//! Data comes in, events go out; nothing here fetches, decides or remembers.

pub mod button;
pub mod choice;
pub mod clamp;
pub mod copy;
pub mod density;
pub mod detail;
pub mod devices;
pub mod dialog;
pub mod drawer;
pub mod field;
pub mod figure;
pub mod focus;
pub mod form;
pub mod icon;
pub mod id;
pub mod input;
pub mod landing;
pub mod language;
pub mod live;
pub mod moment;
pub mod notice;
pub mod preference;
pub mod relative;
pub mod settling;
pub mod shell;
pub mod state;
pub mod table;
pub mod theme;
pub mod toast;
pub mod toggle;
pub mod tone;
pub mod words;

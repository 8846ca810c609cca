//! The dialects that the console knows, each as data: resources, fields, actions and their words. What
//! is done with them is not here.

pub mod onekeyllm;

//! The one macro that declares messages. Holds no message itself.

/// Declares an enum of messages, each with its English and its Chinese words:
/// `words! { /// Doc. pub enum Greeting { Hello: "Hello" / "你好", } }`.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($key:ident: $english:literal / $chinese:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $english] $key,)+
        }

        impl $crate::i18n::Say for $name {
            fn say(&self, language: $crate::i18n::Language) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$key, $crate::i18n::Language::English) => $english,
                        (Self::$key, $crate::i18n::Language::Chinese) => $chinese,
                    )+
                }
            }
        }
    };
}

pub(crate) use words;

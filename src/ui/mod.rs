//! Parts that know no gateway noun.
